import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TagFact } from '../../src/model/facts/code.js';
import { type Facts, factKinds } from '../../src/model/facts/facts.js';
import type { Database } from '../../src/storage/database/database.js';
import { writeFacts } from '../../src/storage/facts/facts.js';
import { emptyIdCache, retryWithoutIdCache } from '../../src/storage/facts/id-cache.js';
import { lawRuns } from '../law-runs.js';
import { databaseKinds, newDatabase } from './databases.js';
import { factContent, sequenceOf } from './fact-content.js';
import { replayed, toolKinds, toolPages } from './tool-facts.js';

const INTEGRATION = 7;
const instant = Date.UTC(2026, 0, 1);
const repository = { id: 'r', updatedAt: instant, name: 'r', url: null, defaultBranch: null };
const tag = (sha: string): TagFact => ({
  ...{ id: 'r:v1', updatedAt: instant, repository: 'r', name: 'v1', sha, position: null },
  taggedAt: instant,
});
const tagged = (sha: string): Facts => ({ TAG: [tag(sha)] });
const retract: Facts = { tombstones: [{ kind: 'TAG', id: 'r:v1', updatedAt: instant }] };
const inventory: Facts = {
  inventories: [{ kind: 'TAG', repository: 'r', ids: [], updatedAt: instant }],
};

/** Returns the same facts, all reported at one of two instants. */
const atFewInstants = (page: Facts, index: number): Facts => {
  const updatedAt = instant + (index % 2);
  const facts = factKinds.flatMap((kind) => {
    const imported = page[kind] as readonly object[] | undefined;
    return imported ? [[kind, imported.map((fact) => ({ ...fact, updatedAt }))] as const] : [];
  });
  const tombstones = page.tombstones?.map((tombstone) => ({ ...tombstone, updatedAt })) ?? [];
  return { ...Object.fromEntries(facts), tombstones };
};
const together = (pages: readonly Facts[]): Facts => {
  const kinds = new Set(pages.flatMap((page) => Object.keys(page))) as Set<keyof Facts>;
  return Object.fromEntries(
    [...kinds].map((kind) => [kind, pages.flatMap((page) => [...(page[kind] ?? [])])]),
  );
};

interface Version {
  readonly date: number;
  readonly sha: string;
  readonly readAt: number;
  readonly isTombstone: boolean;
}
/** Returns the contents of the last date that were read last, any of which may be the greatest; null for a tombstone. */
function possibleShas(all: readonly Version[]): readonly (string | null)[] {
  const last = Math.max(...all.map(({ date }) => date));
  const ofLast = all.filter(({ date }) => date === last);
  if (ofLast.some(({ isTombstone }) => isTombstone)) return [null];
  const read = Math.max(...ofLast.map(({ readAt }) => readAt));
  return ofLast.filter(({ readAt }) => readAt === read).map(({ sha }) => sha);
}

/** Tries of the first law, and how many at most until all kinds of facts were seen. */
const [RUNS, MOST_RUNS] = [lawRuns(5, 12), 24];

