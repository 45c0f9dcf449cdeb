import { z } from 'zod';
import { wireAccount, wireAuthor } from '../bitbucket-api/person.js';
import { isoInstant, looseIsoInstant } from '../wire-values.js';

/** Bitbucket's answers, in the parts that are read; nearly everything of them may be null. */
const endpoint = z
  .object({
    branch: z.object({ name: z.string().nullish() }).nullish(),
    commit: z.object({ hash: z.string().nullish() }).nullish(),
  })
  .nullish();

export const wirePullRequest = z.object({
  id: z.number(),
  title: z.string(),
  description: z.string().nullish(),
  state: z.enum(['OPEN', 'MERGED', 'DECLINED', 'SUPERSEDED']),
  draft: z.boolean().nullish(),
  author: wireAccount,
  /** Its hash is shortened. */
  merge_commit: z.object({ hash: z.string().nullish() }).nullish(),
  created_on: isoInstant,
  updated_on: isoInstant,
  closed_on: looseIsoInstant,
  source: endpoint,
  destination: endpoint,
});
export type WirePullRequest = z.infer<typeof wirePullRequest>;

const verdict = z.object({ date: isoInstant, user: wireAccount }).nullish();
/** An entry of the log of a pull request, which is of one of these kinds. */
export const wireActivity = z.object({
  approval: verdict,
  changes_requested: verdict,
  update: z
    .object({
      date: isoInstant,
      state: z.string().nullish(),
      draft: z.boolean().nullish(),
    })
    .nullish(),
});
export type WireActivity = z.infer<typeof wireActivity>;

export const wireComment = z.object({
  created_on: isoInstant,
  user: wireAccount,
  deleted: z.boolean().nullish(),
  /** Not yet published: its author's alone. */
  pending: z.boolean().nullish(),
});
export type WireComment = z.infer<typeof wireComment>;

export const wireCommit = z.object({
  hash: z.string(),
  date: isoInstant,
  message: z.string().nullish(),
  author: wireAuthor,
  parents: z.array(z.object({ hash: z.string() })).nullish(),
});
export type WireCommit = z.infer<typeof wireCommit>;

const file = z.object({ path: z.string().nullish() }).nullish();
export const wireFile = z.object({
  status: z.string().nullish(),
  lines_added: z.number().nullish(),
  lines_removed: z.number().nullish(),
  old: file,
  new: file,
});
export type WireFile = z.infer<typeof wireFile>;

export const wireTag = z.object({
  name: z.string(),
  /** The tagger's date; null of a tag without one. */
  date: looseIsoInstant,
  target: z.object({ hash: z.string(), date: looseIsoInstant }).nullish(),
});
export type WireTag = z.infer<typeof wireTag>;

/** The repository that a page is of. */
export interface Place {
  readonly host: string;
  readonly repository: { readonly uuid: string; readonly name: string };
}

/** A pull request with its lists, each of them as it came; null where Bitbucket did not answer. */
export interface PullRecord {
  readonly pull: unknown;
  readonly activity: readonly unknown[];
  readonly commits: readonly unknown[];
  readonly comments: readonly unknown[];
  readonly files: readonly unknown[] | null;
  readonly merge: unknown;
}
export interface PullsPage extends Place {
  readonly bots?: readonly string[];
  readonly records: readonly PullRecord[];
}
export interface TagsPage extends Place {
  readonly tags: readonly unknown[];
  /** Names of all tags, where the page ends their list. */
  readonly names?: readonly string[];
}
