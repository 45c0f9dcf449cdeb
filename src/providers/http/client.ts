import { setTimeout as pause } from 'node:timers/promises';
import type { KyInstance } from 'ky';
import type { SourceContext } from '../provider.js';
import { addressOf, type Query } from './address.js';
import { type Answer, parseJson } from './answer.js';
import { HttpFailure, WrongAnswer } from './failures.js';
import { type LimitHeaders, limitNotice } from './limit-headers.js';
import { LimitReached, type Limits } from './limits.js';
import { followRedirects } from './redirects.js';
import { createSender, send } from './send.js';

/** A run that would wait longer than this for its limit ends and goes on after the reset. */
const LONGEST_WAIT_MILLISECONDS = 60_000;

/** Returns the token that may be used first, so that several tokens share the calls. */
const pickToken = (vendor: string, tokens: readonly string[], limits: Pick<Limits, 'notBefore'>) =>
  tokens.reduce((best, token) =>
    limits.notBefore(vendor, token) < limits.notBefore(vendor, best) ? token : best,
  );

/** Waits until the token may be used. Throws LimitReached if that takes longer than a minute, or the signal's reason. */
async function waitForToken(
  vendor: string,
  token: string,
  { limits, clock, signal, log }: Pick<SourceContext, 'limits' | 'clock' | 'signal' | 'log'>,
): Promise<void> {
  const until = limits.notBefore(vendor, token);
  const left = until - clock();
  if (left <= 0) return;
  if (left > LONGEST_WAIT_MILLISECONDS) throw new LimitReached(vendor, until);
  log('info', `${vendor} asks to wait ${Math.ceil(left / 1000)} s.`);
  await pause(left, undefined, { signal });
}

/** Returns the body as text. Throws WrongAnswer as soon as it is longer than `mostBytes`, unpacked. */
async function readCapped(response: Response, mostBytes: number, { origin, pathname }: URL) {
  if (!response.body) return '';
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += piece.byteLength;
    // Leaving the loop cancels the rest of the body.
    if (bytes > mostBytes)
      throw new WrongAnswer(
        `${origin}${pathname} answers more than ${mostBytes} bytes, which is more than any page of an API.`,
      );
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}

/** The rules of a vendor's API; one constant a vendor. */
export interface VendorRules {
  /** In the words of people; limits are kept by it. */
  readonly vendor: string;
  readonly limitHeaders: LimitHeaders;
  /** Returns the headers that log in with the token; an empty token is nobody. */
  readonly authorize: (token: string) => Readonly<Record<string, string>>;
  /** Headers of every request, such as a version or `Accept`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Returns true if the answer says that a limit was exceeded. */
  readonly isLimited: (answer: Answer) => boolean;
}

export interface Asking {
  readonly query?: Query;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON by POST; the request must be one that only reads. */
  readonly json?: unknown;
  /** Sent as a form by POST, as tokens of OAuth are asked for. */
  readonly form?: Readonly<Record<string, string>>;
  /** Statuses other than 2xx and 304 that are a result. */
  readonly allowed?: readonly number[];
  /** Asks with the validator of the last answer, so that 304 costs nothing of the limit. */
  readonly conditional?: boolean;
  /** Bytes; default 50 MB. */
  readonly mostBytes?: number;
  /** The caller asks for less where the vendor gives up: 502, 504 and timeouts are not retried. */
  readonly isShrinkable?: boolean;
}

/** Asks one base URL of a vendor with one or several tokens. */
export interface HttpClient {
  readonly base: URL;
  /**
   * Asks a path below the base URL, or an address that the vendor itself gave, which must have the origin of the base URL.
   * Throws LimitReached, HttpFailure, WrongAnswer, ConnectionFailure, or the signal's reason.
   */
  ask(pathOrUrl: string, asking?: Asking): Promise<Answer>;
  /**
   * Does the same as `ask` and parses the response. Throws WrongAnswer if the response is not JSON.
   */
  askJson<Value>(pathOrUrl: string, asking?: Asking): Promise<Value>;
}

