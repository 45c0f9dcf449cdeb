/** The state of the play server, in the form in which GitLab answers. */
export type Json = Record<string, unknown>;

export interface User {
  readonly id: number;
  username: string;
  name: string;
  readonly bot?: boolean;
}

export interface MergeRequest {
  /** The merge request as lists show it, without what its project says. */
  fields: Json & { iid: number; created_at: string; updated_at: string };
  /** The newest first, without parents. */
  commits: Json[];
  notes: Json[];
  diffs: Json[];
  /** Resource state events. */
  states: Json[];
}

export interface Issue {
  fields: MergeRequest['fields'];
  states: Json[];
  labels: Json[];
  /** Numbers of merge requests of the project. */
  related: number[];
}

export interface Pipeline {
  /** The pipeline as its own page shows it. */
  fields: Json & { id: number; created_at: string; updated_at: string };
  /** The jobs; those that were tried again have `retried`, which GitLab does not show. */
  jobs: Json[];
  bridges: Json[];
  /** Started by another of the project: no list shows it unless it is asked for. */
  readonly isChild: boolean;
}

export interface Deployment extends Json {
  readonly id: number;
  created_at: string;
  updated_at: string;
}

export interface Project {
  readonly id: number;
  path: string;
  visibility: 'private' | 'public';
  readonly created_at: string;
  last_activity_at: string;
  default_branch: string | null;
  /** By iid. */
  readonly mergeRequests: Map<number, MergeRequest>;
  readonly issues: Map<number, Issue>;
  tags: Json[];
  /** By id. */
  readonly pipelines: Map<number, Pipeline>;
  deployments: Deployment[];
  environments: Json[];
}

export interface World {
  /** The time on the server's clock. */
  now: number;
  /** Address that people open, with the path that GitLab lies below. */
  address: string;
  readonly users: readonly User[];
  projects: Project[];
  /** Scopes of the token. */
  scopes: readonly string[];
  /** Role of its user in every project. */
  role: 'GUEST' | 'REPORTER';
  version: string;
  nextId: number;
}
