import { z } from 'zod';
import type { Instant } from '../../model/time.js';
import type { SprintFact, VersionFact, WorkItemFact } from '../../model/work.js';
import { address, customFields, list, name, orNull, person, text } from './fields.js';
import { past, planned } from './instants.js';

const category = z.enum(['TODO', 'IN_PROGRESS', 'DONE']);
const points = z.number().min(0).max(1_000_000);
const byTime = <Entry extends { readonly at: Instant }>(entries: readonly Entry[]): Entry[] =>
  entries.toSorted((left, right) => left.at - right.at);
const history = <Entry extends z.ZodType<{ readonly at: Instant }>>(entry: Entry) =>
  list(entry).transform((entries) => byTime(entries));

/** How far the clocks of a tool may differ from each other. */
const SKEW_MILLISECONDS = 5 * 60_000;
const historyNames = [
  'statusHistory',
  'assigneeHistory',
  'pointsHistory',
  'sprintHistory',
  'parentHistory',
] as const;

const histories = (now: Instant) => ({
  statusHistory: history(z.strictObject({ at: past(now), status: name, category })),
  assigneeHistory: history(z.strictObject({ at: past(now), assignee: orNull(person) })),
  pointsHistory: history(z.strictObject({ at: past(now), points: orNull(points) })),
  sprintHistory: history(z.strictObject({ at: past(now), sprint: name, added: z.boolean() })),
  parentHistory: history(z.strictObject({ at: past(now), parent: orNull(name) })),
});

type Told = WorkItemFact & { readonly sprint: string | null };

/** What lies before the creation by the skew of a clock is taken for the creation; what lies further back is a mistake. */
function checkHistories(told: Told, context: z.RefinementCtx): void {
  for (const history of historyNames)
    if (told[history].some(({ at }) => at < told.createdAt - SKEW_MILLISECONDS))
      context.addIssue({
        ...{ code: 'custom', path: [history] },
        message:
          'It begins before the item was created: mend the instants, or say when it was first created.',
      });
}
const within = <Entry extends { readonly at: Instant }>(
  entries: readonly Entry[],
  createdAt: Instant,
): Entry[] => entries.map((entry) => ({ ...entry, at: Math.max(entry.at, createdAt) }));

/** An item of whose sprints nothing else is told lay in its sprint from its creation on. */
function complete({ sprint, ...told }: Told): WorkItemFact {
  const { createdAt: at, sprintHistory } = told;
  const isIn = sprint !== null && sprintHistory.length === 0;
  return {
    ...told,
    statusHistory: within(told.statusHistory, at),
    assigneeHistory: within(told.assigneeHistory, at),
    pointsHistory: within(told.pointsHistory, at),
    sprintHistory: isIn ? [{ at, sprint, added: true }] : within(sprintHistory, at),
    parentHistory: within(told.parentHistory, at),
  };
}

export const workItemForm = (now: Instant) =>
  z
    .strictObject({
      id: name,
      updatedAt: past(now),
      key: name,
      formerKeys: list(name),
      project: name,
      type: name,
      isSubtask: z.boolean().default(false),
      title: text,
      status: name,
      statusCategory: category,
      resolution: orNull(name),
      priority: orNull(name),
      labels: list(name),
      components: list(name),
      parent: orNull(name),
      sprint: orNull(name),
      points: orNull(points),
      assignee: orNull(person),
      createdAt: past(now),
      resolvedAt: orNull(past(now)),
      versions: list(name),
      customFields,
      ...histories(now),
      linkedPullRequests: list(name),
      linkedCommits: list(name),
      url: orNull(address),
    })
    .refine(({ createdAt, resolvedAt }) => resolvedAt === null || resolvedAt >= createdAt, {
      path: ['resolvedAt'],
      message: 'It was resolved before it was created: mend the instants.',
    })
    .refine(({ statusCategory, resolvedAt }) => statusCategory !== 'DONE' || resolvedAt !== null, {
      path: ['resolvedAt'],
      message: 'What is done has the instant at which it was resolved.',
    })
    .refine(({ id, parent }) => id !== parent, {
      path: ['parent'],
      message: 'It is its own parent: name the item above it, or null.',
    })
    .superRefine(checkHistories)
    .transform(complete);

export const sprintForm = (now: Instant) =>
  z
    .strictObject({
      id: name,
      updatedAt: past(now),
      name,
      state: z.enum(['FUTURE', 'ACTIVE', 'CLOSED']),
      startAt: orNull(planned),
      endAt: orNull(planned),
      completedAt: orNull(past(now)),
    })
    .refine(({ startAt, endAt }) => startAt === null || endAt === null || endAt >= startAt, {
      path: ['endAt'],
      message: 'It ends before it starts: mend the instants.',
    })
    .transform((told): SprintFact => told);

export const versionForm = (now: Instant) =>
  z
    .strictObject({
      id: name,
      updatedAt: past(now),
      project: name,
      name,
      releasedAt: orNull(past(now)),
      url: orNull(address),
    })
    .transform((told): VersionFact => told);
