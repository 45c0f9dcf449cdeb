import { beforeAll, describe, expect, it } from 'vitest';
import { operator } from '../../../src/directory/context.js';
import { createDirectory } from '../../../src/directory/directory.js';
import { createMailmap } from '../../../src/engine/identity/mailmap.js';
import type { CommitFact } from '../../../src/model/facts/code.js';
import type { Facts } from '../../../src/model/facts/facts.js';
import type { InputKind, InputOf } from '../../../src/model/inputs/metric-input.js';
import { allKinds } from '../../../src/model/inputs/metric-input.js';
import { monthOf, monthWindow } from '../../../src/model/month.js';
import {
  defaultAlignment,
  defaultProductivity,
  sourceCodePreset,
} from '../../../src/model/profile/default-profile.js';
import { createRecalculation } from '../../../src/recalculation/recalculation.js';
import type { Database } from '../../../src/storage/database/database.js';
import { writeFacts } from '../../../src/storage/facts/facts.js';
import { type CellInputs, loadInputsOf } from '../../../src/storage/inputs/metric-inputs.js';
import { databaseKinds, newDatabase } from '../databases.js';
import { hour, storySettings, toolStory } from '../tool-story.js';

const january = monthWindow(monthOf(hour(0)));
const rules = {
  settings: storySettings,
  ...{ efficiency: sourceCodePreset, productivity: defaultProductivity },
  alignment: defaultAlignment,
};
const company = [
  'name,email,manager email',
  'eve,eve@work.io,',
  'ada,ada@work.io,eve@work.io',
  'bo,bo@work.io,eve@work.io',
].join('\n');

