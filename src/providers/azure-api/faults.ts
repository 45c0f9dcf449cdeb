import { messageOf } from '../check-items.js';
import { ForeignRedirect, HttpFailure, WrongAnswer } from '../http/failures.js';

/** Azure showed a page to sign in at, which is how it refuses a token. */
export class SignInPage extends Error {
  override readonly name = 'SignInPage';
}

/** Hosts and paths of pages to sign in at. */
const SIGN_IN = /_signin|\/login|vssps|visualstudio\.com|microsoftonline|live\.com/i;

const REFUSED_TOKEN =
  'Azure DevOps does not take the token: check that it has not expired and was made for this organisation. One for all accessible organizations ends on 2026-12-01.';

const isSignIn = (error: unknown): boolean =>
  error instanceof SignInPage || (error instanceof ForeignRedirect && SIGN_IN.test(error.to));

/** Returns what to do about a refused token; null if the failure is none. */
export function tokenFault(error: unknown): string | null {
  if (isSignIn(error)) return REFUSED_TOKEN;
  if (!(error instanceof HttpFailure) || error.status !== 401) return null;
  return error.words ? `${REFUSED_TOKEN} It says: ${error.words}` : REFUSED_TOKEN;
}

/** Returns what to do about a failure; `scope` is what the look needs, in the vendor's own term. */
export function explain(error: unknown, scope: string | null = null): string {
  const token = tokenFault(error);
  if (token !== null) return token;
  if (error instanceof WrongAnswer)
    return `${error.message} Check the address of the organisation.`;
  if (!(error instanceof HttpFailure)) return messageOf(error);
  const said = error.words ? ` It says: ${error.words}` : '';
  if (error.status === 403)
    return `The token may not: grant it the scope ${scope ?? 'that it lacks'}.${said}`;
  if (error.status === 404)
    return `Azure DevOps does not show it: check the address of the organisation and the names of projects.${said}`;
  return error.message;
}
