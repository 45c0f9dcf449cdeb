import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Directory } from '../../src/directory/directory.js';
import { useGraph } from '../graph/use-graph.js';
import { databaseKinds } from '../storage/databases.js';
import { type ImportedStory, item, merged, openImportedStory } from '../story/imported-story.js';

const readme = readFileSync(
  new URL('../../src/providers/custom/README.md', import.meta.url),
  'utf8',
);
const examples = [...readme.matchAll(/```ndjson\n([^`]*)```/g)].map(([, lines]) =>
  lines!.trimEnd().split('\n'),
);

const run = (id: string, rest: object = {}) => ({
  ...{ kind: 'PIPELINE_RUN', id, updatedAt: '2026-03-02T15:20:00Z', pipeline: 'deploy' },
  ...{ kinds: ['CD'], status: 'SUCCESS', services: ['shop'], environmentType: 'PRODUCTION' },
  ...{ startedAt: '2026-03-02T15:05:00Z', endedAt: '2026-03-02T15:20:00Z' },
  ...rest,
});
const INGEST = `mutation ($source: String!, $lines: String!) {
  ingestFacts(input: { source: $source, lines: $lines }) {
    accepted refusedCount refused { line errors { code field message } } userErrors { code }
  }
}`;

describe.each(databaseKinds)('sources of imported facts, on %s', (kind) => {
  let story: ImportedStory;
  let ask: ReturnType<typeof useGraph>;
  const send = async (source: string, ...lines: object[]) => {
    const answer = await ask(story.viewer, INGEST, {
      ...{ source, lines: lines.map((line) => JSON.stringify(line)).join('\n') },
    });
    return answer.ingestFacts;
  };
  const rows = <Row extends object>(sql: string) =>
    story.app.database.read(story.viewer.account, (session) =>
      session.query<Row>(sql, [session.account]),
    );
  ask = useGraph(() => story.app.services as unknown as Directory);

  beforeAll(async () => {
    story = await openImportedStory(kind);
  }, 60_000);

  test('have their ids for themselves: a line by the id of another is refused, by its number', async () => {
    const mine = item('10007', '2026-03-01T08:00:00Z', null);
    expect(await send('Jira A', mine)).toMatchObject({ accepted: 1, refusedCount: 0 });
    const theirs = item('10007', '2026-03-02T08:00:00Z', null, { title: 'Another' });
    const refused = await send('Jira B', item('1', '2026-03-01T08:00:00Z', null), theirs, {
      ...{ kind: 'WORK_ITEM', id: '10007', updatedAt: '2026-03-03T08:00:00Z', deleted: true },
    });
    expect(refused).toMatchObject({
      ...{ accepted: 1, refusedCount: 2, userErrors: [] },
      refused: [2, 3].map((line) => ({
        line,
        errors: [
          {
            ...{ code: 'ID_OF_ANOTHER_SOURCE', field: ['id'] },
            message: expect.stringContaining(
              'The source "Jira A" has imported something under this id',
            ),
          },
        ],
      })),
    });
    const prefixed = { ...theirs, id: 'jira-b:10007' };
    expect(await send('Jira B', prefixed, mine)).toMatchObject({ accepted: 1, refusedCount: 1 });
    // The same id of another kind is another id.
    expect(await send('Jira B', merged(7, '2026-03-02T12:00:00Z', { id: '10007' }))).toMatchObject({
      accepted: 1,
    });
    const titles = await rows('select title from work_item where account_id = $1 order by id');
    expect(titles).toEqual([{ title: 'Item 1' }, { title: 'Item 10007' }, { title: 'Another' }]);
  });

  test('leave an id to others when they are removed', async () => {
    const { ingestion } = story.app;
    const integrations = await rows<{ number: number; name: string }>(
      'select number::float8 as number, name from integration where account_id = $1',
    );
    const first = integrations.find(({ name }) => name === 'Jira A')!;
    await ingestion.remove(story.viewer, first.number);
    const reported = item('10007', '2026-03-02T08:00:00Z', null, { title: 'Another' });
    expect(await send('Jira B', reported)).toMatchObject({ accepted: 1, refusedCount: 0 });
  });

  test('number runs and people for themselves; e-mails make one developer of the people of both', async () => {
    const by = (id: string, email: string) => ({ triggeredBy: { id, email } });
    await send('CI A', run('a:1', { run: '81', ...by('42', 'ada@example.com') }));
    await send(
      'CI B',
      run('b:1', { run: '81', ...by('42', 'ben@example.com') }),
      run('b:2', { run: '81', attempt: 2, ...by('43', 'ada@example.com') }),
    );
    await story.settle();
    expect(
      await rows(
        `select f.id from standing_run s join pipeline_run f on f.account_id = $1 and f.number = s.number
         where s.account_id = $1 order by 1`,
      ),
    ).toEqual([{ id: 'a:1' }, { id: 'b:2' }]);
    expect(
      await rows(
        `select f.id, d.email from pipeline_run f join identity i on i.account_id = $1 and i.number = f.triggered_by
         join developer d on d.account_id = $1 and d.number = i.developer where f.account_id = $1 order by 1`,
      ),
    ).toEqual([
      { id: 'a:1', email: 'ada@example.com' },
      { id: 'b:1', email: 'ben@example.com' },
      { id: 'b:2', email: 'ada@example.com' },
    ]);
  });

  test('may not report runs that start each other, nor themselves', async () => {
    const cycle = { code: 'CYCLE_OF_PARENTS', field: ['parent'] };
    expect(await send('CI A', run('r:0', { parent: 'r:0' }))).toMatchObject({
      refused: [{ line: 1, errors: [cycle] }],
    });
    const circle = [run('r:1', { parent: 'r:2' }), run('r:2', { parent: 'r:3' })];
    expect(await send('CI A', ...circle)).toMatchObject({ accepted: 2 });
    const closing = [run('r:4'), run('r:3', { parent: 'r:1' })];
    expect(await send('CI A', ...closing)).toMatchObject({
      ...{ accepted: 1, refused: [{ line: 2, errors: [cycle] }] },
    });
  });

  test('are not read where they speak another version of the form', async () => {
    const form = { form: 'engineering-insights', version: 2 };
    expect(await send('Later', form, run('l:1'), { kind: 'POEM' })).toMatchObject({
      ...{ accepted: 0, refusedCount: 1 },
      refused: [{ line: 1, errors: [{ code: 'UNKNOWN_VERSION' }] }],
    });
    expect(await rows("select 1 from pipeline_run where account_id = $1 and id = 'l:1'")).toEqual(
      [],
    );
  });

  test('import all examples of the form, and what moved is found by its old key', async () => {
    const lines = examples.flat().map((line) => JSON.parse(line) as object);
    // The first item has an id that Jira B has by now.
    expect(await send('Examples', ...lines)).toMatchObject({ refusedCount: 1 });
    await story.settle();
    expect(
      await rows(
        `select w.key, p.id from fact_link l join work_item w on w.account_id = $1 and w.number = l.source
           join pull_request p on p.account_id = $1 and p.number = l.target
         where l.account_id = $1 and l.relation = 'ITEM_PULL_REQUEST' and w.key like 'PAY%'`,
      ),
    ).toEqual([{ key: 'PAY-3', id: 'shop!14' }]);
    const [insight] = await story.ask({
      metrics: ['WORK_COMPLETED_PER_DEVELOPER'],
      range: { dates: { from: '2026-03-01', to: '2026-03-31' } },
    });
    const { records } = await insight!.records({
      ...{ first: 10, orderBy: 'AT_ASCENDING', includeExcluded: false },
    });
    expect(records.map(({ record: { at, detail } }) => [detail.key, at, detail.parents])).toEqual([
      [
        'PAY-3',
        Date.parse('2026-03-06T10:00:00Z'),
        [
          { at: Date.parse('2026-03-01T10:00:00Z'), parent: '10001' },
          { at: Date.parse('2026-03-04T10:00:00Z'), parent: '10100' },
        ],
      ],
      // Done on the fourth, reopened, done again.
      ['SHOP-8', Date.parse('2026-03-09T10:00:00Z'), []],
    ]);
  });
});
