import { emptyWorld, guidOf, makeProject } from '../play/azure-boards/company.js';
import {
  createItem,
  edit,
  moveToIteration,
  setParent,
  shown,
} from '../play/azure-boards/mutations.js';
import type { Identity, PlayProject, World } from '../play/azure-boards/world.js';

const POINTS = 'Microsoft.VSTS.Scheduling.StoryPoints';
const ADA = 0;
const BEN = 1;

const people: readonly Identity[] = ['Ada', 'Ben'].map((name, index) => ({
  ...{ displayName: name, id: guidOf(0xd29, index + 1) },
  ...{ uniqueName: `${name.toLowerCase()}@example.com`, descriptor: `aad.${index}` },
}));

export const atDay = (text: string): number => Date.parse(`2026-${text}:00Z`);

/** Two sprints of two weeks, of which the days are named by their beginnings, as Azure does. */
function addSprints({ iterations, teams }: PlayProject): void {
  const days = [
    ['Sprint 1', '03-02', '03-13'],
    ['Sprint 2', '03-16', '03-27'],
  ] as const;
  iterations.children.splice(0);
  for (const [index, [name, start, finish]] of days.entries())
    iterations.children.push({
      ...{ id: 100 + index, identifier: guidOf(0x17e, 100 + index), name, children: [] },
      ...{ structureType: 'iteration', startDate: `2026-${start}T00:00:00Z` },
      finishDate: `2026-${finish}T00:00:00Z`,
    });
  const [team] = teams;
  team!.iterations = iterations.children.map(({ identifier }) => identifier);
  teams.splice(1);
}

interface Change {
  readonly at: string;
  readonly make: (world: World) => void;
}

interface Life {
  readonly type?: string;
  readonly title: string;
  readonly points: number | null;
  readonly by: number;
  readonly created: string;
  /** Number of the sprint it was created in; null: the backlog. */
  readonly sprint: 1 | 2 | null;
  readonly active?: string;
  readonly closed?: string;
}

const sprintOf = (number: 1 | 2): number => 99 + number;

/** Returns the changes that all items have in common: created, taken, begun, closed. */
function changesOf(id: number, project: PlayProject, life: Life): Change[] {
  const { type = 'User Story', title, points, by, created, sprint, active, closed } = life;
  const iteration = sprint === null ? {} : { iteration: sprintOf(sprint) };
  const estimate = points === null ? {} : { [POINTS]: points };
  const change = (at: string, fields: Readonly<Record<string, unknown>>): Change => ({
    ...{ at, make: (world) => edit(world, id, fields) },
  });
  return [
    {
      at: created,
      make: (world) => {
        const fields = { ...estimate, 'System.AssignedTo': shown(world, by) };
        createItem(world, { project, type, title, ...iteration, by, fields });
      },
    },
    ...(active ? [change(active, { 'System.State': 'Active' })] : []),
    ...(closed ? [change(closed, { 'System.State': 'Closed', 'System.Reason': 'Completed' })] : []),
  ];
}

/** In the order in which they were created, which numbers them. */
const lives: readonly Life[] = [
  {
    ...{ title: 'One', points: 3, by: ADA, sprint: 1, created: '03-01T08:00' },
    ...{ active: '03-02T08:00', closed: '03-05T08:00' },
  },
  {
    ...{ title: 'Two', points: 5, by: BEN, sprint: 1, created: '03-01T10:00' },
    ...{ active: '03-03T10:00', closed: '03-12T10:00' },
  },
  {
    ...{ title: 'Three', points: 5, by: ADA, sprint: 1, created: '03-01T12:00' },
    ...{ active: '03-11T12:00', closed: '03-20T12:00' },
  },
  { title: 'Four', points: 1, by: BEN, sprint: 1, created: '03-01T14:00' },
  {
    ...{ title: 'Five', points: 2, by: ADA, sprint: null, created: '03-04T08:00' },
    ...{ active: '03-06T08:00', closed: '03-10T08:00' },
  },
  {
    ...{ type: 'Bug', title: 'Six', points: 3, by: BEN, sprint: 2, created: '03-14T08:00' },
    ...{ active: '03-17T08:00', closed: '03-26T08:00' },
  },
  {
    ...{ title: 'Seven', points: 8, by: BEN, sprint: null, created: '03-15T08:00' },
    ...{ active: '03-18T08:00', closed: '03-19T08:00' },
  },
];

const BACKLOG = null;
/** Returns the changes of single items. */
function turnsOf(project: PlayProject): Change[] {
  const into = (at: string, id: number, sprint: 1 | 2 | null): Change => ({
    at,
    make: (world) =>
      moveToIteration(world, id, sprint === BACKLOG ? project.iterations.id : sprintOf(sprint)),
  });
  const fields = (at: string, id: number, changes: Readonly<Record<string, unknown>>): Change => ({
    ...{ at, make: (world) => edit(world, id, changes) },
  });
  return [
    // Two grows while it is worked on, five is added, four is taken out.
    fields('03-04T10:00', 2, { [POINTS]: 8 }),
    into('03-05T08:00', 5, 1),
    into('03-09T08:00', 4, BACKLOG),
    // Three is not done by the end of the first sprint, and is planned for the second.
    into('03-14T12:00', 3, 2),
    // Six is resolved before somebody verifies it.
    fields('03-18T08:00', 6, { 'System.State': 'Resolved', 'System.Reason': 'Fixed' }),
    // Seven is given up.
    fields('03-19T09:00', 7, { 'System.Reason': 'Duplicate' }),
    { at: '03-08T08:00', make: (world) => setParent(world, 5, 1) },
  ];
}

/** Makes an organisation of seven items of Ada and Ben, each with its whole life in March 2026. */
export function createSmallWorld(): World {
  const world = emptyWorld(0, people);
  const project = makeProject(world, 1, 'Shop', atDay('04-10T00:00'));
  addSprints(project);
  const changes = [
    ...lives.flatMap((life, index) => changesOf(index + 1, project, life)),
    ...turnsOf(project),
  ];
  for (const { at, make } of changes.sort((one, other) => atDay(one.at) - atDay(other.at))) {
    world.now = atDay(at);
    make(world);
  }
  world.now = atDay('04-10T00:00');
  return world;
}
