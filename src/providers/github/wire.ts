import { z } from 'zod';

/**
 * GitHub's responses, in the parts that are read. Fields that an older Enterprise Server lacks may
 * be absent here.
 */
const connection = <Node extends z.ZodType>(node: Node) =>
  z.object({
    totalCount: z.number().optional(),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }).optional(),
    nodes: z.array(node.nullable()).nullable(),
  });

const instant = z.string().transform((text, context) => {
  const at = Date.parse(text);
  if (Number.isNaN(at)) context.addIssue({ code: 'custom', message: 'no instant' });
  return at;
});

const actor = z.object({
  __typename: z.string().optional(),
  login: z.string(),
  databaseId: z.number().nullish(),
  name: z.string().nullish(),
  email: z.string().nullish(),
});

const parents = z.object({ totalCount: z.number() });

const gitCommit = z.object({
  oid: z.string(),
  authoredDate: instant,
  message: z.string(),
  parents,
});
export type WireGitCommit = z.infer<typeof gitCommit>;
const pullRequestCommit = z.object({ commit: gitCommit });
const review = z.object({
  author: actor.nullable(),
  state: z.string(),
  /** Null while it is not submitted. */
  submittedAt: instant.nullable(),
  body: z.string(),
});
const comment = z.object({ author: actor.nullable(), createdAt: instant });
const thread = z.object({ comments: connection(comment) });
const file = z.object({ path: z.string(), additions: z.number(), deletions: z.number() });
const happened = z.object({
  __typename: z.string(),
  createdAt: instant.optional(),
  /** The branch's commit before a force push; null if GitHub no longer has it. */
  beforeCommit: gitCommit.nullish(),
});
/** A commit as REST writes it. */
const comparedCommit = z.object({
  sha: z.string(),
  commit: z.object({ message: z.string(), author: z.object({ date: instant }).nullable() }),
  parents: z.array(z.object({ sha: z.string() })),
});

export const wirePullRequest = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string().nullable(),
  url: z.string(),
  state: z.enum(['OPEN', 'MERGED', 'CLOSED']),
  isDraft: z.boolean(),
  createdAt: instant,
  updatedAt: instant,
  mergedAt: instant.nullable(),
  closedAt: instant.nullable(),
  baseRefName: z.string(),
  headRefName: z.string(),
  headRefOid: z.string(),
  additions: z.number(),
  deletions: z.number(),
  author: actor.nullable(),
  labels: connection(z.object({ name: z.string() })).nullable(),
  mergeCommit: z.object({ oid: z.string(), message: z.string(), parents }).nullable(),
  commits: connection(pullRequestCommit),
  reviews: connection(review).nullable(),
  comments: connection(comment),
  reviewThreads: connection(thread),
  files: connection(file).nullable(),
  timelineItems: connection(happened),
  /** All commits by a comparison, where the list of the pull request ends before the last. */
  comparedCommits: z.array(comparedCommit).optional(),
});
export type WirePullRequest = z.infer<typeof wirePullRequest>;

/** A repository as REST writes it. */
export const wireRepository = z.object({
  id: z.number(),
  full_name: z.string(),
  html_url: z.string(),
  default_branch: z.string().nullish(),
  updated_at: instant,
});
export type WireRepository = z.infer<typeof wireRepository>;

const issueEvent = z.object({
  __typename: z.string(),
  createdAt: instant.optional(),
  assignee: actor.partial().nullish(),
});

/** An issue or a pull request of any repository. */
const numbered = z.object({
  number: z.number(),
  repository: z.object({ databaseId: z.number() }),
});

export const wireIssue = z.object({
  number: z.number(),
  title: z.string(),
  url: z.string(),
  state: z.enum(['OPEN', 'CLOSED']),
  stateReason: z.string().nullish(),
  createdAt: instant,
  updatedAt: instant,
  closedAt: instant.nullable(),
  author: actor.nullable(),
  assignees: connection(actor),
  labels: connection(z.object({ name: z.string() })).nullable(),
  milestone: z.object({ title: z.string() }).nullish(),
  /** Unknown to older Enterprise Servers. */
  parent: numbered.nullish(),
  closedByPullRequestsReferences: connection(numbered).nullish(),
  timelineItems: connection(issueEvent),
});
export type WireIssue = z.infer<typeof wireIssue>;

const gitObject = z.object({
  __typename: z.string(),
  oid: z.string(),
  committedDate: instant.optional(),
});
export const wireTag = z.object({
  name: z.string(),
  target: gitObject
    .extend({
      tagger: z.object({ date: instant.nullable() }).nullish(),
      target: gitObject.optional(),
    })
    .nullable(),
});
export type WireTag = z.infer<typeof wireTag>;
const named = wireTag.pick({ name: true });
/** Returns the name of a tag, also of one that cannot be read otherwise. */
export const tagNameIn = (node: unknown): string[] => {
  const { data } = named.safeParse(node);
  return data ? [data.name] : [];
};

const gitActor = z.object({ name: z.string().nullable(), email: z.string().nullable() });
export const wireCommit = z.object({
  oid: z.string(),
  message: z.string(),
  authoredDate: instant,
  committedDate: instant,
  author: gitActor.nullable(),
  committer: gitActor.nullable(),
  parents: connection(z.object({ oid: z.string() })),
});
export type WireCommit = z.infer<typeof wireCommit>;

/** A page of repositories: they lie in no other. */
export interface RepositoriesPage {
  readonly host: string;
  readonly nodes: readonly unknown[];
}

/** A page of one repository: its records as they came, and their location. */
export interface RepositoryPage {
  /** The web host, such as `github.com`. */
  readonly host: string;
  readonly repository: { readonly databaseId: number; readonly nameWithOwner: string };
  /** Logins, lower case, of accounts that call themselves users and are none. */
  readonly bots?: readonly string[];
  /** True if the page holds all that the repository has of the kind, with `names` of the pages before. */
  readonly isWhole?: boolean;
  readonly names?: readonly string[];
  readonly nodes: readonly unknown[];
}

/** Returns the entries of a list; GitHub puts null for an entry that it hides. */
export const nodesOf = <Node>(
  list: { readonly nodes: readonly (Node | null)[] | null } | null | undefined,
): Node[] => (list?.nodes ?? []).filter((node): node is Node => node !== null);
