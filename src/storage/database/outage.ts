import { backOff, pause } from '../../model/back-off.js';
import { DiskFull, Outage, ReadOnly } from '../../model/errors.js';
import { classOfState, stateOf } from '../sql/sql-state.js';

const outageSystemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** The driver gives these errors no code. */
const outageMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed and is not queryable)/;

type Described = Partial<NodeJS.ErrnoException> & { readonly errors?: unknown };

function isOutageItself({ code, syscall, message }: Described): boolean {
  if (typeof code === 'string' && (outageSystemCodes.has(code) || classOfState(code) === 'OUTAGE'))
    return true;
  return syscall === 'connect' || (typeof message === 'string' && outageMessages.test(message));
}

/** True where an error, or what caused it, says that the database could not be reached or had to refuse all work. */
export function isOutage(error: unknown): boolean {
  if (error instanceof Outage) return true;
  if (typeof error !== 'object' || error === null) return false;
  const described = error as Described;
  if (isOutageItself(described)) return true;
  const inner = Array.isArray(described.errors) ? described.errors : [];
  return [described.cause, ...inner].some(isOutage);
}

const DISK_FULL = '53100';
/** A disk that stays full is said so often; reads that succeed meanwhile say nothing of it. */
const FULL_EVERY_MILLISECONDS = 10 * 60_000;

/** Returns the outage that an error stands for. */
function outageOf(error: unknown): Outage {
  if (error instanceof Outage) return error;
  return stateOf(error) === DISK_FULL ? new DiskFull(error) : new Outage(error);
}

/** Is called with the error when the database stops answering, and with null when it answers again. */
export type OnOutage = (cause: unknown) => void;

export type GuardOutage = <T>(work: () => Promise<T>) => Promise<T>;

/** Throws an `Outage` in place of every error that says the database cannot be reached. `onOutage` is called once for each outage. */
export function createOutageGuard(onOutage: OnOutage = () => undefined): GuardOutage {
  let isOut = false;
  let failures = 0;
  let saidFullAt = Number.NEGATIVE_INFINITY;
  const fail = (error: unknown): Outage => {
    const outage = outageOf(error);
    if (outage instanceof DiskFull) {
      if (performance.now() - saidFullAt < FULL_EVERY_MILLISECONDS) return outage;
      saidFullAt = performance.now();
      onOutage(outage);
      return outage;
    }
    failures += 1;
    if (!isOut) onOutage(error);
    isOut = true;
    return outage;
  };
  return async (work) => {
    const before = failures;
    try {
      const result = await work();
      // Work that began before the last failure proves nothing.
      if (isOut && failures === before) {
        isOut = false;
        onOutage(null);
      }
      return result;
    } catch (error) {
      // A database that takes no changes answers.
      throw isOutage(error) && !(error instanceof ReadOnly) ? fail(error) : error;
    }
  };
}

/** True for an outage that ends by itself: room on a disk is made by the operator. */
export const isBrief = (error: unknown): boolean => isOutage(error) && !(error instanceof DiskFull);

export interface Patience {
  /** Milliseconds from the first failure on. Default: without end. */
  readonly longest?: number;
  /** Which failures are waited out. Default: every outage. */
  readonly isPassing?: (error: unknown) => boolean;
}

/**
 * Repeats work that meets an outage, after growing pauses. Throws what else goes wrong, and the outage once `signal` is aborted or
 * patience ends.
 */
export async function throughOutages<T>(
  signal: AbortSignal,
  work: () => Promise<T>,
  { longest = Number.POSITIVE_INFINITY, isPassing = isOutage }: Patience = {},
): Promise<T> {
  let firstAt: number | null = null;
  for (let failures = 1; ; failures += 1)
    try {
      return await work();
    } catch (error) {
      firstAt ??= performance.now();
      const isOver = signal.aborted || performance.now() - firstAt >= longest;
      if (!isPassing(error) || isOver) throw error;
      await pause(backOff(failures, Math.random()), signal);
    }
}
