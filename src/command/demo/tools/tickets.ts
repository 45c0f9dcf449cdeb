import { type Calendar, midnightAt, sites } from '../calendar.js';
import type { Dice } from '../dice.js';
import type { DemoTeam } from '../organisation.js';
import type { Employee } from '../people.js';
import type { MergedRequest } from '../repository-writer.js';
import { type Line, personOf } from './forge.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SPRINT_DAYS = 14;

export const projectOf = ({ name }: DemoTeam): string =>
  name
    .split(' ')
    .map((word) => (name.includes(' ') ? word.slice(0, 2) : word.slice(0, 4)))
    .join('')
    .toUpperCase();

/** Themes of epics, which the categories of business alignment are made of. */
export const themes = ['new-capability', 'keep-the-lights-on', 'quality', 'security'] as const;
const types = ['Story', 'Story', 'Story', 'Bug', 'Bug', 'Task'];
const points = [1, 2, 2, 3, 3, 5, 8, null];
const priorities = ['P1', 'P2', 'P3', 'P3', 'P4'];

const sprintsOf = (team: DemoTeam, { firstDay, endDay }: Calendar) =>
  Array.from({ length: Math.ceil((endDay - firstDay) / SPRINT_DAYS) }, (_, index) => {
    const day = firstDay + index * SPRINT_DAYS;
    return {
      id: `${projectOf(team)} sprint ${index + 1}`,
      startAt: midnightAt(day, sites.berlin) + 9 * HOUR,
      endAt: midnightAt(day + SPRINT_DAYS - 3, sites.berlin) + 16 * HOUR,
    };
  });
type Sprint = ReturnType<typeof sprintsOf>[number];

const sprintLine = ({ id, startAt, endAt }: Sprint, end: number): Line => {
  const isOver = endAt < end;
  return {
    kind: 'SPRINT',
    id,
    updatedAt: isOver ? endAt : startAt,
    name: id,
    state: isOver ? 'CLOSED' : 'ACTIVE',
    startAt,
    endAt,
    completedAt: isOver ? endAt : null,
  };
};

const epicLine = (project: string, theme: string, index: number, at: number): Line => ({
  kind: 'WORK_ITEM',
  id: `${project}-E${index + 1}`,
  updatedAt: at,
  key: `${project}-${index + 1}`,
  project,
  type: 'Epic',
  title: `Theme ${theme}`,
  status: 'In Progress',
  statusCategory: 'IN_PROGRESS',
  labels: [theme],
  createdAt: at,
});

/** Most of what is in a sprint was planned; some came later, some was taken out again and done in the next. */
function sprintHistory(sprint: Sprint | undefined, createdAt: number, dice: Dice) {
  if (!sprint) return [];
  const planned = Math.max(createdAt, sprint.startAt - dice.between(1, 40) * HOUR);
  const late = sprint.startAt + dice.between(20, 120) * HOUR;
  const at = dice.chance(0.78) && planned < sprint.startAt ? planned : Math.max(late, createdAt);
  return at < sprint.endAt ? [{ at, sprint: sprint.id, added: true }] : [];
}

interface Work {
  readonly key: string;
  readonly project: string;
  readonly author: Employee;
  readonly startedAt: number;
  readonly mergedAt: number;
  readonly title: string;
}

function historyOf({ startedAt, mergedAt }: Work, dice: Dice) {
  const createdAt = startedAt - dice.between(1, 18) * DAY;
  const begun = startedAt - dice.between(1, 20) * HOUR;
  const resolvedAt = mergedAt + dice.between(1, 30) * HOUR;
  return { createdAt: Math.min(createdAt, begun - HOUR), begun, resolvedAt };
}

function workItemLine(
  work: Work,
  sprints: readonly Sprint[],
  calendar: Calendar,
  dice: Dice,
): Line {
  const { createdAt, begun, resolvedAt } = historyOf(work, dice);
  const isDone = resolvedAt < calendar.end;
  const type = dice.one(types);
  const size = dice.one(points);
  const sprint = sprints.find(({ endAt }) => endAt > Math.min(resolvedAt, calendar.end - 1));
  const changes = [
    { at: createdAt, status: 'To Do', category: 'TODO' },
    { at: begun, status: 'In Progress', category: 'IN_PROGRESS' },
    { at: work.mergedAt, status: 'In Review', category: 'IN_PROGRESS' },
    { at: resolvedAt, status: 'Done', category: 'DONE' },
  ];
  const statusHistory = isDone ? changes : changes.slice(0, 2);
  const { status, category } = statusHistory.at(-1)!;
  return {
    kind: 'WORK_ITEM',
    id: work.key,
    updatedAt: isDone ? resolvedAt : begun,
    key: work.key,
    project: work.project,
    type,
    title: work.title,
    status,
    statusCategory: category,
    resolution: isDone ? 'Done' : null,
    priority: dice.one(priorities),
    points: size,
    parent: dice.chance(0.12) ? null : `${work.project}-E${1 + dice.below(themes.length)}`,
    assignee: personOf(work.author),
    createdAt,
    resolvedAt: isDone ? resolvedAt : null,
    statusHistory,
    assigneeHistory: [{ at: begun, assignee: personOf(work.author) }],
    pointsHistory: [{ at: createdAt, points: size }],
    sprintHistory: sprintHistory(sprint, createdAt, dice),
  };
}

/** Something that was thought of and given up. */
const givenUpLine = (project: string, number: number, at: number): Line => ({
  kind: 'WORK_ITEM',
  id: `${project}-${number}`,
  updatedAt: at + DAY,
  key: `${project}-${number}`,
  project,
  type: 'Story',
  title: 'An idea that was given up',
  status: "Won't Do",
  statusCategory: 'DONE',
  resolution: "Won't Do",
  createdAt: at,
  resolvedAt: at + DAY,
});

/** The tickets of one team, and which pull request was made for which. */
export function ticketsOf(
  team: DemoTeam,
  requests: readonly MergedRequest[],
  calendar: Calendar,
  dice: Dice,
): { readonly lines: Line[]; readonly tickets: ReadonlyMap<MergedRequest, string> } {
  const project = projectOf(team);
  const sprints = sprintsOf(team, calendar);
  const first = midnightAt(calendar.firstDay, sites.berlin);
  const lines: Line[] = [
    ...themes.map((theme, index) => epicLine(project, theme, index, first)),
    ...sprints.map((sprint) => sprintLine(sprint, calendar.end)),
  ];
  const tickets = new Map<MergedRequest, string>();
  let number = themes.length;
  for (const merged of requests) {
    if (dice.chance(0.15)) continue;
    number += 1;
    const { request, title } = merged;
    const [startedAt, mergedAt] = [request.commits[0]!.at, request.mergedAt.at];
    const key = `${project}-${number}`;
    const work = { key, project, author: request.author, startedAt, mergedAt, title };
    tickets.set(merged, key);
    lines.push(workItemLine(work, sprints, calendar, dice));
    if (!dice.chance(0.05)) continue;
    number += 1;
    lines.push(givenUpLine(project, number, startedAt));
  }
  return { lines, tickets };
}
