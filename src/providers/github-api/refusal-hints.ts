import type { HttpFailure } from '../http/failures.js';

/** The remedy that a refusal names, in GitHub's own terms. */
export interface Hint {
  readonly message: string;
  readonly permission?: string;
}

/** GitHub's words of a refusal, and what is to be done; the first that is found decides. */
const remedies: readonly (readonly [RegExp, string])[] = [
  [
    /SAML|single sign-on/i,
    'The organisation asks for SAML: authorise the token for it by "Configure SSO", in the list of tokens.',
  ],
  [
    /IP allow list/i,
    'The organisation has an IP allow list: add the address of this server to it.',
  ],
  [
    /installation has been suspended/i,
    'The GitHub App is suspended: "Unsuspend" it below Settings, GitHub Apps, Configure.',
  ],
  [/account (?:was|is|has been) suspended/i, 'The account of the token is suspended.'],
  [
    /forbids access via a personal access token \(classic\)/i,
    'The organisation takes no personal access token (classic): use a fine-grained one, or a GitHub App.',
  ],
  [
    /forbids access via a fine-grained personal access token/i,
    'The organisation refuses this fine-grained token: shorten its lifetime, or have it approved.',
  ],
  [/archived/i, 'The repository is archived: it can be read, but GitHub refuses this.'],
  [
    /Repository access blocked|repository (?:has been|is|was) disabled/i,
    'GitHub has blocked or disabled the repository.',
  ],
];
/** The same of an answer, by its address too. */
const remediesByAddress: typeof remedies = [
  [
    /answered 404 to \S*\/access_tokens/,
    'GitHub knows no such App or installation: check the App ID and the installation id.',
  ],
  [
    /answered 401 to \S*\/access_tokens/,
    'GitHub does not know the App: check the App ID, and that the private key is one of it.',
  ],
  [/answered 401 to /, 'GitHub does not know the token: it is wrong, expired or withdrawn.'],
];

const byStatus: Readonly<Record<number, string>> = {
  404: 'GitHub does not show it: it is gone, or the permission is missing.',
  409: 'It is empty, or GitHub is moving it.',
  410: 'It is switched off there.',
  451: 'It is blocked for legal reasons.',
};

const partsOf = (text: string | null, sign: string): string[] =>
  (text ?? '').split(sign).flatMap((part) => part.trim() || []);

/** Alternatives are divided by semicolons; each lists permissions that are needed together. */
function permissionIn(headers: Headers): string | null {
  const [first] = partsOf(headers.get('x-accepted-github-permissions'), ';');
  if (first === undefined) return null;
  return partsOf(first, ',')
    .map((one) => one.replace('=', ': '))
    .join(', ');
}

function scopeIn(headers: Headers): string | null {
  if (!headers.has('x-oauth-scopes')) return null;
  const given = partsOf(headers.get('x-oauth-scopes'), ',');
  const accepted = partsOf(headers.get('x-accepted-oauth-scopes'), ',');
  return accepted.find((one) => !given.includes(one)) ?? null;
}

/** Fine-grained tokens and Apps are refused in these words. */
const NOT_ACCESSIBLE = /Resource not accessible by (personal access token|integration)/i;

const remedyIn = (words: string, known: typeof remedies): Hint | null => {
  const [, message] = known.find(([pattern]) => pattern.test(words)) ?? [];
  return message ? { message } : null;
};

/** Returns what is to be done about words of a refusal; `permission` is what the look needs. Null if they are not known. */
export function hintOfWords(words: string, permission: string | null): Hint | null {
  const remedy = remedyIn(words, remedies);
  if (remedy) return remedy;
  const [said, who] = NOT_ACCESSIBLE.exec(words) ?? [];
  if (!said) return null;
  const named = permission ? `the permission "${permission}"` : 'the permission that it lacks';
  const whom =
    who === 'integration' ? 'the GitHub App, and accept it for the installation' : 'the token';
  return {
    message: `GitHub says "${said}": grant ${named} to ${whom}.`,
    ...(permission ? { permission } : {}),
  };
}

/** Returns what the headers and words of a refusal ask for; `needed` is the permission of the look, where GitHub names none. */
export function hintOfFailure(failure: HttpFailure, needed: string | null = null): Hint {
  const { status, headers, words, message } = failure;
  const sso = /url=(\S+)/.exec(headers.get('x-github-sso') ?? '')?.[1];
  if (sso) return { message: `The organisation asks for SAML: authorise the token at ${sso}.` };
  const permission = permissionIn(headers);
  const known = remedyIn(message, remediesByAddress) ?? hintOfWords(words, permission ?? needed);
  if (known) return known;
  const scope = permission ? null : scopeIn(headers);
  if (permission) return { message: `Grant the permission "${permission}".`, permission };
  if (scope) return { message: `Grant the scope \`${scope}\`.`, permission: scope };
  const reason = byStatus[status];
  const said = words ? ` It says: ${words}` : '';
  return { message: reason ? `${reason} (${status})${said}` : `GitHub answered ${status}.${said}` };
}
