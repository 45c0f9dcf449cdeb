import { z } from 'zod';
import { looseMillisecondsInstant, millisecondsInstant } from '../wire-values.js';

/** Bitbucket's answers, in the parts that are read. Instants are milliseconds since 1970. */
const wireUser = z.object({
  /** A rename keeps it; what an account did before it was deleted keeps it too. */
  id: z.number().nullish(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  emailAddress: z.string().nullish(),
  /** SERVICE: no human. */
  type: z.string().nullish(),
});
export type WireUser = z.infer<typeof wireUser>;
const looseUser = wireUser.nullish().catch(null);

const links = z
  .object({
    self: z.array(z.object({ href: z.string() }).nullable()).nullish(),
    clone: z.array(z.object({ href: z.string(), name: z.string().nullish() })).nullish(),
  })
  .nullish()
  .catch(null);
export type WireLinks = z.infer<typeof links>;

export const wireRepository = z.object({
  id: z.number(),
  slug: z.string().min(1),
  project: z.object({ key: z.string().min(1) }),
  links,
});
export type WireRepository = z.infer<typeof wireRepository>;

const reference = z.object({
  displayId: z.string(),
  latestCommit: z.string().nullish(),
});

export const wirePull = z.object({
  id: z.number(),
  title: z.string(),
  description: z.string().nullish(),
  state: z.enum(['OPEN', 'MERGED', 'DECLINED']),
  createdDate: millisecondsInstant,
  updatedDate: looseMillisecondsInstant,
  /** Newer versions only. */
  closedDate: looseMillisecondsInstant,
  fromRef: reference,
  toRef: reference,
  author: z.object({ user: looseUser }),
  properties: z
    .object({ mergeCommit: z.object({ id: z.string() }).nullish() })
    .nullish()
    .catch(null),
  links,
});
export type WirePull = z.infer<typeof wirePull>;

export const wireCommit = z.object({
  id: z.string().min(1),
  authorTimestamp: millisecondsInstant,
  message: z.string().nullish(),
  parents: z.array(z.object({ id: z.string() })).nullish(),
});
export type WireCommit = z.infer<typeof wireCommit>;

/** Somebody as a commit names them, or the account that has their address. */
const signer = z
  .object({
    name: z.string().nullish(),
    displayName: z.string().nullish(),
    emailAddress: z.string().nullish(),
  })
  .nullish()
  .catch(null);
export type WireSigner = z.infer<typeof signer>;

export const wireBranchCommit = wireCommit.extend({
  author: signer,
  committer: signer,
  committerTimestamp: millisecondsInstant,
});
export type WireBranchCommit = z.infer<typeof wireBranchCommit>;

export const wireComment = z.object({
  id: z.number(),
  author: looseUser,
  createdDate: millisecondsInstant,
  /** PENDING: of a review that is not finished, so only its author sees it. */
  state: z.string().nullish(),
  /** Replies, and replies to these. */
  comments: z.array(z.unknown()).nullish(),
});

export const wireActivity = z.object({
  id: z.number().nullish(),
  action: z.string(),
  createdDate: millisecondsInstant,
  user: looseUser,
  commentAction: z.string().nullish(),
  comment: z.unknown().optional(),
  commit: wireCommit.nullish().catch(null),
  fromHash: z.string().nullish(),
  previousFromHash: z.string().nullish(),
  removed: z
    .object({ commits: z.array(z.unknown()).nullish() })
    .nullish()
    .catch(null),
});
export type WireActivity = z.infer<typeof wireActivity>;

const path = z.object({ components: z.array(z.string()).min(1) });
export const wireChange = z.object({
  path,
  srcPath: path.nullish(),
  type: z.string().nullish(),
  nodeType: z.string().nullish(),
});
export type WireChange = z.infer<typeof wireChange>;

export const wireTag = z.object({
  tag: z.object({ displayId: z.string().min(1), latestCommit: z.string().min(1) }),
  commit: z.object({ committerTimestamp: millisecondsInstant }),
});

export interface RepositoriesBody {
  /** Host and path of the server. */
  readonly place: string;
  readonly nodes: readonly { readonly repository: unknown; readonly branch: string | null }[];
}
export interface PullsBody {
  readonly place: string;
  /** Number of the repository. */
  readonly repository: number;
  /** Usernames, lower case, of users that are bots. */
  readonly bots: readonly string[];
  readonly nodes: readonly {
    readonly pullRequest: unknown;
    readonly activities: readonly unknown[];
    readonly commits: readonly unknown[];
    readonly changes: readonly unknown[];
  }[];
}
/** Tags with their commits, or commits. */
export interface ListBody {
  readonly place: string;
  readonly repository: number;
  readonly nodes: readonly unknown[];
}
