import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createKeyRing } from '../../src/ingestion/credentials/key-ring.js';
import { createIngestion } from '../../src/ingestion/ingestion.js';
import type { Facts } from '../../src/model/facts/facts.js';
import { git as provider } from '../../src/providers/git/index.js';
import { openDatabase } from '../../src/storage/database/database.js';
import { administer, databaseKinds, newPostgresUrl } from '../storage/databases.js';
import { git } from '../story/fast-import.js';
import { keyOf, useIngestion } from './use-ingestion.js';

const LONG_MILLISECONDS = 120_000;
/** A name of random characters, so that no compression makes it fit an index. */
const longName = randomBytes(6_000).toString('base64');

/** Replaces the text of some commits by a text that no table holds. */
function poison(facts: Facts, left: { count: number }): Facts {
  const COMMIT = facts.COMMIT?.map((commit, index) => {
    if (index % 7 !== 3) return commit;
    left.count += 1;
    if (index % 2 === 0) return { ...commit, title: 'a\0b' };
    if (index % 3 === 0) return { ...commit, author: { ...commit.author, id: longName } };
    return { ...commit, files: [{ path: 'a\0', additions: 1, deletions: 1 }] };
  });
  return COMMIT ? { ...facts, COMMIT } : facts;
}

describe.each(databaseKinds)('facts that the %s database refuses', (kind) => {
  const { parts, another, history, connected } = useIngestion(kind);

  it(
    'cost a sync themselves alone, and are counted and named',
    async () => {
      const location = history(90);
      const { account, number } = await connected(location);
      const left = { count: 0 };
      const said: string[] = [];
      const ingestion = another({
        providers: [{ ...provider, toFacts: (page) => poison(provider.toFacts(page), left) }],
        log: (_level, message) => said.push(message),
      });
      const run = await ingestion.sync(account, number);
      expect(left.count).toBeGreaterThan(3);
      const commits = Number(git(location, ['rev-list', '--all', '--count'])) - left.count;
      expect(run).toMatchObject({
        status: 'SUCCEEDED',
        counts: { written: { COMMIT: commits }, doubtful: { REFUSED: left.count } },
      });
      const named = said.filter((message) => /goes on without COMMIT .*cannot/.test(message));
      expect(named).toHaveLength(left.count);
      const [stored] = await parts.database.read(account, (session) =>
        session.query<{ count: number }>('select count(*)::int as count from commit'),
      );
      expect(stored!.count).toBe(commits);
    },
    LONG_MILLISECONDS,
  );
});

it(
  'a line that the database refuses is refused by number, and the others are written',
  async () => {
    const url = await newPostgresUrl();
    const database = await openDatabase({ url, directory: null, clock: Date.now });
    await administer(url, `alter table sprint add check (name <> 'bad')`);
    const ingestion = createIngestion({
      ...{ database, providers: [], clock: Date.now, log: () => undefined, gitRoots: null },
      ...{ dataDirectory: '', environment: {}, fetch },
      keyRing: createKeyRing([{ id: 'test', bytes: randomBytes(32) }]),
    });
    const viewer = keyOf(await database.createAccount());
    const sprint = (id: number, name: string) =>
      JSON.stringify({
        ...{ kind: 'SPRINT', id: `s${id}`, name, state: 'FUTURE' },
        updatedAt: '2026-03-01T00:00:00Z',
      });
    const lines = Array.from({ length: 40 }, (_none, index) =>
      sprint(index, [6, 30].includes(index) ? 'bad' : 'good'),
    );
    const ingested = await ingestion.ingest(viewer, { source: 'Tool', lines: ['', ...lines] });
    expect(ingested).toMatchObject({ lines: 40, accepted: 38, written: { SPRINT: 38 } });
    expect(ingested.refused.map(({ line, errors }) => [line, errors[0]!.code])).toEqual([
      [8, 'NOT_STORABLE'],
      [32, 'NOT_STORABLE'],
    ]);
    await ingestion.close();
    await database.close();
  },
  LONG_MILLISECONDS,
);
