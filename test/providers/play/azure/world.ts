import { createHash } from 'node:crypto';
import type { Pipelines } from './pipelines.js';

/** Somebody of the organisation, as every area writes them. */
export interface Identity {
  readonly id: string;
  readonly displayName: string;
  readonly uniqueName: string;
  readonly descriptor: string;
  readonly isContainer?: boolean;
}

export interface Project {
  readonly id: string;
  name: string;
}

export interface Repository {
  readonly id: string;
  readonly project: Project;
  name: string;
  defaultBranch: string;
}

export interface Commit {
  readonly sha: string;
  readonly author: Identity;
  readonly at: number;
  readonly message: string;
}

/** A thread as it came about; `type` is null for one of people. */
export interface Thread {
  readonly id: number;
  readonly at: number;
  readonly type: string | null;
  /** Values of the properties of a system thread. */
  readonly properties: Readonly<Record<string, string | number>>;
  readonly identities: readonly Identity[];
  readonly comments: readonly {
    readonly by: Identity;
    readonly at: number;
    readonly text: string;
    readonly isDeleted?: boolean;
  }[];
}

export interface Iteration {
  readonly id: number;
  readonly at: number;
  readonly reason: 'create' | 'push' | 'forcePush';
  readonly commits: readonly Commit[];
}

export interface PullRequest {
  readonly id: number;
  readonly repository: Repository;
  title: string;
  description: string;
  readonly author: Identity;
  readonly source: string;
  readonly target: string;
  status: 'active' | 'completed' | 'abandoned';
  isDraft: boolean;
  readonly createdAt: number;
  closedAt: number | null;
  readonly strategy: string | null;
  readonly labels: readonly string[];
  readonly reviewers: readonly { readonly by: Identity; readonly vote: number }[];
  readonly threads: Thread[];
  readonly iterations: Iteration[];
  readonly files: readonly { readonly path: string; readonly changeType: string }[];
  /** True: it is answered without the instant that every one has. */
  isSpoilt?: boolean;
}

export interface Tag {
  readonly repository: Repository;
  readonly name: string;
  readonly commit: Commit;
  /** Null for one that is a name alone. */
  readonly tagger: { readonly by: Identity; readonly at: number } | null;
}

/** An organisation with its projects; tests may change it while it is played. */
export interface AzureWorld {
  /** Name of the organisation, or of the collection. */
  readonly organization: string;
  projects: Project[];
  repositories: Repository[];
  pullRequests: PullRequest[];
  tags: Tag[];
  readonly people: readonly Identity[];
  /** Returns the instant that the clock of Azure shows. */
  clock: () => number;
  /** Scopes that the token lacks. */
  readonly lacking: Set<string>;
  readonly pipelines: Pipelines;
  nextThread: number;
}

const hex = (text: string): string => createHash('sha1').update(text).digest('hex');

/** Returns a hash of a commit. */
export const shaOf = (text: string): string => hex(`commit ${text}`);

/** Returns a GUID, the same for the same text. */
export const guidOf = (text: string): string =>
  hex(text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
export const MINUTE = 60_000;

/** Returns somebody with an address; services have names of their own. */
export function personNamed(name: string, uniqueName?: string): Identity {
  const mail = `${name.toLowerCase().replaceAll(' ', '.')}@fabrikam.example`;
  const id = guidOf(`person ${name}`);
  const isService = uniqueName?.startsWith('Build\\') === true;
  const descriptor = `${isService ? 'svc' : 'aad'}.${Buffer.from(id).toString('base64url')}`;
  return { id, displayName: name, uniqueName: uniqueName ?? mail, descriptor };
}