describe.each(databaseKinds)('the story, imported from its end, in the %s database', (kind) => {
  let database: Database;
  let inputs: CellInputs;
  let sent = 0;
  let team = 0;
  const numbers = new Map<string, number>();
  let account = 0;
  const recalculate = () =>
    createRecalculation({
      ...{ database, metrics: [] },
      onError: (error) => {
        throw error;
      },
    }).settle(account);
  const write = async (facts: Facts) => {
    await database.write(account, (session) => writeFacts(session, 1, facts));
    await recalculate();
  };
  const read = () =>
    database.read(account, (session) =>
      loadInputsOf(session, team, january, { rules, kinds: allKinds }),
    );
  const named = async (table: string, column: string) => {
    const rows = await database.read(account, (session) =>
      session.query<{ id: string; number: number }>(
        `select ${column} as id, number::float8 as number from ${table} where account_id = $1`,
        [account],
      ),
    );
    for (const { id, number } of rows) numbers.set(id, number);
  };
  beforeAll(async () => {
    database = await newDatabase(kind, {
      onStatement: () => {
        sent += 1;
      },
    });
    const directory = createDirectory({ database, clock: Date.now, mailmap: createMailmap });
    account = await directory.account.create('Story');
    const viewer = operator(account);
    const upload = { content: company, fileName: null, effectiveOn: null };
    const { number } = await directory.imports.upload(viewer, upload);
    await directory.imports.activate(viewer, number);
    for (const [name, facts] of Object.entries(toolStory)) await write({ [name]: facts });
    await named('developer', 'name');
    await named('dimension', 'name');
    for (const table of ['pull_request', 'work_item', 'pipeline_run', 'incident'])
      await named(table, 'id');
    const [row] = await database.read(account, (session) =>
      session.query<{ team: number }>(
        'select team::float8 as team from membership where account_id = $1 and developer = $2',
        [account, numbers.get('ada')],
      ),
    );
    team = row!.team;
    inputs = await read();
  });
  const found = <Kind extends InputKind>(list: readonly InputOf[Kind][], id: string) =>
    list.find(({ number }) => number === numbers.get(id));

  it('has a pull request that was built, and is deployed by the run that took its build', () => {
    const expected = {
      ...{ developer: numbers.get('ada'), byBot: false, toDefaultBranch: true, change: null },
      ...{ openedAt: hour(5), mergedAt: hour(20), firstCommitAt: hour(4), lastCommitAt: hour(6) },
      ...{ itemTypes: ['Story'], builtAt: [hour(22)], deployment: numbers.get('d1-2') },
      ...{ deployedAt: hour(40), firstDeploymentRule: 'MERGE_COMMIT', baseline: false },
      carriedBy: { service: numbers.get('basket'), pipeline: numbers.get('deploy') },
      comments: [
        { at: hour(8), byAuthor: true, byBot: false },
        { at: hour(9), byAuthor: false, byBot: false },
        { at: hour(10), byAuthor: false, byBot: true },
      ],
      reviews: [{ at: hour(11), byAuthor: false, byBot: false, state: 'APPROVED', hasText: false }],
    };
    expect(found<'pullRequest'>(inputs.FILTERS.pullRequests, 'p1')).toMatchObject(expected);
    expect(found<'pullRequest'>(inputs.DEVELOPERS.pullRequests, 'p1')).toMatchObject(expected);
    expect(found<'pullRequest'>(inputs.FILTERS.pullRequests, 'p2')?.deployedAt).toBe(hour(50));
  });

  it('has a work item of the one who had it when it was resolved, with what was made for it', () => {
    const item = found<'workItem'>(inputs.FILTERS.workItems, 'shop-1')!;
    expect(item).toMatchObject({
      ...{ developer: numbers.get('ada'), contributors: [numbers.get('ada')], points: 3 },
      ...{ buildsAt: [hour(22)], deploymentsAt: [hour(40), hour(50)], deployedAt: hour(50) },
      ...{ parent: numbers.get('shop-9'), project: numbers.get('SHOP') },
      carriedBy: { service: numbers.get('checkout'), pipeline: numbers.get('deploy') },
      traits: {
        ...{ project: ['SHOP'], label: ['ui'], sprint: ['One'], parent: ['SHOP-9'] },
        ...{ type: ['Story'], status: ['Done'], 'field:Cost': ['high'] },
      },
    });
    expect(item.pullRequests.map(({ number }) => number)).toEqual(
      ['p1', 'p2'].map((id) => numbers.get(id)).sort(),
    );
    expect(new Set(item.family.map(({ number }) => number))).toEqual(
      new Set(['shop-1', 'shop-2', 'shop-9'].map((id) => numbers.get(id))),
    );
    expect(found<'workItem'>(inputs.DEVELOPERS.workItems, 'shop-1')).toEqual(item);
  });

  it('has runs that stand for their attempts and children, and builds only in the scope', () => {
    const { runs } = inputs.FILTERS;
    expect(new Set(runs.map(({ number }) => number))).toEqual(
      new Set(['d0', 'd1-2', 'd3'].map((id) => numbers.get(id))),
    );
    expect(found<'run'>(runs, 'd1-2')).toMatchObject({
      ...{
        status: 'SUCCESS',
        startedAt: hour(39),
        endedAt: hour(40),
        service: numbers.get('basket'),
      },
      ...{ nextSuccessAt: hour(50), repairs: false, mark: null, pipeline: numbers.get('deploy') },
      traits: { service: ['basket', 'checkout'], tag: ['smoke'], pipeline: ['deploy', 'smoke'] },
      blamedBy: [
        {
          ...{ incident: numbers.get('n1'), createdAt: hour(45), resolvedAt: hour(52) },
          rule: 'SERVICE',
        },
      ],
    });
    expect(found<'run'>(runs, 'd0')).toMatchObject({ nextSuccessAt: hour(40), blamedBy: [] });
    expect(found<'run'>(runs, 'd3')).toMatchObject({ repairs: true, nextSuccessAt: null });
  });

  it('has an incident that blames, a change request, a sprint and a version', () => {
    const { incidents, changeRequests, sprints, versions } = inputs.FILTERS;
    expect(incidents).toMatchObject([
      { blames: { run: numbers.get('d1-2'), endedAt: hour(40), rule: 'SERVICE' } },
    ]);
    expect(changeRequests).toMatchObject([{ createdAt: hour(8), updatedAt: hour(9) }]);
    expect(sprints).toMatchObject([
      { name: 'One', isClosed: true, startedAt: hour(0), endedAt: hour(100) },
    ]);
    expect(sprints[0]?.items.map(({ number, isSubtask }) => [number, isSubtask])).toEqual(
      (['shop-1', 'shop-2'] as const).map((id) => [numbers.get(id), id === 'shop-2']),
    );
    expect(versions).toMatchObject([{ releasedAt: hour(70), project: numbers.get('SHOP') }]);
  });

  it('takes a commit for an item that its title, its body or a trailer names, and not for one in an address', async () => {
    const commit = (
      sha: string,
      at: number,
      title: string,
      trailers: CommitFact['trailers'],
      body: string | null = null,
    ) => ({
      ...{ id: `shop:${sha}`, updatedAt: 1, repository: 'shop', sha, title, body, trailers },
      ...{
        author: toolStory.PULL_REQUEST![0]!.author,
        parents: [],
        isRoot: false,
        files: [],
        doubt: null,
      },
      ...{
        committer: toolStory.PULL_REQUEST![0]!.author,
        incomplete: false,
        tooManyRenames: false,
      },
      ...{ authoredAt: hour(at), committedAt: hour(at) },
    });
    const commits = [
      commit('c0ffee01', 12, 'SHOP-2: begin', []),
      commit('c0ffee02', 13, 'Go on', [
        ['Signed-off-by', 'Ada <ada@work.io>'],
        ['Refs', 'shop-2, shop-9'],
      ]),
      commit('c0ffee03', 14, 'End', [['Co-authored-by', 'Shop <shop-2@work.io>']]),
      commit('c0ffee04', 15, 'Mend', [], 'As asked in\nSHOP-9.\n\nCo-authored-by: X <shop-2@x.io>'),
    ];
    await write({ COMMIT: commits });
    const { workItems } = (await read()).FILTERS;
    expect(found<'workItem'>(workItems, 'shop-2')?.commitsAt).toEqual([hour(12), hour(13)]);
    expect(found<'workItem'>(workItems, 'shop-9')?.commitsAt).toEqual([hour(13), hour(15)]);
    const ids = commits.map(({ id }) => ({ kind: 'COMMIT' as const, id, updatedAt: 2 }));
    await write({ tombstones: ids });
  });

  it('is read with the same number of statements however much there is', async () => {
    const before = sent;
    await read();
    const once = sent - before;
    const copies = Array.from({ length: 20 }, (_copy, index) => index);
    const again: Facts = Object.fromEntries(
      Object.entries(toolStory)
        .filter(([name]) => name !== 'REPOSITORY')
        .map(([name, facts]) => [
          name,
          copies.flatMap((copy) =>
            (facts as readonly { id: string }[]).map((fact) => ({
              ...fact,
              id: `${fact.id}-${copy}`,
            })),
          ),
        ]),
    );
    await write(again);
    const then = sent;
    const many = await read();
    expect(many.FILTERS.pullRequests.length).toBe(42);
    expect(sent - then).toBe(once);
  });
});
