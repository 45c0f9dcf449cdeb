import type { Answer } from '../http/answer.js';
import { HttpFailure } from '../http/failures.js';
import { jsonIn } from '../json-in.js';

/** Statuses by which Bitbucket refuses something that may be there. */
export const REFUSING = [401, 403, 404, 410];

interface Detail {
  readonly required?: unknown;
  readonly granted?: unknown;
}
interface Body {
  readonly error?: { readonly detail?: Detail | string | null } | null;
}

/** Returns the scopes that a refusal says are needed. */
function requiredIn({ body }: Answer): readonly string[] {
  const { error } = (jsonIn(body) ?? {}) as Body;
  const detail = typeof error?.detail === 'object' ? error.detail : null;
  const required = [detail?.required ?? []].flat();
  return required.filter((one): one is string => typeof one === 'string');
}

/** Returns the name that a scope has for API tokens: `pullrequest` is `read:pullrequest:bitbucket`. */
const apiScopeOf = (scope: string): string =>
  scope.includes(':') ? scope : `read:${scope}:bitbucket`;

/** Returns what to do about a refusal, in Bitbucket's own terms; `needed` is the scope of what was asked. */
export function remedyOf(answer: Answer, needed: string): string {
  const { status } = answer;
  const { words } = new HttpFailure('Bitbucket', answer);
  const said = words ? ` It says: ${words}` : '';
  if (status === 401)
    return `Bitbucket does not take the token: it is wrong, expired or of another e-mail address. App passwords ended in June 2026: give an API token with scopes.${said}`;
  if (status === 403) {
    const scopes = requiredIn(answer).map(apiScopeOf);
    const names = scopes.length > 0 ? scopes.join(', ') : apiScopeOf(needed);
    return `Grant the token the scope ${names} (of an access token: ${needed}), and its account access.${said}`;
  }
  if (status === 410) return `It is no longer there (410).${said}`;
  return `It is not there, or the token does not see it (${status}).${said}`;
}
