/** The user of a web address, with any password, which the address does not need. */
const LOGIN = /\b(?:https?|git|wss?|ftp):\/\/[^\s/?#@"'<>]{1,2000}@/i;
/** A password behind the user of any other address. */
const PASSWORD = /\b[a-z][a-z\d+.-]{0,20}:\/\/[^\s/?#@:"'<>]{0,500}:[^\s/?#@"'<>]{1,2000}@/i;
/** A part of a query that is named as secrets are. */
const QUERY =
  /[?&#;][\w.-]{0,40}(?:token|secret|passw(?:or)?d|api_?-?key|access_?-?key|credential|signature)[\w.-]{0,40}=(?!\(hidden\))[^&\s]/i;
/** Tokens that their makers gave a form to be recognised by. */
const SHAPES = [
  ...[/\bgh[opsur]_\w{16,}/, /\bgithub_pat_\w{16,}/, /\bgl(?:pat|dt|rt|ptt|ft)-[\w-]{16,}/],
  ...[/\bxox[abeprs]-[\w-]{10,}/, /\bATATT3x[\w=-]{16,}/, /\bATCTT3x[\w=-]{16,}/],
  ...[/\bAKIA[A-Z\d]{16}\b/, /\bnpm_\w{30,}/, /\b[sr]k_live_\w{16,}/, /\bglsa_\w{16,}/],
  ...[/\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]*/, /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/],
] as const;

/**
 * Returns in words the secret that a text holds and others should not read; null if none is
 * recognised.
 */
export function openSecretIn(text: string): string | null {
  if (LOGIN.test(text) || PASSWORD.test(text)) return 'a login in an address';
  if (QUERY.test(text)) return 'a secret in the query of an address';
  return SHAPES.some((shape) => shape.test(text)) ? 'a token or a private key' : null;
}

/**
 * A character of a user or password in a text that may be JSON or hold NUL between its fields. In
 * JSON a backslash begins an escape.
 */
const SIGN = String.raw`(?:[^\s/?#@"'<>\\\0-\x1f]|\\\\)`;
const SIGN_OF_USER = String.raw`(?:[^\s/?#@:"'<>\\\0-\x1f]|\\\\)`;
const ANY_LOGIN = new RegExp(String.raw`((?:https?|git|wss?|ftp):\/\/)${SIGN}{1,2000}@`, 'gi');
const ANY_PASSWORD = new RegExp(`(://${SIGN_OF_USER}{0,500}):${SIGN}{1,2000}@`, 'g');
const ANY_QUERY = new RegExp(
  String.raw`(${QUERY.source.slice(0, QUERY.source.indexOf('=') + 1)})[^&\s"'<>\\\0-\x1f]+`,
  'gi',
);
const KEY_ENDS = '-----END [A-Z ]{0,30}PRIVATE KEY-----';
/** A key reaches to its end mark; without one, as far as its lines go. */
const WHOLE_KEY = [
  '-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:',
  String.raw`(?:(?!-----)[\w+/=\s:,-]|\\{1,8}[nr]){0,20000}${KEY_ENDS}|(?:[\w+/=]{16,}|\s|\\{1,8}[nr]){0,2000})`,
].join('');
/** A word also begins behind an escaped line break, whose last character is a letter. */
const BEGINS = String.raw`(?:\b|(?<=\\[nrtbf]))`;
const ANY_SHAPE = new RegExp(
  [WHOLE_KEY, ...SHAPES.slice(0, -1).map(({ source }) => source.replace(/^\\b/, BEGINS))].join('|'),
  'g',
);

/** One of these begins each of the shapes. Most texts hold none, which is found sooner. */
const BEGINNING =
  /gh[opsur]_|github_pat_|gl(?:pat|dt|rt|ptt|ft)-|xox|AT[AC]TT3x|AKIA|npm_|k_live_|glsa_|eyJ|-----BEGIN/;

/**
 * Returns a mark that distinguishes hidden tokens, so that things named by them do not become one.
 * It is FNV-1a, cut so short that it does not help to guess the token.
 */
function markOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1)
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36).slice(-4);
}

/**
 * Returns the text without the secrets that `openSecretIn` recognises. It is for texts of tools,
 * which cannot be refused, and for texts stored before the API refused them. Logins are removed
 * from addresses; other secrets are replaced by `(hidden)`. JSON stays JSON.
 */
export function withoutSecrets(text: string): string {
  const local = text.includes('://')
    ? text.replace(ANY_LOGIN, '$1').replace(ANY_PASSWORD, '$1@')
    : text;
  const open = local.includes('=') ? local.replace(ANY_QUERY, '$1(hidden)') : local;
  return BEGINNING.test(open)
    ? open.replace(ANY_SHAPE, (secret) => `(hidden-${markOf(secret)})`)
    : open;
}
