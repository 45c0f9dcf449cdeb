import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { ExecutionArgs, ExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Viewer } from '../../model/access.js';
import type { Instant } from '../../model/time.js';
import type { Caller } from '../viewer.js';
import { isShareable } from './shareable.js';

/** Bytes of all kept answers together, and of one of them. */
const MOST_BYTES = 64 * 2 ** 20;
const MOST_BYTES_OF_ONE = 4 * 2 ** 20;
/** Bytes that an answer takes beside those that are sent. */
const OVERHEAD = 500;
/** Bytes below which an answer is not worth packing. */
const WORTH_PACKING = 1024;
const packed = promisify(gzip);
const encoder = new TextEncoder();

/** Returns a text in memory of its own, which is given back with it. */
function bytesOf(text: string): Buffer {
  const { buffer, byteOffset, byteLength } = encoder.encode(text);
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** A question as it came. */
export interface Question {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: unknown;
}
/** A question that was executed. */
export type Executed = Pick<ExecutionArgs, 'document' | 'operationName' | 'variableValues'>;

/** Returns a digest that is equal for equal questions about the same account. */
const digestOf = ({ account }: Viewer, { query, operationName, variables }: Question): string =>
  hash(
    'sha256',
    JSON.stringify([account, query, operationName ?? null, variables ?? {}]),
    'base64',
  );

/** Viewers who may see names share with their own key alone, since names shown are recorded by key. */
const rightsOf = ({ role, reveals, key }: Viewer): string => (reveals ? `key ${key}` : role);

const keyOf = (digest: string, viewer: Viewer, isShared: boolean): string =>
  `${digest} ${isShared ? rightsOf(viewer) : `key ${viewer.key}`}`;

const questionIn = ({ document, operationName, variableValues }: Executed): Question | null => {
  const query = document.loc?.source.body;
  return query === undefined ? null : { query, operationName, variables: variableValues };
};

/** Returns a key that is equal for equal questions of the same rights; null if an answer concerns its asker alone. */
export function sharingKey(viewer: Viewer, executed: Executed): string | null {
  const question = questionIn(executed);
  if (question === null || !isShareable(executed.document)) return null;
  return keyOf(digestOf(viewer, question), viewer, true);
}

/**
 * An answer as it is sent, with the sequence of its account at or after which it was made. A text would be made bytes whenever it is
 * sent.
 */
export class KeptAnswer {
  readonly bytes: Buffer;
  readonly sequence: number;
  readonly madeAt: Instant;
  readonly ends: Instant;
  readonly etag: string;
  #packed: Promise<Buffer> | null = null;

  constructor(text: string, sequence: number, madeAt: Instant, ends: Instant) {
    this.bytes = bytesOf(text);
    this.sequence = sequence;
    this.madeAt = madeAt;
    this.ends = ends;
    this.etag = `W/"${sequence}-${hash('sha256', this.bytes, 'base64url').slice(0, 16)}"`;
  }

  /** True if a caller who was admitted then would get the same answer. */
  isFor({ sequence, at }: Caller): boolean {
    if (sequence === undefined || at === undefined) return false;
    return this.sequence >= sequence && this.madeAt <= at && at < this.ends;
  }

  /** Returns the bytes packed by gzip; null if they are too few for that. */
  packed(): Promise<Buffer> | null {
    if (this.bytes.byteLength < WORTH_PACKING) return null;
    this.#packed ??= packed(this.bytes, { level: 6 });
    return this.#packed;
  }
}

/** The result of an operation, whichever form its errors have. */
interface Result {
  readonly data?: object | null;
  readonly errors?: readonly unknown[];
}

const textOf = (result: Result): string => `${JSON.stringify(result)}\n`;

/**
 * Keeps answers as they are sent, by question, rights and sequence of the account. An answer stays the same as long as the sequence does,
 * until an instant that it knows itself.
 */
export class KeptAnswers {
  readonly #kept = new LRUCache<string, KeptAnswer>({
    maxSize: MOST_BYTES,
    maxEntrySize: MOST_BYTES_OF_ONE,
    sizeCalculation: ({ bytes }) => OVERHEAD + bytes.byteLength,
  });
  /** The texts of answers that were just made, by their data. */
  readonly #texts = new WeakMap<object, string>();
  #served = 0;

  /** How many answers are kept, their bytes, and how many questions they answered so far. */
  get figures() {
    return { kept: this.#kept.size, bytes: this.#kept.calculatedSize, served: this.#served };
  }

  /** Returns the kept answer that this caller would get too; null if there is none. */
  find(caller: Caller, question: Question): KeptAnswer | null {
    if (caller.sequence === undefined) return null;
    const digest = digestOf(caller, question);
    for (const isShared of [true, false]) {
      const kept = this.#kept.get(keyOf(digest, caller, isShared));
      if (!kept?.isFor(caller)) continue;
      this.#served += 1;
      return kept;
    }
    return null;
  }

  /** Does the same as `find` for a question that was parsed. */
  findResult(caller: Caller, executed: Executed): ExecutionResult | null {
    const question = questionIn(executed);
    const kept = question && this.find(caller, question);
    return kept && (JSON.parse(kept.bytes.toString()) as ExecutionResult);
  }

  /** Keeps the answer of a query that the caller was admitted for before it was begun, unless it has errors. */
  keep(caller: Caller, executed: Executed, { data, errors }: Result, ends: Instant): void {
    const { sequence, at } = caller;
    const question = questionIn(executed);
    if (!question || !data || errors || sequence === undefined || at === undefined) return;
    if (ends <= at) return;
    const text = textOf({ data });
    this.#texts.set(data, text);
    const digest = digestOf(caller, question);
    const key = keyOf(digest, caller, isShareable(executed.document));
    this.#kept.set(key, new KeptAnswer(text, sequence, at, ends));
  }

  /** Returns a result as text; that of an answer that was just kept is not written again. */
  readonly textOf = (result: Result): string =>
    (result.data && !result.errors && this.#texts.get(result.data)) || textOf(result);
}
