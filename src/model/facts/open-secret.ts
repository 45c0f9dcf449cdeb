/** The user of a web address, with whatever password, which the address does not need. */
const LOGIN = /\b(?:https?|git|wss?|ftp):\/\/[^\s/?#@"'<>]{1,2000}@/i;
/** A password behind the user of any other address. */
const PASSWORD = /\b[a-z][a-z\d+.-]{0,20}:\/\/[^\s/?#@:"'<>]{0,500}:[^\s/?#@"'<>]{1,2000}@/i;
/** A part of a query that is named as secrets are. */
const QUERY =
  /[?&#;][\w.-]{0,40}(?:token|secret|passw(?:or)?d|api_?-?key|access_?-?key|credential|signature)[\w.-]{0,40}=[^&\s]/i;
/** Tokens that their makers gave a form to be recognised by. */
const SHAPES = [
  ...[/\bgh[opsur]_\w{16,}/, /\bgithub_pat_\w{16,}/, /\bgl(?:pat|dt|rt|ptt|ft)-[\w-]{16,}/],
  ...[/\bxox[abeprs]-[\w-]{10,}/, /\bATATT3x[\w=-]{16,}/, /\bATCTT3x[\w=-]{16,}/],
  ...[/\bAKIA[A-Z\d]{16}\b/, /\bnpm_\w{30,}/, /\b[sr]k_live_\w{16,}/, /\bglsa_\w{16,}/],
  ...[/\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\./, /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/],
] as const;

/** What a text holds that should not be read by others, in words; null where nothing is recognised. */
export function openSecretIn(text: string): string | null {
  if (LOGIN.test(text) || PASSWORD.test(text)) return 'a login in an address';
  if (QUERY.test(text)) return 'a secret in the query of an address';
  return SHAPES.some((shape) => shape.test(text)) ? 'a token or a private key' : null;
}

const ANY_LOGIN = /\b((?:https?|git|wss?|ftp):\/\/)[^\s/?#@"'<>]{1,2000}@/gi;

/** Returns the text without logins in web addresses, such as were kept before they were refused. */
export const withoutLogins = (text: string): string => text.replace(ANY_LOGIN, '$1');
