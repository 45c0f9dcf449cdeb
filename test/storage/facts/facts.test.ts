import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CommitFact, RepositoryFact, TagFact } from '../../../src/model/facts/code.js';
import type { Facts } from '../../../src/model/facts/facts.js';
import type { Database } from '../../../src/storage/database/database.js';
import { writeFacts } from '../../../src/storage/facts/facts.js';
import { emptyIdCache, retryWithoutIdCache } from '../../../src/storage/facts/id-cache.js';
import { lawRuns } from '../../law-runs.js';
import { databaseKinds, newDatabase } from '../databases.js';
import { factContent, sequenceOf } from '../fact-content.js';
import { replayed, toolKinds, toolPages } from '../tool-facts.js';

const INTEGRATION = 7;
const at = (minute: number) => Date.UTC(2026, 0, 1, 0, minute);
const person = (name: string) => ({
  ...{ applicationType: 'GIT' as const, id: `${name} <${name}@x.io>` },
  ...{ name, email: `${name}@x.io` },
});

const repository = (updatedAt: number): RepositoryFact => ({
  ...{ id: 'r', updatedAt, name: 'shop', url: null, defaultBranch: 'main' },
});
const commit = (sha: string, minute: number, title: string): CommitFact => ({
  ...{ id: `r:${sha}`, updatedAt: at(minute), repository: 'r', sha, title },
  ...{ author: person('ada'), committer: person('ben'), authoredAt: at(0), committedAt: at(1) },
  parents: ['p"1', 'p\\2'],
  isRoot: false,
  files: [{ path: 'größe/a "b".ts', additions: 1, deletions: null }],
  body: 'Why "so"',
  trailers: [['Co-authored-by', "O'Neil {x,y}"]],
  ...{ doubt: null, incomplete: false, tooManyRenames: false },
});
const tag = (name: string, minute: number, position: number | null): TagFact => ({
  ...{ id: `r:${name}`, updatedAt: at(minute), repository: 'r', name, sha: 'a', position },
  taggedAt: at(2),
});

/** Pages that report the same few things at different times; reports of one time are always the same. */
const pageAt = (minute: number): Facts[] => [
  { COMMIT: [commit('a', minute, `a at ${minute}`), commit('b', minute, 'b as ever')] },
  { TAG: [tag('v1', minute, minute % 2 === 0 ? null : minute)] },
  {
    tombstones: [
      { kind: 'COMMIT', id: `r:${minute % 2 === 0 ? 'c' : 'b'}`, updatedAt: at(minute) + 1 },
    ],
  },
  { COMMIT: [commit('c', minute, `c at ${minute}`)], TAG: [tag('v2', minute, null)] },
];
const pages = [1, 2, 3].flatMap(pageAt);

