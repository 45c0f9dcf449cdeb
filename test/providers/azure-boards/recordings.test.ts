import { describe, expect, it } from 'vitest';
import { azureBoards } from '../../../src/providers/azure-boards/index.js';
import { iterationsOf } from '../../../src/providers/azure-boards/reading/legend.js';
import { witnessed } from '../http/vendor-server.js';
import { createWorld } from '../play/azure-boards/generator.js';
import { bin, destroy, linkParent } from '../play/azure-boards/mutations.js';
import type { PlayBoards } from '../play/azure-boards/server.js';
import {
  contractFaults,
  contractOf,
  hasContracts,
  hasRecordings,
  recorded,
} from '../play/kit/recordings.js';
import { pathsBeyond, shapeOf } from '../play/shapes.js';
import { factOf, legend, mapped, mappedSprints } from './made.js';
import { gather, playing, settingsOf } from './support.js';

const TOOL = 'azure-devops';
type Answer = Readonly<Record<string, unknown>>;
interface List<Value = Answer> {
  readonly value: readonly Value[];
}
interface Node {
  readonly id: number;
  readonly identifier: string;
  readonly name: string;
  readonly structureType: string;
  readonly attributes?: Answer;
}
const dataOf = <Data = Answer>(name: string): readonly Data[] =>
  recorded<Data>(TOOL, name).map(({ data }) => data);
const at = (text: string): number => Date.parse(text);

const hasRecorded = hasRecordings(TOOL);

describe.skipIf(!hasRecorded)('every recorded answer of Azure Boards', () => {
  const whole = (answer: Answer): readonly Answer[] =>
    (answer as unknown as List).value ?? [answer];

  it('work items map, and those that were asked for some fields alone are counted', () => {
    const items = dataOf('work_items').flatMap(whole);
    expect(items).toHaveLength(17);
    const { WORK_ITEM, dropped } = mapped(items.map((item) => ({ item, updates: [] })));
    expect(
      WORK_ITEM!.map(({ key, type, status, statusCategory }) => [
        key,
        type,
        status,
        statusCategory,
      ]),
    ).toEqual([
      ['AB#564', 'Task', 'Proposed', 'TODO'],
      ['AB#12', 'User Story', 'Active', 'IN_PROGRESS'],
      ['AB#297', 'Product Backlog Item', 'New', 'TODO'],
      ['AB#299', 'Task', 'To Do', 'TODO'],
      ['AB#300', 'Task', 'To Do', 'TODO'],
    ]);
    expect(dropped).toEqual({ MALFORMED_ITEM: 12 });
    const [, story, backlogItem, task] = WORK_ITEM!;
    expect(story).toMatchObject({
      ...{ labels: ['client', 'sample', 'teamservices'], components: ['MyAgilePrj2'] },
      assignee: { name: 'Person 4a305da3', email: 'person-c2068e2e@example.com' },
    });
    expect(backlogItem!.points).toBe(8);
    expect(task!.components).toEqual(['Fabrikam-Fiber-Git\\Website']);
  });

  it('the history of an item maps whole, with what only its links say', () => {
    const [{ value: updates }] = dataOf<List>('work_item_updates') as readonly [List];
    const [{ value: revisions }] = dataOf<List>('work_item_revisions') as readonly [List];
    const item = revisions.at(-1)!;
    const { dropped } = mapped([{ item, updates }]);
    expect(dropped).toBeUndefined();
    const fact = factOf(item, updates);
    const created = at('2017-09-04T02:08:16.6Z');
    expect(fact.createdAt).toBe(created);
    expect(fact.statusHistory).toEqual([
      { at: created, status: 'New', category: 'TODO' },
      { at: at('2017-09-04T02:36:18.75Z'), status: 'Active', category: 'IN_PROGRESS' },
    ]);
    expect(fact.pointsHistory).toEqual([
      { at: created, points: null },
      { at: at('2017-09-04T02:36:41.253Z'), points: 3 },
    ]);
    expect(fact.assigneeHistory.map(({ assignee }) => assignee?.name)).toEqual([
      undefined,
      'Person 4a305da3',
    ]);
    expect(fact.sprintHistory.map(({ sprint, added }) => [sprint, added])).toEqual([
      [legend.iterations[3], true],
      [legend.iterations[3], false],
      ['dd643523-4d15', true],
    ]);
    expect(fact.parentHistory).toEqual([
      { at: created, parent: null },
      { at: at('2017-09-04T02:33:39.23Z'), parent: '2' },
      { at: at('2017-09-04T02:34:48.16Z'), parent: null },
      { at: at('2017-09-04T02:35:05.287Z'), parent: '7' },
    ]);
    expect(fact.updatedAt).toBe(at('2017-09-04T02:43:24.21Z'));
  });

  it('both scopes of a history, and one step alone, say the same', () => {
    const [unscoped, scoped, alone] = dataOf('work_item_updates');
    const steps = [unscoped, scoped].map((answer) => (answer as unknown as List).value);
    const item = (dataOf<List>('work_item_revisions')[0] as List).value.at(-1)!;
    const [one, other] = steps.map((updates) => factOf(item, updates));
    expect(other).toEqual(one);
    expect(factOf(item, [alone!]).statusHistory).toEqual([one!.statusHistory[0]]);
  });

  it('every revision of an item maps', () => {
    const revisions = dataOf('work_item_revisions').flatMap(whole);
    const { WORK_ITEM, dropped } = mapped(revisions.map((item) => ({ item, updates: [] })));
    expect(WORK_ITEM).toHaveLength(revisions.length);
    expect(dropped).toBeUndefined();
  });

  it('iterations map as sprints, and nodes name them by their numbers', () => {
    const nodes = dataOf<Node | List<Node>>('classification_nodes').flatMap((one) =>
      'value' in one ? one.value : [one],
    );
    const dated = nodes.filter(({ attributes }) => attributes);
    const { SPRINT, dropped } = mappedSprints(
      dated.map(({ identifier, name, attributes }) => ({ id: identifier, name, attributes })),
      at('2018-01-20T00:00:00Z'),
    );
    expect(dropped).toBeUndefined();
    expect(SPRINT!.map(({ name, state, endAt }) => [name, state, endAt])).toEqual([
      ['Iteration 1', 'ACTIVE', at('2018-02-01T00:00:00Z')],
      ['Final Iteration', 'CLOSED', at('2014-11-01T00:00:00Z')],
    ]);
    expect(iterationsOf(nodes)).toMatchObject({ 1: null, 126392: null });
    const [undated] = dataOf('iterations');
    expect(mappedSprints([undated]).SPRINT).toMatchObject([
      { name: 'Sprint 2', state: 'FUTURE', startAt: null, endAt: null, completedAt: null },
    ]);
  });

  it('states of a type map to categories', () => {
    const [, { value }] = dataOf<List<{ name: string; category: string }>>(
      'work_item_types',
    ) as readonly List<{ name: string; category: string }>[] & [unknown, List<never>];
    const states = { Bug: Object.fromEntries(value.map(({ name, category }) => [name, category])) };
    const [{ value: updates }] = dataOf<List>('work_item_updates') as readonly [List];
    const item = (dataOf<List>('work_item_revisions')[0] as List).value.at(-1)!;
    expect(factOf(item, updates, { states }).statusCategory).toBe('IN_PROGRESS');
  });
});

