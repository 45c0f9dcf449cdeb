import { z } from 'zod';
import type { Instant } from '../../model/time.js';
import type { SprintFact, VersionFact, WorkItemFact } from '../../model/work.js';
import { customFields, list, name, orNull, person, text } from './fields.js';
import { past, planned } from './instants.js';

const category = z.enum(['TODO', 'IN_PROGRESS', 'DONE']);
const points = z.number().min(0).max(1_000_000);
const byTime = <Entry extends { readonly at: Instant }>(entries: readonly Entry[]): Entry[] =>
  entries.toSorted((left, right) => left.at - right.at);
const history = <Entry extends z.ZodType<{ readonly at: Instant }>>(entry: Entry) =>
  list(entry).transform((entries) => byTime(entries));

const histories = (now: Instant) => ({
  statusHistory: history(z.strictObject({ at: past(now), status: name, category })),
  assigneeHistory: history(z.strictObject({ at: past(now), assignee: orNull(person) })),
  pointsHistory: history(z.strictObject({ at: past(now), points: orNull(points) })),
  sprintHistory: history(z.strictObject({ at: past(now), sprint: name, added: z.boolean() })),
  parentHistory: history(z.strictObject({ at: past(now), parent: orNull(name) })),
});

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
      points: orNull(points),
      assignee: orNull(person),
      createdAt: past(now),
      resolvedAt: orNull(past(now)),
      versions: list(name),
      customFields,
      ...histories(now),
      linkedPullRequests: list(name),
      linkedCommits: list(name),
      url: orNull(z.url()),
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
    .transform((told): WorkItemFact => told);

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
      url: orNull(z.url()),
    })
    .transform((told): VersionFact => told);
