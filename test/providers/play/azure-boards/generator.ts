import { createDice } from '../kit/random.js';
import { emptyWorld, guidOf, makeProject } from './company.js';
import {
  createItem,
  edit,
  linkCode,
  linkParent,
  moveToIteration,
  setParent,
  shown,
  tag,
} from './mutations.js';
import type { PlayProject, World } from './world.js';

export interface WorldOptions {
  readonly seed?: number;
  /** How many items there are. */
  readonly size?: number;
  /** When the last thing happened. */
  readonly now?: number;
}

const NOW = Date.UTC(2026, 10, 20, 12);
const HOUR = 3_600_000;
const DAYS = 150;
/** Each item is worked on for so many hours at the most. */
const LONGEST_HOURS = 400;

interface Event {
  readonly at: number;
  readonly make: (world: World) => void;
}
type Random = () => number;

/** The number that the item with this index gets: items are created in order. */
const numberOf = (index: number): number => index + 1;

const typeOf = (index: number): string => {
  if (index < 2) return 'Epic';
  if (index < 6) return 'Feature';
  return ['User Story', 'Bug', 'Task', 'User Story', 'Task'][index % 5]!;
};

const closing = (index: number): Readonly<Record<string, unknown>> =>
  index % 17 === 0
    ? { 'System.State': 'Removed', 'System.Reason': 'Removed from the backlog' }
    : { 'System.State': 'Closed', 'System.Reason': 'Acceptance tests pass' };

interface Plan {
  readonly index: number;
  readonly project: PlayProject;
  readonly begin: number;
  readonly random: Random;
}

/** The way of an item through its states; every third is still open, every eleventh is opened again. */
function stateEvents({ index, begin, random }: Plan): Event[] {
  const id = numberOf(index);
  const changes: Readonly<Record<string, unknown>>[] = [
    { 'System.State': 'Active', 'System.Reason': 'Implementation started' },
  ];
  if (typeOf(index) === 'Bug')
    changes.push({ 'System.State': 'Resolved', 'System.Reason': 'Fixed' });
  if (index % 3 !== 2) changes.push(closing(index));
  if (index % 11 === 0)
    changes.push({ 'System.State': 'Active', 'System.Reason': 'Reactivated' }, closing(index + 1));
  let at = begin;
  return changes.map((change) => {
    at += Math.floor((1 + random() * 60) * HOUR);
    return { at, make: (world) => edit(world, id, change) };
  });
}

/** Returns the other events: somebody takes it, estimates it, plans it, puts it below another, links code. */
function otherEvents({ index, project, begin, random }: Plan): Event[] {
  const id = numberOf(index);
  const after = (hours: number, make: Event['make']): Event => ({ at: begin + hours * HOUR, make });
  const sprints = project.iterations.children[0]!.children;
  const events: Event[] = [];
  // Every seventh is nobody's.
  if (index % 7 !== 3)
    events.push(
      after(0.5, (world) =>
        edit(world, id, { 'System.AssignedTo': shown(world, index % world.people.length) }),
      ),
    );
  if (['User Story', 'Bug'].includes(typeOf(index))) {
    const points = 'Microsoft.VSTS.Scheduling.StoryPoints';
    events.push(after(0.6, (world) => edit(world, id, { [points]: 1 + (index % 8) })));
    const sprint = sprints[Math.floor(random() * sprints.length)]!;
    events.push(after(0.7, (world) => moveToIteration(world, id, sprint.id)));
  }
  if (index >= 6 && index % 2 === 0)
    events.push(after(0.8, (world) => setParent(world, id, numberOf(2 + (index % 4)))));
  if (index >= 6 && index % 4 === 1)
    events.push(after(0.9, (world) => linkParent(world, id, numberOf(2 + (index % 4)))));
  if (index % 5 === 0) events.push(after(0.95, (world) => tag(world, id, 'client')));
  if (index % 6 === 0) {
    const parts = [project.id, guidOf(0x2f3, 1)];
    const sha = (index + 1).toString(16).padStart(40, 'a');
    events.push(after(1.1, (world) => linkCode(world, id, 'Git/Commit', ...parts, sha)));
    events.push(
      after(1.2, (world) => linkCode(world, id, 'Git/PullRequestId', ...parts, String(index))),
    );
  }
  return events;
}

const making =
  (plan: Plan) =>
  (world: World): void => {
    const { index, project } = plan;
    const type = typeOf(index);
    const area = project.areas.children[index % 2]!.id;
    createItem(world, { project, type, area, title: `Item ${index} of ${type}`, by: index % 4 });
  };

/** Makes an invented organisation, the same for the same seed. */
export function createWorld({ seed = 1, size = 90, now = NOW }: WorldOptions = {}): World {
  const random = createDice(seed);
  const world = emptyWorld(now);
  const projects = ['Shop', 'Payments'].map((name, index) =>
    makeProject(world, index + 1, name, now),
  );
  const span = DAYS * 24 - LONGEST_HOURS;
  const plans = Array.from({ length: size }, (_, index): Plan => {
    const begin = now - (DAYS * 24 - (index * span) / size) * HOUR;
    return { index, project: projects[index < 6 || index % 3 > 0 ? 0 : 1]!, begin, random };
  });
  const events = plans.flatMap((plan): Event[] => [
    { at: plan.begin, make: making(plan) },
    ...otherEvents(plan),
    ...stateEvents(plan),
  ]);
  for (const { at, make } of events.sort((left, right) => left.at - right.at)) {
    world.now = at;
    make(world);
  }
  world.now = now;
  return world;
}
