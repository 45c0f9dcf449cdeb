import { z } from 'zod';
import { type Answer, parseJson } from '../http/answer.js';
import { type Asking, clientBy, createClient, type VendorRules } from '../http/client.js';
import { HttpFailure, VendorRefusal, WrongAnswer } from '../http/failures.js';
import { createVendorClock } from '../http/vendor-clock.js';
import type { SourceContext } from '../provider.js';
import { type HarnessAccess, placeOf } from './access.js';

const rules: VendorRules = {
  vendor: 'Harness',
  // Harness says nothing of its limits, not even in a refusal.
  limitHeaders: { remaining: null, reset: null, resetUnit: 'EPOCH_SECONDS' },
  authorize: (token): Record<string, string> => (token === '' ? {} : { 'x-api-key': token }),
  headers: { accept: 'application/json' },
  isLimited: ({ status }) => status === 429,
};

const envelope = z.object({
  status: z.string(),
  data: z.unknown().optional(),
  message: z.string().nullish(),
});

/** Returns the data of an answer. Throws VendorRefusal where a success by its status says an error, and WrongAnswer for anything else. */
export function dataOf(answer: Answer): unknown {
  const { pathname, origin } = new URL(answer.url);
  const { data: said } = envelope.safeParse(parseJson(answer));
  if (!said)
    throw new WrongAnswer(
      `${origin}${pathname} does not answer as Harness does: check the address of Harness.`,
    );
  if (said.status === 'SUCCESS') return said.data;
  throw new VendorRefusal(
    `Harness answered ${said.status} to ${pathname}${said.message ? `: ${said.message}` : ''}.`,
  );
}

/** Opens an account. */
export function openAccount(access: HarnessAccess, context: SourceContext) {
  const base = new URL(access.baseUrl);
  const tokens = access.tokens.length > 0 ? access.tokens : [''];
  const inner = createClient({ rules, base, tokens, context });
  const clock = createVendorClock();
  const client = clientBy(base, async (pathOrUrl: string, asking: Asking = {}) => {
    const query = { accountIdentifier: access.account, ...asking.query };
    const answer = await inner.ask(pathOrUrl, { ...asking, query });
    clock.note(answer.headers);
    return answer;
  });
  return {
    client,
    account: access.account,
    baseUrl: access.baseUrl,
    /** Before every id of a fact. */
    place: placeOf(access),
    /** Returns Harness' own instant of the first answer; null before it. */
    begunAt: clock.begunAt,
    /** Returns the data of an answer. Throws as `dataOf` and the client do. */
    read: async (path: string, asking?: Asking): Promise<unknown> =>
      dataOf(await client.ask(path, asking)),
  };
}
export type HarnessAccount = ReturnType<typeof openAccount>;

/** Returns what to do about a refused token; null if the failure is none. */
export function loginFault(error: unknown): string | null {
  if (!(error instanceof HttpFailure) || error.status !== 401) return null;
  return 'Harness does not take the token: check that it has not expired, that it belongs to this account, and that the address is that of the account’s cluster.';
}

/** Not permitted, gone, or refused in words: of this project nothing can be read, which stops no other. */
export const isRefusal = (error: unknown): error is HttpFailure | VendorRefusal =>
  error instanceof VendorRefusal ||
  (error instanceof HttpFailure && [400, 403, 404, 410].includes(error.status));
