import { messageOf } from '../check-items.js';
import { HttpFailure } from '../http/failures.js';

/** Returns what is to be done about an error, in GitLab's own terms. */
export function explainRefusal(error: unknown): string {
  if (!(error instanceof HttpFailure)) return messageOf(error);
  const { status, words } = error;
  if (status === 401) {
    const reason = /expired|revoked/i.exec(words)?.[0].toLowerCase();
    return `GitLab does not take the token: it is ${reason ?? 'wrong, expired or revoked'}. Make a new one with the scope read_api.`;
  }
  if (status === 403 && /insufficient_scope/.test(words))
    return 'The token lacks a scope: make one with read_api.';
  if (status === 403 && /terms of service|blocked|password|two[- ]factor/i.test(words))
    return `GitLab refuses the user of the token: ${words}`;
  return error.message;
}
