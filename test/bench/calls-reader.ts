import { factKinds } from '../../src/model/facts/facts.js';
import { createAddressesOf, createGuardedFetch } from '../../src/providers/http/guarded-fetch.js';
import { createLimits } from '../../src/providers/http/limits.js';
import { reachUnheld } from '../../src/providers/http/reach.js';
import { providers } from '../../src/providers/index.js';
import type { CollectContext } from '../../src/providers/provider.js';

/** Costs of one run of a provider, with what it brought. */
export interface Reading {
  readonly facts: number;
  readonly calls: number;
  readonly pages: number;
  /** Most memory after a page, in MB, once what nobody needs is gone. */
  readonly memory: number;
  readonly cursor: string | null;
}

/** A run that a parent process asks for. */
export interface ReadingOrder {
  readonly provider: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly cursor: string | null;
  readonly now: number;
}

const collectGarbage = (globalThis as { gc?: () => void }).gc;

async function read({ provider: id, settings, cursor, now }: ReadingOrder): Promise<Reading> {
  const provider = providers.find((one) => one.id === id);
  if (!provider) throw new RangeError(`There is no provider ${id}.`);
  const counts = { facts: 0, calls: 0, pages: 0, memory: 0 };
  const context: CollectContext = {
    ...{ pass: 'INCREMENT', since: 0, cursor, now, signal: new AbortController().signal },
    ...{ log: () => undefined, dataDirectory: '/nowhere', folders: null, environment: {} },
    ...{ logins: { hosts: [], addresses: [] }, reach: reachUnheld, clock: Date.now },
    fetch: createGuardedFetch(['*']),
    addressesOf: createAddressesOf(['*']),
    budget: { pages: Number.POSITIVE_INFINITY },
    limits: createLimits(),
    onCall: () => {
      counts.calls += 1;
    },
    onSecret: () => undefined,
    validatorOf: () => Promise.resolve(null),
  };
  let last = cursor;
  for await (const page of provider.collect(provider.settings.parse(settings), context)) {
    const facts = provider.toFacts(page);
    for (const kind of factKinds) counts.facts += facts[kind]?.length ?? 0;
    counts.pages += 1;
    last = page.cursor;
    collectGarbage?.();
    counts.memory = Math.max(counts.memory, process.memoryUsage().heapUsed / 2 ** 20);
  }
  return { ...counts, cursor: last };
}

process.on('message', (order: ReadingOrder) => {
  read(order).then(
    (reading) => process.send?.(reading),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
process.send?.('ready');