/** Does everything that asks Azure Boards anything. */
async function exercise(server: PlayBoards): Promise<void> {
  const { world } = server;
  world.batch = 20;
  const first = await gather(server);
  world.now += 900_000;
  linkParent(world, 20, 4);
  bin(world, 12);
  destroy(world, 13);
  await gather(server, { cursor: first.cursor, pass: 'SWEEP' });
  const settings = settingsOf(server, { projects: 'Shop', customFields: 'Severity' });
  const { context } = witnessed({ now: world.now });
  await azureBoards.check(settings, context);
  for (const kind of ['PROJECT', 'TEAM', 'FIELD'])
    await azureBoards.discover!(settings, { kind, search: 's', first: 10, after: null }, context);
  await azureBoards.spotCheck!(settings, 'AB#20', context);
  const nudges = ['item/20/Shop', 'deleted/12/Shop'];
  for await (const _ of azureBoards.fetchNudged!(settings, nudges, context));
}

/** The recordings ask for an item without its project; the contract lists the address with one alone. */
const beyondTheCut = /^\/DefaultCollection\/_apis\/wit\/workitems\/\d+$/;

describe.skipIf(!hasContracts)('the contract of Azure Boards', () => {
  it('allows every request of ours and every answer of the play server', async () => {
    const files = ['wit', 'work', 'core'].map((area) => `${TOOL}/${area}-7.1.json`);
    const contracts = await Promise.all(files.map(contractOf));
    const server = await playing({ world: createWorld({ size: 40 }) });
    await exercise(server);
    const held = server.requests.filter(({ path }) => !beyondTheCut.test(path));
    const faults = held.flatMap((asked) => contractFaults(contracts, asked));
    expect([...new Set(faults)]).toEqual([]);
    const isBatch = contracts[0]!.schema('WorkItemBatchGetRequest');
    for (const { body } of held.filter(({ method }) => method === 'POST'))
      expect(isBatch(body)).toBe(true);
    const kinds = new Set(held.map(({ method, route, status }) => `${method} ${route} ${status}`));
    expect(kinds.size).toBeGreaterThan(12);
  });
});

/** Made up beside the recordings: newer answers name the parent, and say of whom a team is. */
const newer = ['.fields.System.Parent', '.value[].projectName', '.value[].projectId'];

describe.skipIf(!hasRecorded)('the play server of Azure Boards', () => {
  it('answers in the shape of the recordings', async () => {
    const server = await playing({ world: createWorld({ size: 40 }) });
    await gather(server);
    const answersOf = (route: string) =>
      server.requests.filter((asked) => asked.route?.endsWith(route)).map(({ answer }) => answer);
    const beyond = (route: string, name: string) =>
      pathsBeyond(
        shapeOf(answersOf(route)),
        shapeOf(dataOf(name).concat(dataOf('work_items'))),
      ).filter((path) => !newer.some((known) => path.includes(known)));
    // Parts that only newer versions, or other examples, show.
    expect(beyond('/teams', 'projects_teams')).toEqual([]);
    expect(beyond('/reporting/workitemlinks', 'work_item_reporting_links')).toEqual([]);
    expect(beyond('/reporting/workitemrevisions', 'work_item_reporting_revisions')).toEqual([]);
  });
});