describe.each(databaseKinds)('facts in the %s database', (kind) => {
  let database: Database;
  let sent = 0;
  beforeAll(async () => {
    database = await newDatabase(kind, {
      onStatement: () => {
        sent += 1;
      },
    });
  });
  const write = (account: number, facts: Facts, known = emptyIdCache()) =>
    retryWithoutIdCache(known, () =>
      database.write(account, (session) => writeFacts(session, INTEGRATION, facts, known)),
    );
  const writeAll = async (account: number, facts: readonly Facts[]) => {
    for (const page of facts) await write(account, page);
    return factContent(database, account);
  };
  const newAccount = async (known = emptyIdCache()) => {
    const account = await database.createAccount();
    await write(account, { REPOSITORY: [repository(at(0))] }, known);
    return account;
  };

  it('end in the same rows whatever the order of pages and however often each comes', async () => {
    const wanted = await newAccount();
    for (const page of pages) await write(wanted, page);
    const rows = await factContent(database, wanted);
    expect(rows.commit).toHaveLength(2);
    const order = fc
      .tuple(...pages.map((_page, index) => fc.constantFrom([index], [index, index])))
      .chain((all) => fc.shuffledSubarray(all.flat(), { minLength: all.flat().length }));
    await fc.assert(
      fc.asyncProperty(order, fc.boolean(), async (indexes, byOneRun) => {
        const known = emptyIdCache();
        const account = await newAccount(known);
        for (const index of indexes)
          await write(account, pages[index]!, byOneRun ? known : emptyIdCache());
        expect(await factContent(database, account)).toEqual(rows);
      }),
      {
        numRuns: lawRuns(8, 20),
        examples: [[[0, 11, 9, 5, 6, 2, 5, 10, 8, 1, 6, 4, 3, 2, 7, 0, 11], false]],
      },
    );
  });

  it('are written once where the run that reports a repository first reports them twice', async () => {
    const known = emptyIdCache();
    const account = await newAccount(known);
    const [a, b, c] = ['a', 'b', 'c'].map((name) => commit(name, 1, 'same'));
    expect((await write(account, { COMMIT: [a!, b!] }, known)).written).toEqual({ COMMIT: 2 });
    expect((await write(account, { COMMIT: [b!, c!] }, known)).written).toEqual({ COMMIT: 1 });
    expect((await factContent(database, account)).commit).toHaveLength(3);
  });

  it('keep texts as they were reported, whatever signs they hold', async () => {
    const account = await newAccount();
    const odd = commit('odd', 1, '\\N "quoted" {curly}, NULL\n\ttab \u2028 😀');
    await write(account, { COMMIT: [odd] });
    const [row] = await database.read(account, (session) =>
      session.query<CommitFact>('select title, body, parents, files, trailers from commit'),
    );
    const { title, body, parents, files, trailers } = odd;
    expect(row).toEqual({ title, body, parents, files, trailers });
  });

  it('reported again at a later time leave the change log silent, but are not undone by older versions', async () => {
    const account = await newAccount();
    await write(account, { COMMIT: [commit('a', 1, 'same')] });
    const before = await sequenceOf(database, account);
    expect((await write(account, { COMMIT: [commit('a', 5, 'same')] })).written).toEqual({});
    await write(account, { tombstones: [{ kind: 'COMMIT', id: 'r:a', updatedAt: at(3) }] });
    expect(await sequenceOf(database, account)).toBe(before);
    expect((await factContent(database, account)).commit).toHaveLength(1);
  });

  it('that an inventory does not name are gone, and come back when they are reported later', async () => {
    const account = await newAccount();
    await write(account, {
      COMMIT: [commit('a', 1, 'a'), commit('b', 1, 'b'), commit('c', 9, 'c')],
    });
    const inventory = { kind: 'COMMIT' as const, repository: 'r', ids: ['r:a'], updatedAt: at(5) };
    expect((await write(account, { inventories: [inventory] })).removed).toBe(1);
    expect((await write(account, { inventories: [inventory] })).removed).toBe(0);
    expect((await factContent(database, account)).commit).toHaveLength(2);
    await write(account, { COMMIT: [commit('b', 6, 'b')] });
    expect((await factContent(database, account)).commit).toHaveLength(3);
  });

  it('are given numbers once, and keep them when they change', async () => {
    const account = await newAccount();
    const numbers = () =>
      database.read(account, (session) =>
        session.query('select id, number from commit order by id'),
      );
    await write(account, { COMMIT: [commit('a', 1, 'a'), commit('b', 1, 'b')] });
    const before = await numbers();
    await write(account, { COMMIT: [commit('b', 2, 'other'), commit('a', 2, 'other')] });
    expect(await numbers()).toEqual(before);
  });

  it('of every kind end in the same rows, also where what they name is reported after them', async () => {
    const seen = new Set<string>();
    const both = toolPages.chain((pages) => fc.tuple(fc.constant(pages), replayed(pages)));
    await fc.assert(
      fc.asyncProperty(both, async ([pages, again]) => {
        const rows = await writeAll(await newAccount(), pages);
        expect(await writeAll(await newAccount(), again)).toEqual(rows);
        for (const [table, { length }] of Object.entries(rows)) if (length > 0) seen.add(table);
      }),
      { numRuns: 15, endOnFailure: true },
    );
    expect(seen.size).toBe(toolKinds.length + 1);
  });

  it('reported by several writers at once end in the same rows', async () => {
    const pages = fc.sample(toolPages, { numRuns: 1, seed: 5 })[0]!;
    const rows = await writeAll(await newAccount(), pages);
    const account = await newAccount();
    await Promise.all([...pages, ...pages.toReversed()].map((page) => write(account, page)));
    expect(await factContent(database, account)).toEqual(rows);
  });

  it('cost the same number of statements whether there is one or are many', async () => {
    const page = (count: number): Facts => {
      const reported = fc.sample(toolPages, { numRuns: count, seed: 7 }).map(([first]) => first!);
      const facts = toolKinds.map((name) => [
        name,
        reported.flatMap((facts, index) =>
          (facts[name] ?? []).map((fact) => ({ ...fact, id: `${fact.id}${index}` })),
        ),
      ]);
      return Object.fromEntries(facts);
    };
    const statements = async (facts: Facts) => {
      const account = await newAccount();
      const before = sent;
      await write(account, facts);
      return sent - before;
    };
    const many = page(60);
    expect(toolKinds.every((name) => (many[name]?.length ?? 0) > 20)).toBe(true);
    const one = Object.fromEntries(toolKinds.map((name) => [name, many[name]!.slice(0, 1)]));
    expect(await statements(many)).toBeLessThanOrEqual((await statements(one)) + 4);
  });

  it('fill the row of a repository that others named before it was reported', async () => {
    const account = await database.createAccount();
    const repositories = () =>
      database.read(account, (session) =>
        session.query('select number, name, integration::int as integration from repository'),
      );
    await write(account, { COMMIT: [commit('a', 1, 'a')] });
    const [placed] = await repositories();
    expect(placed).toMatchObject({ name: 'r', integration: 0 });
    await write(account, { REPOSITORY: [repository(at(0))] });
    expect(await repositories()).toEqual([
      { ...(placed as object), name: 'shop', integration: INTEGRATION },
    ]);
  });
});
