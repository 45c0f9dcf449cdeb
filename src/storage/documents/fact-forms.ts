import { z } from 'zod';
import type { CommitFact, MailmapEntry } from '../../model/facts/code.js';
import type { PipelineRunFact } from '../../model/facts/delivery.js';
import type { Comment, PullRequestFact, Review } from '../../model/facts/review.js';
import type { AssigneeChange, WorkItemFact } from '../../model/facts/work.js';
import { formOfType } from './form-of-type.js';

/** A person is stored by number. */
type ByNumber<Value, Key extends keyof Value> = Omit<Value, Key> & {
  readonly [Name in Key]: number | Extract<Value[Name], null>;
};

const at = z.number();

export const filesForm = formOfType<CommitFact['files']>()(
  z.array(
    z.object({
      path: z.string(),
      from: z.string().optional(),
      additions: z.number().nullable(),
      deletions: z.number().nullable(),
      unwritten: z.string().optional(),
    }),
  ),
);

export const trailersForm = formOfType<CommitFact['trailers']>()(
  z.array(z.tuple([z.string(), z.string()])),
);

export const mailmapForm = formOfType<readonly MailmapEntry[]>()(
  z.array(
    z.object({
      properName: z.string().nullable(),
      properEmail: z.string().nullable(),
      commitName: z.string().nullable(),
      commitEmail: z.string(),
    }),
  ),
);

export const pullRequestForms = {
  files: formOfType<PullRequestFact['files']>()(filesForm),
  commits: formOfType<PullRequestFact['commits']>()(
    z.array(
      z.object({ sha: z.string(), authoredAt: at, message: z.string(), isMerge: z.boolean() }),
    ),
  ),
  reviews: formOfType<readonly ByNumber<Review, 'by'>[]>()(
    z.array(z.object({ by: z.number(), at, state: z.string(), hasText: z.boolean() })),
  ),
  comments: formOfType<readonly ByNumber<Comment, 'by'>[]>()(
    z.array(z.object({ by: z.number(), at })),
  ),
};

export const workItemForms = {
  status_history: formOfType<WorkItemFact['statusHistory']>()(
    z.array(z.object({ at, status: z.string(), category: z.string() })),
  ),
  assignee_history: formOfType<readonly ByNumber<AssigneeChange, 'assignee'>[]>()(
    z.array(z.object({ at, assignee: z.number().nullable() })),
  ),
  points_history: formOfType<WorkItemFact['pointsHistory']>()(
    z.array(z.object({ at, points: z.number().nullable() })),
  ),
  sprint_history: formOfType<WorkItemFact['sprintHistory']>()(
    z.array(z.object({ at, sprint: z.string(), added: z.boolean() })),
  ),
  parent_history: formOfType<WorkItemFact['parentHistory']>()(
    z.array(z.object({ at, parent: z.string().nullable() })),
  ),
};

export const artifactsForm = formOfType<PipelineRunFact['artifactsIn']>()(
  z.array(z.object({ location: z.string(), name: z.string(), qualifier: z.string() })),
);
