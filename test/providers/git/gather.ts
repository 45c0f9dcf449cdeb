import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  type FactKind,
  type FactOf,
  type Facts,
  factKinds,
  type Inventory,
} from '../../../src/model/facts/facts.js';
import type { Instant } from '../../../src/model/time.js';
import { git } from '../../../src/providers/git/index.js';
import { createAddressesOf } from '../../../src/providers/http/guarded-fetch.js';
import { createLimits } from '../../../src/providers/http/limits.js';
import { reachUnheld } from '../../../src/providers/http/reach.js';
import type { CollectContext, Page } from '../../../src/providers/provider.js';

/** The PATH that the tests were started with. */
const searchPath = execFileSync('sh', ['-c', 'printf %s "$PATH"']).toString();

export const temporaryDirectory = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'insights-git-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};

export const contextAt = (now: Instant, more: Partial<CollectContext> = {}): CollectContext => ({
  cursor: null,
  pass: 'INCREMENT',
  since: null,
  clock: () => now,
  limits: createLimits(),
  onCall: () => undefined,
  onSecret: () => undefined,
  validatorOf: () => Promise.resolve(null),
  signal: new AbortController().signal,
  log: () => undefined,
  budget: { pages: Number.POSITIVE_INFINITY },
  fetch,
  dataDirectory: '/nowhere',
  folders: null,
  logins: { hosts: [], addresses: null },
  addressesOf: createAddressesOf(['*']),
  reach: reachUnheld,
  environment: { PATH: searchPath },
  now,
  ...more,
});

/** Rows as the database must keep them: newer over older, tombstones and inventories included. */
export class Rows {
  private readonly rows = new Map<string, { updatedAt: Instant; fact: FactOf[FactKind] | null }>();

  private put(kind: FactKind, id: string, updatedAt: Instant, fact: FactOf[FactKind] | null) {
    const key = `${kind} ${id}`;
    if ((this.rows.get(key)?.updatedAt ?? 0) <= updatedAt) this.rows.set(key, { updatedAt, fact });
  }

  write(facts: Facts): void {
    for (const kind of factKinds)
      for (const fact of facts[kind] ?? []) this.put(kind, fact.id, fact.updatedAt, fact);
    for (const { kind, id, updatedAt } of facts.tombstones ?? [])
      this.put(kind, id, updatedAt, null);
    for (const inventory of facts.inventories ?? []) this.drop(inventory);
  }

  private drop({ kind, ids, updatedAt }: Inventory): void {
    const present = new Set(ids);
    for (const { id } of this.of(kind)) if (!present.has(id)) this.put(kind, id, updatedAt, null);
  }

  of<Kind extends FactKind>(kind: Kind): FactOf[Kind][] {
    const found: FactOf[Kind][] = [];
    for (const [key, { fact }] of this.rows)
      if (fact !== null && key.startsWith(`${kind} `)) found.push(fact as FactOf[Kind]);
    return found;
  }

  /** Everything but when it was reported. */
  content(): unknown {
    return factKinds.flatMap((kind) =>
      this.of(kind)
        .map((fact) => ({ kind, ...fact, updatedAt: 0 }))
        .sort((left, right) => (left.id < right.id ? -1 : 1)),
    );
  }
}

/** A repository that is synced again and again. */
export class Sync {
  readonly rows = new Rows();
  cursor: string | null = null;
  private readonly location: string;
  constructor(location: string) {
    this.location = location;
  }

  async run(now: Instant, more: Partial<CollectContext> = {}): Promise<Page[]> {
    const pages: Page[] = [];
    const context = contextAt(now, { cursor: this.cursor, ...more });
    for await (const page of git.collect({ location: this.location }, context)) {
      this.rows.write(git.toFacts(page));
      this.cursor = page.cursor;
      pages.push(page);
    }
    return pages;
  }
}

export async function freshRows(location: string, now: Instant): Promise<Rows> {
  const sync = new Sync(location);
  await sync.run(now);
  return sync.rows;
}
