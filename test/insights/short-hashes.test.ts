import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { emptyTeamSettings } from '../../src/model/team.js';
import { databaseKinds } from '../storage/databases.js';
import { git, writeHistory } from '../story/fast-import.js';
import {
  anyRepository,
  importStory,
  newDirectory,
  openStory,
  type Story,
} from '../story/open-story.js';

const at = (day: number, hour: number) => Date.UTC(2026, 2, day, hour);
const march = (day: number, hour: number) => new Date(at(day, hour)).toISOString();

function writeShop() {
  const shop = join(newDirectory(), 'shop');
  writeHistory(shop, {
    commits: ['Begin', 'Add basket', 'Add search', 'Add checkout'].map((message, index) => ({
      ...{ mark: index + 1, branch: 'main', message, author: 'Ada <ada@example.com>' },
      ...{ seconds: at(index + 2, 9) / 1000, parents: index === 0 ? [] : [index] },
      files: { 'a.txt': `${index}\n` },
    })),
  });
  return { shop, hashes: git(shop, ['rev-list', '--reverse', 'main']).split('\n') };
}
const line = (kind: string, id: string, fact: object) =>
  JSON.stringify({ kind, id, updatedAt: march(1, 0), ...fact });
const run = (day: number, sha: string) =>
  line('PIPELINE_RUN', `run-${day}`, {
    ...{ pipeline: 'deploy', kinds: ['CD'], repository: 'shop', status: 'SUCCESS', commits: [sha] },
    ...{ startedAt: march(day, 18), endedAt: march(day, 19), environmentType: 'PRODUCTION' },
  });
const factsOf = (hashes: readonly string[], name: (sha: string) => string) => [
  run(2, name(hashes[0]!)),
  run(7, name(hashes[3]!)),
  line('PULL_REQUEST', 'pr-7', {
    ...{
      repository: 'shop',
      number: 7,
      title: 'Basket',
      author: { id: '42', email: 'ada@example.com' },
    },
    ...{ sourceBranch: 'topic', targetBranch: 'main', state: 'MERGED', openedAt: march(2, 12) },
    ...{ mergedAt: march(3, 9), mergeSha: name(hashes[1]!), headSha: name(hashes[1]!) },
    commits: [{ sha: name(hashes[1]!), authoredAt: march(3, 8) }],
  }),
];

describe.each(databaseKinds)('a hash that is cut short, on %s', (kind) => {
  const { shop, hashes } = writeShop();
  let app: Story['app'];
  beforeAll(async () => {
    ({ app } = await openStory(kind));
  }, 60_000);
  const open = async (name: string) => {
    const story = await importStory(app, name);
    await story.activate(
      'Name,Email,Manager Email\nBoss,boss@example.com,\nAda,ada@example.com,boss@example.com\n',
    );
    await story.save('Organisation', {
      repositories: anyRepository,
      pipelines: {
        ...emptyTeamSettings.pipelines,
        scope: [{ property: 'pipeline', operator: 'EQUALS', values: ['deploy'] }],
      },
    });
    return {
      ...story,
      ingest: async (lines: readonly string[]) => {
        const { refused } = await app.ingestion.ingest(story.viewer, { source: 'Ours', lines });
        expect(refused).toEqual([]);
      },
      hashesNamed: () =>
        app.database.read(story.viewer.account, async (session) => {
          const rows = await session.query<{ commits: readonly string[] }>(
            "select commits from pipeline_run where account_id = $1 union all select jsonb_build_array(merge_sha, head_sha, commits -> 0 ->> 'sha') from pull_request where account_id = $1",
            [story.viewer.account],
          );
          return rows.flatMap(({ commits }) => commits).sort();
        }),
      figures: async () => {
        await story.settle();
        const answered = await story.ask({
          metrics: ['DEPLOYMENT_FREQUENCY', 'LEAD_TIME_FOR_CHANGES', 'PR_CYCLE_TIME'],
          range: { dates: { from: '2026-03-01', to: '2026-03-31' } },
        });
        return answered.map(({ metric, headline: { value, sampleSize } }) => [
          ...[metric.id, value, sampleSize],
        ]);
      },
    };
  };
  const whole = [hashes[0], hashes[3], hashes[1], hashes[1], hashes[1]].sort();

  test('names the one commit that begins with it, whichever is known first', async () => {
    const reference = await open('Whole');
    await reference.connect(shop);
    await reference.ingest(factsOf(hashes, (sha) => sha));
    const expected = await reference.figures();
    for (const [length, isFirst] of [
      [7, true],
      [12, false],
      [39, true],
      [7, false],
    ] as const) {
      const story = await open(`${length} ${isFirst}`);
      const facts = factsOf(hashes, (sha) => sha.slice(0, length));
      if (isFirst) await story.connect(shop);
      await story.ingest(facts);
      await story.settle();
      if (!isFirst) await story.connect(shop);
      expect(await story.figures(), `${length}`).toEqual(expected);
      expect(await story.hashesNamed(), `${length}`).toEqual(whole);
      await story.ingest(facts);
      expect(await story.figures(), `${length}`).toEqual(expected);
    }
  }, 120_000);

  test('names nothing where several begin with it, until one of them is gone', async () => {
    const story = await open('Several');
    const commit = (id: string, sha: string) =>
      line('COMMIT', id, {
        ...{ repository: 'other', sha, message: 'Some', authoredAt: march(4, 9) },
        author: { id: '42', email: 'ada@example.com' },
      });
    const beginning = 'abcdef1';
    const [one, two] = ['0', '1'].map((end) => beginning.padEnd(40, end));
    await story.ingest([run(2, beginning.toUpperCase()), commit('one', one!), commit('two', two!)]);
    await story.settle();
    expect(await story.hashesNamed()).toEqual([beginning]);
    await story.ingest([
      JSON.stringify({ kind: 'COMMIT', id: 'two', updatedAt: march(2, 0), deleted: true }),
    ]);
    await story.settle();
    expect(await story.hashesNamed()).toEqual([one]);
    await story.ingest([commit('two', two!).replace(march(1, 0), march(3, 0))]);
    await story.settle();
    expect(await story.hashesNamed()).toEqual([beginning]);
  }, 60_000);
});