describe.each(databaseKinds)('what is imported of one instant, in the %s database,', (kind) => {
  let database: Database;
  beforeAll(async () => {
    database = await newDatabase(kind);
  });
  const write = (
    account: number,
    facts: Facts,
    known = emptyIdCache(),
    readAt: number | null = null,
  ) =>
    retryWithoutIdCache(known, () =>
      database.write(account, (session) => writeFacts(session, INTEGRATION, facts, known, readAt)),
    );
  const writeAll = async (pages: readonly Facts[]) => {
    const account = await database.createAccount();
    for (const page of pages) await write(account, page);
    return account;
  };
  const contentOf = async (pages: readonly Facts[]) => factContent(database, await writeAll(pages));
  const shaIn = async (account: number) =>
    (await factContent(database, account)).tag!.map(
      (row) => JSON.parse((row as { row: string }).row).sha,
    );
  const shaAfter = async (...pages: readonly Facts[]) => shaIn(await writeAll(pages));

  it('of every kind, is the same whatever order it comes in, by whatever numbers it refers to others', async () => {
    const seen = new Set<string>();
    const both = toolPages
      .map((pages) => [...pages, ...pages.map(({ tombstones: _, ...page }) => page)])
      .map((pages) => pages.map(atFewInstants))
      .chain((pages) => fc.tuple(fc.constant(pages), replayed(pages)));
    const law = fc.asyncProperty(both, async ([pages, again]) => {
      const rows = await contentOf(pages);
      expect(await contentOf(again)).toEqual(rows);
      const [some, rest] = [again.slice(0, 5), again.slice(5)];
      expect(await contentOf([together(some), together(rest)])).toEqual(rows);
      for (const [table, { length }] of Object.entries(rows)) if (length > 0) seen.add(table);
    });
    const all = toolKinds.length + 1;
    for (let run = 0; run < RUNS || (run < MOST_RUNS && seen.size < all); run += 1)
      await fc.assert(law, { numRuns: 1, endOnFailure: true });
    expect(seen.size).toBe(all);
  });

  it('is one of the contents, in one page and in several, by one run and by two', async () => {
    const [wanted] = await shaAfter(tagged('a'), tagged('b'));
    expect(['a', 'b']).toContain(wanted);
    expect(await shaAfter(tagged('b'), tagged('a'))).toEqual([wanted]);
    expect(await shaAfter({ TAG: [tag('a'), tag('b')] })).toEqual([wanted]);
    expect(await shaAfter({ TAG: [tag('b'), tag('a')] })).toEqual([wanted]);
    const known = emptyIdCache();
    const account = await database.createAccount();
    await write(account, { REPOSITORY: [repository] }, known);
    for (const sha of ['b', 'a', 'b']) await write(account, tagged(sha), known);
    expect(await shaIn(account)).toEqual([wanted]);
  });

  it('is what was read last, in any order and repetition, unless a tombstone is of that instant', async () => {
    const version = fc.record({
      ...{ date: fc.constantFrom(0, 1), sha: fc.constantFrom('a', 'b', 'c') },
      ...{ readAt: fc.constantFrom(0, 5, 6), isTombstone: fc.nat(5).map((die) => die === 0) },
    });
    const orders = fc
      .array(version, { minLength: 2, maxLength: 6 })
      .chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length }),
        ),
      );
    await fc.assert(
      fc.asyncProperty(orders, async ([all, order]) => {
        const account = await database.createAccount();
        for (const { date, sha, readAt, isTombstone } of order) {
          const updatedAt = instant + date;
          const imported = isTombstone
            ? { tombstones: [{ kind: 'TAG' as const, id: 'r:v1', updatedAt }] }
            : { TAG: [{ ...tag(sha), updatedAt }] };
          await write(account, imported, emptyIdCache(), readAt || null);
        }
        const [found = null] = await shaIn(account);
        expect(possibleShas(all)).toContain(found);
      }),
      { numRuns: lawRuns(5, 25), endOnFailure: true },
    );
  });

  it('is after a replay of all it was read as the version that was read last', async () => {
    const account = await writeAll([]);
    const readings = [
      ['b', 5],
      ['a', 6],
    ] as const;
    for (const [sha, at] of readings) await write(account, tagged(sha), emptyIdCache(), at);
    expect(await shaIn(account)).toEqual(['a']);
    const known = emptyIdCache(new Set());
    for (const [sha, at] of readings) await write(account, tagged(`${sha}2`), known, at);
    expect(await shaIn(account)).toEqual(['a2']);
  });

  it('is nothing where it was retracted at that instant, before or after it was imported', async () => {
    const orders = [
      [tagged('a'), retract],
      [retract, tagged('a')],
      [retract, tagged('a'), tagged('b')],
      [tagged('a'), inventory, tagged('b')],
    ];
    for (const pages of orders) expect(await shaAfter(...pages)).toEqual([]);
  });

  it('is what pages say that are mapped again, whichever content is the greater', async () => {
    for (const [before, now] of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const) {
      const account = await writeAll([tagged(before)]);
      await write(account, tagged(now), emptyIdCache(new Set()));
      expect(await shaIn(account)).toEqual([now]);
      for (const gone of [[retract], [tagged(before), retract], [tagged(before), inventory]]) {
        const deleted = await writeAll(gone);
        await write(deleted, tagged(now), emptyIdCache(new Set()));
        expect(await shaIn(deleted)).toEqual([now]);
      }
    }
  });

  it('is after a replay that says nothing new what it was before', async () => {
    const stories = [
      [tagged('a'), tagged('b')],
      [tagged('b'), tagged('a')],
      [tagged('a'), retract],
      [retract, tagged('a')],
      [tagged('a'), inventory, tagged('b')],
    ];
    for (const pages of stories) {
      const account = await writeAll(pages);
      const before = await shaIn(account);
      const known = emptyIdCache(new Set());
      for (const page of pages) await write(account, page, known);
      expect(await shaIn(account)).toEqual(before);
    }
    const quiet = await writeAll([tagged('a')]);
    const sequence = await sequenceOf(database, quiet);
    await write(quiet, tagged('a'), emptyIdCache(new Set()));
    expect(await sequenceOf(database, quiet)).toBe(sequence);
  });
});
