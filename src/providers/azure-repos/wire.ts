import { z } from 'zod';
import type { Place } from '../azure-api/repositories.js';
import { wireIdentity, wireWord } from '../azure-api/wire.js';
import { isoInstant, looseIsoInstant } from '../wire-values.js';

/** The records of Azure Repos, in the parts that are read. Nearly everything may be absent. */
const identity = wireIdentity.nullish().catch(null);
const commitReference = z.object({ commitId: z.string() }).nullish();

export const wirePullRequest = z.object({
  repository: z.object({ id: z.string(), project: z.object({ id: z.string() }) }),
  pullRequestId: z.number(),
  status: wireWord,
  title: z.string().nullish(),
  description: z.string().nullish(),
  createdBy: identity,
  creationDate: isoInstant,
  closedDate: looseIsoInstant,
  sourceRefName: z.string(),
  targetRefName: z.string(),
  labels: z
    .array(z.object({ name: z.string(), active: z.boolean().nullish() }))
    .nullish()
    .catch(null),
  reviewers: z.array(wireIdentity).nullish().catch(null),
  lastMergeSourceCommit: commitReference,
  lastMergeCommit: commitReference,
  completionOptions: z
    .object({ mergeStrategy: wireWord.nullish(), squashMerge: z.boolean().nullish() })
    .nullish(),
});
export type WirePullRequest = z.infer<typeof wirePullRequest>;

/** A value is `{ $type, $value }`, or bare in older answers. */
const property = z
  .unknown()
  .transform((given) =>
    given !== null && typeof given === 'object' && '$value' in given
      ? (given as { readonly $value: unknown }).$value
      : given,
  );

const comment = z.object({
  author: identity,
  publishedDate: looseIsoInstant,
  commentType: wireWord.nullish(),
  isDeleted: z.boolean().nullish(),
});

export const wireThread = z.object({
  publishedDate: isoInstant,
  lastUpdatedDate: looseIsoInstant,
  comments: z.array(comment).nullish(),
  properties: z.record(z.string(), property).nullish(),
  identities: z.record(z.string(), wireIdentity).nullish().catch(null),
  isDeleted: z.boolean().nullish(),
});
export type WireThread = z.infer<typeof wireThread>;

export const wireCommit = z.object({
  commitId: z.string().min(1),
  author: z.object({ date: isoInstant }),
  comment: z.string().nullish(),
  /** Some answers have it, lists of pull requests mostly do not. */
  parents: z.array(z.string()).nullish(),
});
export type WireCommit = z.infer<typeof wireCommit>;

export const wireIteration = z.object({
  id: z.number(),
  createdDate: looseIsoInstant,
  updatedDate: looseIsoInstant,
});
export type WireIteration = z.infer<typeof wireIteration>;

export const wireChange = z.object({
  changeType: z.string().nullish(),
  item: z.object({
    path: z.string().nullish(),
    isFolder: z.boolean().nullish(),
    gitObjectType: z.string().nullish(),
  }),
  /** Where a renamed file was. */
  sourceServerItem: z.string().nullish(),
  originalPath: z.string().nullish(),
});
export type WireChange = z.infer<typeof wireChange>;

export const wireTag = z.object({
  ref: z.object({
    name: z.string().startsWith('refs/tags/'),
    objectId: z.string(),
    /** The commit of an annotated tag. */
    peeledObjectId: z.string().nullish(),
  }),
  /** Null where the tag names no commit. */
  commit: z.object({ committer: z.object({ date: isoInstant }) }).nullish(),
  annotated: z.object({ taggedBy: z.object({ date: looseIsoInstant }).nullish() }).nullish(),
});
export type WireTag = z.infer<typeof wireTag>;

/** A pull request with the lists that its own answer lacks. */
export interface WholePullRequest {
  readonly pullRequest: unknown;
  readonly threads: readonly unknown[];
  readonly commits: readonly unknown[];
  /** Commits that a force push took from the branch. */
  readonly replaced: readonly unknown[];
  readonly iterations: readonly unknown[];
  readonly changes: readonly unknown[];
}
export interface PullRequestsBody extends Place {
  readonly bots: readonly string[];
  readonly nodes: readonly WholePullRequest[];
}
export interface TagsBody extends Place {
  readonly repository: string;
  /** Names of all tags that the repository has; null where they are not known. */
  readonly names: readonly string[] | null;
  readonly nodes: readonly unknown[];
}
export interface GoneBody extends Place {
  readonly repositories: readonly string[];
}
