import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  Kind,
  OperationTypeNode,
} from 'graphql';
import type { Viewer } from '../../model/access.js';
import { type Asker, type GateLimits, type QuestionGate, tooMany } from './question-gate.js';
import { Quota } from './quota.js';

/** Askers that wait for shared answers at the moment, and those so far whose answer another one shared. */
export interface SharedFigures {
  readonly askers: number;
  readonly joined: number;
}
type AskerLimits = Pick<GateLimits, 'waiting' | 'waitingOfKey'>;
/** A question as it came. */
export type SharedQuestion = Pick<ExecutionArgs, 'document' | 'operationName' | 'variableValues'>;

const shareable = new Set(['insights', 'overallRating']);

/** True of a document with one query, all of whose roots are questions that are answered alike to all of the same rights. */
function isShareable({ definitions }: DocumentNode): boolean {
  const operations = definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const [only] = operations;
  if (operations.length !== 1 || only?.operation !== OperationTypeNode.QUERY) return false;
  return only.selectionSet.selections.every(
    (one) => one.kind === Kind.FIELD && shareable.has(one.name.value),
  );
}

/** Returns what is equal for equal questions of the same rights; null where an answer concerns its asker alone. Names shown are recorded by key. */
export function sharingKey(
  { account, role, reveals, key }: Viewer,
  { document, operationName, variableValues }: SharedQuestion,
): string | null {
  const source = document.loc?.source.body;
  if (source === undefined || !isShareable(document)) return null;
  const rights = [account, role, reveals ? key : 'anybody'];
  return createHash('sha256')
    .update(JSON.stringify([rights, source, operationName ?? null, variableValues ?? {}]))
    .digest('base64');
}

/** Ends when the signal is aborted, by throwing. */
function abortOf(signal: AbortSignal): { readonly aborted: Promise<never>; forget(): void } {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(tooMany());
  aborted.catch(() => undefined);
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  return { aborted, forget: () => signal.removeEventListener('abort', abort) };
}

/** What is done for the first of those who share. `begin` is called as it is begun; after that nobody joins. */
export type Calculate = (begin: () => void, signal: AbortSignal) => Promise<ExecutionResult>;

/** One calculation: how many wait for it, and what ends it once they have all gone. */
class Calculation {
  readonly ended = new AbortController();
  readonly result: Promise<ExecutionResult>;
  hasBegun = false;
  askers = 0;

  /** Begins when `before` has ended. */
  constructor(before: Promise<unknown>, calculate: Calculate) {
    const { signal } = this.ended;
    const begin = () => {
      this.hasBegun = true;
    };
    const work = before.then(() => {
      if (signal.aborted) throw tooMany();
      return calculate(begin, signal);
    });
    const { aborted, forget } = abortOf(signal);
    this.result = Promise.race([work, aborted]).finally(forget);
    this.result.catch(() => undefined);
  }
}

/**
 * Lets equal questions share one calculation. Nobody joins one that has begun, since it may not know what changed meanwhile: all who ask
 * from then on share the next, which begins when that one has ended. Who goes ends nobody else's.
 */
export class SharedAnswers {
  readonly #gate: Pick<QuestionGate, 'refuse'>;
  readonly #limits: AskerLimits;
  readonly #ofKeys: Quota;
  readonly #newest = new Map<string, Calculation>();
  #askers = 0;
  #joined = 0;

  constructor(gate: Pick<QuestionGate, 'refuse'>, limits: AskerLimits) {
    this.#gate = gate;
    this.#limits = limits;
    this.#ofKeys = new Quota(limits.waitingOfKey);
  }

  get figures(): SharedFigures {
    return { askers: this.#askers, joined: this.#joined };
  }

  /** Answers with what those of the same `sharing` share. Throws UNAVAILABLE where too many wait, and once `signal` is aborted. */
  async answer(
    sharing: string,
    { key }: Asker,
    signal: AbortSignal,
    calculate: Calculate,
  ): Promise<ExecutionResult> {
    if (this.#askers >= this.#limits.waiting) throw this.#gate.refuse('WAITING');
    if (!this.#ofKeys.take(key)) throw this.#gate.refuse('WAITING_OF_KEY');
    const calculation = this.#calculationOf(sharing, calculate);
    const { aborted, forget } = abortOf(signal);
    calculation.askers += 1;
    this.#askers += 1;
    try {
      return await Promise.race([calculation.result, aborted]);
    } finally {
      forget();
      this.#ofKeys.give(key);
      this.#askers -= 1;
      calculation.askers -= 1;
      if (calculation.askers === 0) this.#end(sharing, calculation);
    }
  }

  #calculationOf(sharing: string, calculate: Calculate): Calculation {
    const newest = this.#newest.get(sharing);
    if (newest && !newest.hasBegun) {
      this.#joined += 1;
      return newest;
    }
    const made = new Calculation(
      newest?.result.catch(() => undefined) ?? Promise.resolve(),
      calculate,
    );
    this.#newest.set(sharing, made);
    return made;
  }

  /** Nobody waits for it any more: it has ended, or is given up. */
  #end(sharing: string, calculation: Calculation): void {
    calculation.ended.abort();
    if (this.#newest.get(sharing) === calculation) this.#newest.delete(sharing);
  }
}
