import { z } from 'zod';
import { wireUser } from '../gitlab-api/person.js';
import { isoInstant, looseIsoInstant } from '../wire-values.js';

/** GitLab's answers, in the parts that are read. Nearly everything may be null or absent. */
const text = z.string().nullish();
/** A user whose record cannot be read is nobody known. */
const person = wireUser.nullish().catch(null);

/** Lists show names, or whole labels where somebody asked for details. */
const labels = z
  .array(z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]))
  .nullish()
  .transform((names) => names ?? []);

const mergeRequest = z.object({
  iid: z.number(),
  title: z.string(),
  description: text,
  state: z.string(),
  created_at: isoInstant,
  updated_at: isoInstant,
  merged_at: looseIsoInstant,
  closed_at: looseIsoInstant,
  author: person,
  source_branch: z.string(),
  target_branch: z.string(),
  labels,
  sha: text,
  merge_commit_sha: text,
  squash_commit_sha: text,
  web_url: text,
});

const commit = z.object({
  id: z.string().min(1),
  parent_ids: z.array(z.string()).nullish(),
  title: text,
  message: text,
  authored_date: looseIsoInstant,
});
export type WireCommit = z.infer<typeof commit>;

const note = z.object({
  system: z.boolean().nullish(),
  /** Kept of system notes alone. */
  body: text,
  author: person,
  created_at: isoInstant,
});
export type WireNote = z.infer<typeof note>;

const diff = z.object({
  old_path: text,
  new_path: z.string().min(1),
  renamed_file: z.boolean().nullish(),
  /** Counted from the patch, which is not kept; null if GitLab leaves it out. */
  added: z.number().nullable(),
  deleted: z.number().nullable(),
  unwritten: z.enum(['BINARY', 'SUBMODULE', 'GENERATED', 'MODE_CHANGE']).nullable(),
});
export type WireDiff = z.infer<typeof diff>;

const stateEvent = z.object({ state: z.string(), created_at: isoInstant });
export type WireStateEvent = z.infer<typeof stateEvent>;

/** A merge request with its lists; what cannot be read of a list stops no other part. */
export const wireMergeRequest = z.object({
  merge_request: mergeRequest,
  commits: z.array(z.unknown()),
  notes: z.array(z.unknown()),
  /** Null if GitLab does not show them. */
  diffs: z.array(z.unknown()).nullable(),
  events: z.array(z.unknown()),
});
export type WireMergeRequest = z.infer<typeof mergeRequest>;
export const parts = { commit, note, diff, stateEvent };

const labelEvent = z.object({
  action: z.string(),
  created_at: isoInstant,
  label: z.object({ name: z.string() }).nullish(),
});

export const wireIssue = z.object({
  issue: z.object({
    iid: z.number(),
    title: z.string(),
    state: z.string(),
    created_at: isoInstant,
    updated_at: isoInstant,
    closed_at: looseIsoInstant,
    assignees: z.array(person).nullish(),
    assignee: person,
    labels,
    milestone: z.object({ title: z.string() }).nullish().catch(null),
    weight: z.number().nullish().catch(null),
    issue_type: text,
    web_url: text,
  }),
  states: z.array(stateEvent),
  labels: z.array(labelEvent),
  mergeRequests: z.array(z.object({ iid: z.number(), project_id: z.number() })),
});
export type WireIssue = z.infer<typeof wireIssue>;

export const wireTag = z.object({
  name: z.string().min(1),
  /** The tagger's date, of newer servers. */
  created_at: looseIsoInstant,
  commit: z.object({ id: z.string().min(1), committed_date: isoInstant }).nullable(),
});
export type WireTag = z.infer<typeof wireTag>;

export interface ProjectsBody {
  readonly place: string;
  readonly nodes: readonly unknown[];
}
/** The page of one project. */
export interface ProjectBody extends ProjectsBody {
  readonly project: { readonly id: number; readonly path: string };
  readonly bots?: readonly string[];
}
export interface IssuesBody extends ProjectBody {
  /** Labels of issues that are in progress, lower case. */
  readonly progress?: readonly string[];
}
export interface TagsBody extends ProjectBody {
  /** Names on the pages before, given on the last page of all tags. */
  readonly names?: readonly string[];
  readonly isWhole?: boolean;
}