export interface ClientOptions {
  readonly rules: VendorRules;
  readonly base: URL;
  /** At least one; an empty text asks as nobody. */
  readonly tokens: readonly string[];
  readonly context: SourceContext;
}

const MOST_BYTES = 50_000_000;

const isSuccess = ({ status }: Answer): boolean =>
  (status >= 200 && status < 300) || status === 304;

/** Returns what one line of the log says of a call. */
const lineOf = (method: string, { url, status, body }: Answer, milliseconds: number): string =>
  `${method} ${url} ${status} ${Math.round(milliseconds)} ms ${body.length} characters`;

async function call(
  { rules, context }: ClientOptions,
  sender: KyInstance,
  address: URL,
  token: string,
  asking: Asking,
): Promise<Answer> {
  const { json, form, isShrinkable } = asking;
  const method = json === undefined && form === undefined ? 'GET' : 'POST';
  const validator = asking.conditional ? await context.validatorOf(address.href) : null;
  const condition: Record<string, string> = validator ? { 'if-none-match': validator } : {};
  const headers = {
    ...rules.headers,
    ...rules.authorize(token),
    ...condition,
    ...asking.headers,
  };
  const begun = performance.now();
  const { response, url } = await followRedirects(address, (next) =>
    send(sender, next, { headers, json, form, isShrinkable }, context.signal),
  );
  const body = await readCapped(response, asking.mostBytes ?? MOST_BYTES, url);
  const answer = { url: url.href, status: response.status, headers: response.headers, body };
  context.log('debug', lineOf(method, answer, performance.now() - begun));
  return answer;
}

/** Notes what the answer says of the limit. Returns until when the token must rest where the answer was refused for it. */
function noteLimit({ rules, context }: ClientOptions, answer: Answer, token: string) {
  const now = context.clock();
  const isRefused = rules.isLimited(answer);
  const notice = limitNotice(answer.headers, rules.limitHeaders, isRefused, now);
  const { remaining, resetsAt, notBefore } = notice;
  context.onCall({ isSaved: answer.status === 304, remaining, resetsAt });
  if (isRefused) return context.limits.refuse(rules.vendor, token, notBefore, now);
  context.limits.accept(rules.vendor, token, notBefore);
  return null;
}

/** A shorter text may be a word of the answer. */
const SHORTEST_TOKEN = 8;
/** A vendor may repeat what it was asked with, even where it answers 200: errors of GraphQL, and pages that are kept. */
const withoutToken = (answer: Answer, token: string): Answer =>
  token.length >= SHORTEST_TOKEN && answer.body.includes(token)
    ? { ...answer, body: answer.body.replaceAll(token, '(hidden)') }
    : answer;

/** Returns the client that asks in this way. */
export const clientBy = (base: URL, ask: HttpClient['ask']): HttpClient => ({
  base,
  ask,
  askJson: async <Value>(pathOrUrl: string, asking?: Asking) =>
    parseJson<Value>(await ask(pathOrUrl, asking)),
});

/** A client of one base URL. Its state lies in the context, so that any number of clients of one token agree. */
export function createClient(options: ClientOptions): HttpClient {
  const { rules, base, tokens, context } = options;
  const sender = createSender(context.fetch);

  const ask = async (pathOrUrl: string, asking: Asking = {}): Promise<Answer> => {
    const address = addressOf(base, pathOrUrl, asking.query);
    for (;;) {
      const token = pickToken(rules.vendor, tokens, context.limits);
      await waitForToken(rules.vendor, token, context);
      const answer = withoutToken(await call(options, sender, address, token, asking), token);
      if (noteLimit(options, answer, token) !== null) continue;
      if (isSuccess(answer) || asking.allowed?.includes(answer.status)) return answer;
      throw new HttpFailure(rules.vendor, answer);
    }
  };

  return clientBy(base, ask);
}
