import { setImmediate as inputHandled, setTimeout as pause } from 'node:timers/promises';
import { inBackground } from '../sql/asker.js';

interface Account {
  readonly id: number;
  readonly sequence: number;
}
/** Returns these accounts, each with its newest sequence. */
type Look = (accounts: readonly number[]) => Promise<readonly Account[]>;

interface NextLook {
  readonly accounts: Set<number>;
  readonly found: Promise<ReadonlyMap<number, number>>;
  /** Says that enough ask. */
  readonly fill: () => void;
  askers: number;
}

/**
 * How long a look waits for its share of askers. With 1 ms, 16 connections get 6,400 to 7,000 short answers a second where 3 ms give
 * them 8,200.
 */
const GATHER_MILLISECONDS = 3;
/**
 * The share of as many askers as those before it had that a look waits for. The others are answered, and ask again, while it is under
 * way. So 16 connections get 18,600 short answers a second; waiting for all gives them 15,900.
 */
const GATHERED_SHARE = 0.75;

/** The newest sequences as a database knows them that nobody else writes into. */
export interface OwnSequences {
  readonly sequenceOf: (account: number) => Promise<number>;
  /** Remembers what a transaction has published. */
  readonly publish: (account: number, sequence: number) => void;
}

/** Remembers sequences that were looked for or published, so that each account is looked for once. */
export function rememberSequences(look: (account: number) => Promise<number>): OwnSequences {
  const known = new Map<number, number>();
  const publish = (account: number, sequence: number) => {
    known.set(account, Math.max(sequence, known.get(account) ?? 0));
  };
  const sequenceOf = async (account: number): Promise<number> => {
    if (!known.has(account)) publish(account, await look(account));
    return known.get(account)!;
  };
  return { sequenceOf, publish };
}

/**
 * Creates a function that returns the newest sequence of an account; 0 if there is none. All who ask while a look is under way share the
 * next one, which begins later than they asked: none gets a sequence from before.
 */
export function createSequences(look: Look): (account: number) => Promise<number> {
  let underWay: Promise<unknown> = Promise.resolve();
  let next: NextLook | null = null;
  /** How many asked in the last two looks. */
  let before: readonly [number, number] = [0, 0];
  const enough = () => GATHERED_SHARE * Math.max(...before);
  const begin = (): NextLook => {
    const accounts = new Set<number>();
    const { promise: filled, resolve: fill } = Promise.withResolvers<void>();
    const gather = async () => {
      await inputHandled();
      if (one.askers < enough()) await Promise.race([filled, pause(GATHER_MILLISECONDS)]);
      before = [before[1], one.askers];
      next = null;
    };
    const found = inBackground(() =>
      underWay.then(async () => {
        await gather();
        const all = await look([...accounts]);
        return new Map(all.map(({ id, sequence }) => [id, sequence]));
      }),
    );
    underWay = found.catch(() => undefined);
    const one: NextLook = { accounts, found, fill, askers: 0 };
    return one;
  };
  return async (account) => {
    next ??= begin();
    next.accounts.add(account);
    next.askers += 1;
    if (next.askers >= enough()) next.fill();
    return (await next.found).get(account) ?? 0;
  };
}
