import { TimeoutError } from 'ky';
import { jsonIn } from '../json-in.js';
import { excerptOf } from './excerpt.js';
import { ForbiddenAddress } from './guarded-fetch.js';

interface Refused {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

const LONGEST_EXCERPT = 300;

const keysOfWords = ['message', 'error', 'errorMessages', 'errors', 'detail'];
/** Some vendors put their words into an object, or a list of objects. */
const DEEPEST = 2;

/** Returns the texts below the keys of words. */
function textsIn(value: unknown, depth: number): readonly string[] {
  if (typeof value === 'string') return value === '' || depth === DEEPEST ? [] : [value];
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, depth));
  if (depth === 0) return [];
  return Object.entries(value)
    .filter(([key]) => keysOfWords.includes(key))
    .flatMap(([, one]) => textsIn(one, depth - 1));
}

/** Returns the vendor's own words: `message`, `error` ..., or an excerpt of a text; empty if there are none. */
function wordsOf({ body }: Refused): string {
  const value = jsonIn(body);
  const [said] = textsIn(value, DEEPEST);
  const isText = value === null && !/^\s*</.test(body);
  return excerptOf(said ?? (isText ? body.trim() : ''), LONGEST_EXCERPT);
}

/** The vendor answered with a status that is no success. The message holds its words and no credential. */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure';
  readonly status: number;
  readonly headers: Headers;
  readonly words: string;
  constructor(vendor: string, refused: Refused) {
    const { pathname } = new URL(refused.url);
    const words = wordsOf(refused);
    super(`${vendor} answered ${refused.status} to ${pathname}${words ? `: ${words}` : ''}.`);
    this.status = refused.status;
    this.headers = refused.headers;
    this.words = words;
  }
}

/** The vendor refused in the body of an answer that is a success by its status. The message holds its words. */
export class VendorRefusal extends Error {
  override readonly name: string = 'VendorRefusal';
}

/** Something answered that is not the vendor's API, or not in its form. */
export class WrongAnswer extends Error {
  override readonly name = 'WrongAnswer';
}

/** A redirect to another origin, which is never followed. */
export class ForeignRedirect extends WrongAnswer {
  /** The address that it names. */
  readonly to: string;
  constructor(from: Pick<URL, 'origin'>, to: URL) {
    super(
      `${from.origin} redirects to ${to.origin}: name the address of the API itself as the base URL.`,
    );
    this.to = to.href;
  }
}

const causesOf = (error: unknown): unknown[] => {
  const causes: unknown[] = [];
  for (let at = error; at instanceof Error && causes.length < 10; at = at.cause) causes.push(at);
  return causes;
};

/** Returns true if the error, or what caused it, is an address that must not be asked. */
export const isForbidden = (error: unknown): boolean =>
  causesOf(error).some((one) => one instanceof ForbiddenAddress);

/** A host that did not answer within the time that every failure to reach one takes. */
export class Unreached extends Error {
  override readonly name = 'Unreached';
}

/** Returns true if the error, or its cause, is a host that was not reached in its time: it is not asked again. */
export const isUnreached = (error: unknown): boolean =>
  causesOf(error).some((one) => one instanceof Unreached);

/** Returns the first cause of an error, in its own words. For the log of the operator alone. */
export function reasonOf(error: unknown): string {
  const first = causesOf(error).at(-1);
  return first instanceof Error ? first.message : String(error);
}

/**
 * Nobody could be asked: no such host, no connection, a broken one, a certificate that is not trusted, or no answer in time.
 * An address that must not be asked is one of these too.
 * All are said in the same words, so that nobody can learn from them which ports of which hosts are open.
 */
export class ConnectionFailure extends Error {
  override readonly name = 'ConnectionFailure';
  /** True if the address is private and was not allowed. */
  readonly isForbidden: boolean;
  /** True if no answer came in time. */
  readonly isTimeout: boolean;
  constructor(address: Pick<URL, 'host'>, cause: unknown) {
    super(
      `${address.host} could not be reached: check the address, the network, its certificate, and ALLOW_PRIVATE_HOSTS where it is a private one.`,
      { cause },
    );
    this.isForbidden = isForbidden(cause);
    this.isTimeout = causesOf(cause).some((one) => one instanceof TimeoutError);
  }
}
