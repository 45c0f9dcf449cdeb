import { createDice } from '../kit/random.js';
import {
  deletedStatus,
  fields,
  makeBoards,
  makeProjects,
  makeSprints,
  makeUsers,
  makeVersions,
  sprintOf,
  statuses,
  typeIds,
} from './company.js';
import type { ChangeItem, History, Issue, Project, User, World } from './types.js';
import { jiraTime } from './vendor-time.js';

export interface WorldOptions {
  readonly seed?: number;
  /** How many issues there are. */
  readonly size?: number;
  readonly now?: number;
  /** The time zone of the token's user. */
  readonly zone?: string;
}

const NOW = Date.UTC(2026, 10, 20, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAYS = 170;

const site = 'https://example.atlassian.net/rest/api/3';
const userOf = (user: User) => ({
  self: `${site}/user?accountId=${user.accountId}`,
  ...user,
  avatarUrls: { '48x48': 'https://example.com/avatar.png' },
});
export const statusOf = (id: string) => {
  const { name, category } = statuses.find((status) => status.id === id)!;
  const number = { new: 2, indeterminate: 4, done: 3 }[category];
  return {
    ...{ self: `${site}/status/${id}`, description: '', iconUrl: 'https://example.com/status.png' },
    ...{ name, id },
    statusCategory: {
      ...{ self: `${site}/statuscategory/${number}`, id: number, key: category },
      ...{ colorName: 'green', name: category },
    },
  };
};
export const projectOf = ({ id, key, name }: Project) => ({
  ...{ self: `${site}/project/${id}`, id, key, name, projectTypeKey: 'software' },
  simplified: false,
});

export const change = (
  field: string,
  fieldId: string | null,
  [from, fromString]: readonly [string | null, string | null],
  [to, toText]: readonly [string | null, string | null],
): ChangeItem => ({
  field,
  fieldtype: fieldId?.startsWith('customfield') ? 'custom' : 'jira',
  ...(fieldId === null ? {} : { fieldId }),
  ...{ from, fromString, to, toString: toText },
});
const nothing = [null, null] as const;
const said = (id: string): readonly [string, string] => [
  id,
  statuses.find((status) => status.id === id)?.name ?? deletedStatus.name,
];

/** A step in the history of an issue, hours after its creation. */
interface Step {
  readonly hours: number;
  readonly items: readonly ChangeItem[];
}
interface Roll {
  readonly random: () => number;
  readonly pick: <Value>(values: readonly Value[]) => Value;
}

/** The way through the statuses; every fifth issue passes one that was deleted since, every ninth is opened again. */
function statusSteps(
  index: number,
  roll: Roll,
): { readonly steps: Step[]; readonly status: string } {
  const ways = [['3'], ['3', '10001'], ['3', '10001', '10002'], ['3', '10002']];
  const way = [...roll.pick(ways)];
  if (index % 5 === 0) way.unshift(deletedStatus.id);
  if (index % 9 === 0) way.push('10002', '3', '10052');
  let [before, hours] = ['10000', 0];
  const steps = way
    .filter((to, at) => to !== way[at - 1])
    .map((to) => {
      hours += 1 + roll.random() * 60;
      const items = [change('status', 'status', said(before), said(to))];
      before = to;
      return { hours, items };
    });
  return { steps, status: before === deletedStatus.id ? '3' : before };
}

/** Sprints as comma lists with spaces: what an issue was in stays in the list. */
function sprintSteps(
  index: number,
  world: World,
): { readonly steps: Step[]; readonly in: number[] } {
  const ids = [...world.sprints.keys()];
  const first = index % (ids.length - 1);
  const lists = [[], [ids[first]!], [ids[first]!, ids[first + 1]!]].slice(0, 2 + (index % 2));
  const written = (list: readonly number[]): readonly [string, string] => [
    list.join(', '),
    list.map((id) => world.sprints.get(id)!.name).join(', '),
  ];
  const steps = lists.slice(1).map((list, at) => ({
    hours: 0.5 + at * 30,
    items: [change('Sprint', 'customfield_10020', written(lists[at]!), written(list))],
  }));
  return { steps, in: lists.at(-1)! };
}

function plainSteps(index: number, world: World, roll: Roll) {
  const assigned = world.users[index % world.users.length]!;
  const points = roll.pick([1, 2, 3, 5, 8]);
  const steps: Step[] = [
    {
      hours: 0.2,
      items: [change('assignee', 'assignee', nothing, [assigned.accountId, assigned.displayName])],
    },
    {
      hours: 0.3,
      items: [
        change('description', 'description', [null, 'old words'], [null, 'new words']),
        change('Rank', 'customfield_10019', ['', ''], ['', 'Ranked higher']),
        change('RemoteIssueLink', null, nothing, ['10042', 'This issue links to "a page"']),
      ],
    },
  ];
  if (index % 4 === 0)
    steps.push({
      hours: 20,
      items: [change('Story Points', 'customfield_10028', nothing, [null, String(points)])],
    });
  return { steps, assigned, points };
}

const typeOf = (index: number) => {
  const isEpic = index % 20 === 0;
  const isPart = index % 20 === 7;
  const name = (isEpic && 'Epic') || (isPart && 'Sub-task') || (index % 3 === 0 ? 'Bug' : 'Story');
  return {
    ...{ self: `${site}/issuetype/${typeIds[name]}`, id: typeIds[name]!, description: '', name },
    subtask: isPart,
    hierarchyLevel: isEpic ? 1 : 0,
  };
};

const document = (text: string) => ({
  ...{ type: 'doc', version: 1 },
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});

const histories = (id: string, created: number, steps: readonly Step[], author: User): History[] =>
  steps
    .toSorted((left, right) => left.hours - right.hours)
    .map(({ hours, items }, at) => ({
      id: String(Number(id) * 100 + at),
      author: userOf(author),
      created: jiraTime(created + Math.floor(hours * HOUR), -5),
      items,
    }));

type Epics = Map<string, Issue>;
type Fields = Issue['fields'];

/** Returns the fields that some issues have and others lack. */
const sometimes = (index: number): Fields => ({
  labels: index % 6 === 0 ? ['checkout'] : [],
  components: index % 8 === 0 ? [{ id: '1', name: 'Basket' }] : [],
  fixVersions: index % 10 === 0 && index % 3 === 0 ? [{ id: '10001', name: '1.1' }] : [],
  // It says nothing: set while the issue is open, and null where it is done.
  resolutiondate: index % 7 === 0 ? jiraTime(NOW, -5) : null,
  customfield_10001: index % 2 === 0 ? { id: 'team-1', name: 'Basket team' } : null,
  customfield_10060: document(`Accepted ${index}`),
});

/** Classic and team-managed projects estimate by two fields. */
const estimates = (index: number, { id }: Project, points: number): Fields => ({
  customfield_10028: id === '10010' && index % 4 === 0 ? points : null,
  customfield_10016: id === '10011' ? points : null,
});

const above = (epic: Issue | undefined, type: ReturnType<typeof typeOf>): Fields =>
  epic && type.name !== 'Epic' ? { parent: { id: epic.id, key: epic.key } } : {};

const isOfStatus = ({ items }: History): boolean => items.some(({ field }) => field === 'status');

function makeIssue(
  index: number,
  size: number,
  world: World,
  roll: Roll,
  epics: ReadonlyMap<string, Issue>,
): Issue {
  const id = String(world.nextId++);
  const project = world.projects[index % world.projects.length]!;
  const key = `${project.key}-${Math.floor(index / world.projects.length) + 1}`;
  const age = DAYS - ((DAYS - 10) * index) / size;
  const created = world.now - Math.floor(age * 24 * HOUR);
  const way = statusSteps(index, roll);
  const { steps, assigned, points } = plainSteps(index, world, roll);
  const sprints = project.id === '10010' ? sprintSteps(index, world) : { steps: [], in: [] };
  const all = histories(id, created, [...way.steps, ...sprints.steps, ...steps], assigned);
  const type = typeOf(index);
  return {
    ...{ id, key, histories: all },
    fields: {
      summary: `Issue ${index} of ${project.name}`,
      ...{ issuetype: type, project: projectOf(project), status: statusOf(way.status) },
      ...{ created: jiraTime(created, -5), updated: all.at(-1)!.created },
      statuscategorychangedate: all.findLast(isOfStatus)!.created,
      resolution: null,
      priority: { self: `${site}/priority/3`, iconUrl: '', name: 'Medium', id: '3' },
      ...above(epics.get(project.id), type),
      ...sometimes(index),
      ...estimates(index, project, points),
      assignee: userOf(assigned),
      customfield_10020: sprints.in.map((sprint) => sprintOf(world.sprints.get(sprint)!)),
    },
  };
}

export function createWorld(options: WorldOptions = {}): World {
  const { seed = 7, size = 60, now = NOW, zone = 'America/Toronto' } = options;
  const random = createDice(seed);
  const roll: Roll = { random, pick: (values) => values[Math.floor(random() * values.length)]! };
  const world: World = {
    ...{ now, nextId: 10_100, statuses: [...statuses], fields: [...fields] },
    ...{ users: makeUsers(zone), projects: makeProjects(), boards: makeBoards() },
    ...{ sprints: makeSprints(now), versions: makeVersions(now) },
    ...{ issues: new Map(), formerKeys: new Map(), unindexed: new Set(), hidden: new Set() },
  };
  const epics: Epics = new Map();
  for (let index = 0; index < size; index++) {
    const issue = makeIssue(index, size, world, roll, epics);
    world.issues.set(issue.id, issue);
    const { issuetype, project } = issue.fields as Record<string, { id: string; name: string }>;
    if (issuetype!.name === 'Epic') epics.set(project!.id, issue);
  }
  return world;
}
