import type { Identity, PlayNode, PlayProject, PlayType, World } from './world.js';

const DAY = 86_400_000;

/** An id in the form of the vendor's. */
export const guidOf = (kind: number, number: number): string =>
  `${kind.toString(16).padStart(8, '0')}-4f0a-4371-9ef6-${number.toString(16).padStart(12, '0')}`;

const makePeople = (): Identity[] =>
  Array.from({ length: 6 }, (_, index) => ({
    displayName: `Person ${index + 1}`,
    id: guidOf(0xd29, index + 1),
    uniqueName: index === 4 ? 'FABRIKAM\\person-5' : `person-${index + 1}@example.com`,
    descriptor: index === 5 ? `svc.${index}` : `aad.${index}`,
  }));

const typesOf = (): PlayType[] => {
  const type = (name: string, ...states: readonly (readonly [string, string])[]): PlayType => ({
    name,
    referenceName: `Microsoft.VSTS.WorkItemTypes.${name.replaceAll(' ', '')}`,
    states: states.map(([state, category]) => ({ name: state, category })),
  });
  const proposed = ['New', 'Proposed'] as const;
  const active = ['Active', 'InProgress'] as const;
  const resolved = ['Resolved', 'Resolved'] as const;
  const closed = ['Closed', 'Completed'] as const;
  const removed = ['Removed', 'Removed'] as const;
  return [
    type('Epic', proposed, active, resolved, closed, removed),
    type('Feature', proposed, active, resolved, closed, removed),
    type('User Story', proposed, active, resolved, closed, removed),
    type('Bug', proposed, active, resolved, closed),
    type('Task', proposed, active, closed, removed),
  ];
};

const SPRINTS = 8;

function iterationsOf(world: World, name: string, now: number): PlayNode {
  const node = (title: string, children: PlayNode[] = []): PlayNode => {
    const id = world.nextNode++;
    const structureType = 'iteration' as const;
    return { id, identifier: guidOf(0x17e, id), name: title, structureType, children };
  };
  const root = node(name, [node('Release 1')]);
  const today = Math.floor(now / DAY) * DAY;
  for (let index = 0; index < SPRINTS; index += 1) {
    const start = today - (SPRINTS - 2 - index) * 14 * DAY - 7 * DAY;
    const sprint = node(`Sprint ${index + 1}`);
    sprint.startDate = new Date(start).toISOString().replace('.000', '');
    sprint.finishDate = new Date(start + 13 * DAY).toISOString().replace('.000', '');
    root.children[0]!.children.push(sprint);
  }
  return root;
}

function areasOf(world: World, name: string): PlayNode {
  const node = (title: string, children: PlayNode[]): PlayNode => {
    const id = world.nextNode++;
    const structureType = 'area' as const;
    return { id, identifier: guidOf(0xa4e, id), name: title, structureType, children };
  };
  return node(name, [node('Website', []), node('Service', [])]);
}

export function makeProject(world: World, index: number, name: string, now: number): PlayProject {
  const iterations = iterationsOf(world, name, now);
  const sprints = iterations.children[0]!.children.map(({ identifier }) => identifier);
  const project: PlayProject = {
    id: guidOf(0x6ce, index),
    name,
    iterations,
    areas: areasOf(world, name),
    types: typesOf(),
    tags: ['client', 'sample'].map((tag, at) => ({
      id: guidOf(0x7a6, 10 * index + at),
      name: tag,
    })),
    teams: [
      { id: guidOf(0x7ea, 10 * index), name: `${name} Team`, iterations: sprints },
      { id: guidOf(0x7ea, 10 * index + 1), name: `${name} Support`, iterations: sprints.slice(-3) },
    ],
  };
  world.projects.push(project);
  return project;
}

export const emptyWorld = (now: number, people: readonly Identity[] = makePeople()): World => ({
  now,
  people,
  projects: [],
  items: new Map(),
  links: [],
  nextItem: 1,
  nextNode: 1,
  watermark: 0,
  lacking: new Set(),
  hidden: new Set(),
  unseen: new Set(),
  batch: 200,
  malformed: null,
});
