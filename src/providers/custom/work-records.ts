import { z } from 'zod';
import type { SprintFact, VersionFact, WorkItemFact } from '../../model/facts/work.js';
import type { Clock, Instant } from '../../model/time.js';
import {
  address,
  choice,
  customFields,
  key,
  list,
  name,
  orNull,
  part,
  person,
  text,
  worded,
  wordsOf,
  yesOrNo,
} from './fields.js';
import { follows, notBefore, past, planned, record, SKEW_MILLISECONDS } from './instants.js';

const category = choice(['TODO', 'IN_PROGRESS', 'DONE']);
const MOST_POINTS = 1_000_000;
const points = worded(
  z
    .number()
    .refine((given) => given >= 0 && given <= MOST_POINTS, 'Give points from 0 to 1,000,000.'),
  { type: 'number', limit: '0 to 1,000,000' },
);
const byTime = <Entry extends { readonly at: Instant }>(entries: readonly Entry[]): Entry[] =>
  entries.toSorted((left, right) => left.at - right.at);
const history = <Entry extends z.ZodType<{ readonly at: Instant }>>(entry: Entry) =>
  worded(
    list(entry).transform((entries) => byTime(entries)),
    wordsOf(list(entry)),
  );

const historyNames = [
  'statusHistory',
  'assigneeHistory',
  'pointsHistory',
  'sprintHistory',
  'parentHistory',
] as const;

/** The entries of each history, by the name that the documentation gives them. */
export const historyEntries = (now: Clock) => {
  const at = past(now);
  return {
    'Status change': part('Status change', { at, status: name, category }),
    'Assignee change': part('Assignee change', { at, assignee: orNull(person) }),
    'Points change': part('Points change', { at, points: orNull(points) }),
    'Sprint change': part('Sprint change', { at, sprint: name, added: yesOrNo }),
    'Parent change': part('Parent change', { at, parent: orNull(name) }),
  };
};
const histories = (now: Clock) => {
  const entries = historyEntries(now);
  return {
    statusHistory: history(entries['Status change']),
    assigneeHistory: history(entries['Assignee change']),
    pointsHistory: history(entries['Points change']),
    sprintHistory: history(entries['Sprint change']),
    parentHistory: history(entries['Parent change']),
  };
};

type Reported = WorkItemFact & { readonly sprint: string | null };

/**
 * Refuses entries before the creation, unless they are within the skew of a clock: these count as
 * the creation.
 */
function checkHistories(reported: Reported, context: z.RefinementCtx): void {
  for (const history of historyNames)
    if (reported[history].some(({ at }) => at < reported.createdAt - SKEW_MILLISECONDS))
      context.addIssue({
        code: 'custom',
        path: [history],
        message:
          'It begins before the item was created: correct the instants, or say when it was first created.',
      });
}
const within = <Entry extends { readonly at: Instant }>(
  entries: readonly Entry[],
  createdAt: Instant,
): Entry[] => entries.map((entry) => ({ ...entry, at: Math.max(entry.at, createdAt) }));

/** When the history last says that the item became done; null if it does not end so. */
function doneAt({ statusHistory }: Pick<Reported, 'statusHistory'>): Instant | null {
  const before = statusHistory.findLastIndex(({ category }) => category !== 'DONE');
  return statusHistory[before + 1]?.at ?? null;
}
const resolutionOf = (reported: Reported): Instant | null =>
  reported.resolvedAt ?? (reported.statusCategory === 'DONE' ? doneAt(reported) : null);

function checkResolution(reported: Reported, context: z.RefinementCtx): void {
  const refuse = (message: string) =>
    context.addIssue({ code: 'custom', path: ['resolvedAt'], message });
  if (!follows(reported.createdAt, reported.resolvedAt))
    refuse('It was resolved before it was created: correct the instants.');
  if (reported.statusCategory === 'DONE' && resolutionOf(reported) === null)
    refuse(
      'It is done, but nothing says since when: give the instant, or a statusHistory that ends with a change to DONE.',
    );
}

/** Completes an item. An item without a sprint history was in its sprint since its creation. */
function complete({ sprint, ...reported }: Reported): WorkItemFact {
  const { createdAt: at, sprintHistory } = reported;
  const isIn = sprint !== null && sprintHistory.length === 0;
  return {
    ...reported,
    resolvedAt: notBefore(at, resolutionOf({ sprint, ...reported })),
    statusHistory: within(reported.statusHistory, at),
    assigneeHistory: within(reported.assigneeHistory, at),
    pointsHistory: within(reported.pointsHistory, at),
    sprintHistory: isIn ? [{ at, sprint, added: true }] : within(sprintHistory, at),
    parentHistory: within(reported.parentHistory, at),
  };
}

export const workItemForm = (now: Clock) =>
  record(now, {
    key,
    formerKeys: list(key),
    project: name,
    type: name,
    isSubtask: yesOrNo.default(false),
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
    .superRefine(checkResolution)
    .refine(({ id, parent }) => id !== parent, {
      path: ['parent'],
      message: 'It is its own parent: name the item above it, or null.',
    })
    .superRefine(checkHistories)
    .transform(complete);

export const sprintForm = (now: Clock) =>
  record(now, {
    name,
    state: choice(['FUTURE', 'ACTIVE', 'CLOSED']),
    startAt: orNull(planned),
    endAt: orNull(planned),
    completedAt: orNull(past(now)),
  })
    .refine(({ startAt, endAt }) => startAt === null || endAt === null || endAt >= startAt, {
      path: ['endAt'],
      message: 'It ends before it starts: correct the instants.',
    })
    .transform((reported): SprintFact => reported);

export const versionForm = (now: Clock) =>
  record(now, {
    project: name,
    name,
    releasedAt: orNull(past(now)),
    url: orNull(address),
  }).transform((reported): VersionFact => reported);
