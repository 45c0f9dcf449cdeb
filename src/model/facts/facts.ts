import type { Instant } from '../time.js';
import type { ChangeFact, CommitFact, MailmapFact, RepositoryFact, TagFact } from './code.js';
import type { ChangeRequestFact, IncidentFact, PipelineRunFact } from './delivery.js';
import type { PullRequestFact } from './review.js';
import type { SprintFact, VersionFact, WorkItemFact } from './work.js';

/** Every kind of fact, by the name it has in the change log; a new kind is a line here. */
export interface FactOf {
  /** A repository. */
  readonly REPOSITORY: RepositoryFact;
  /** A commit. */
  readonly COMMIT: CommitFact;
  /** A step of the default branch. */
  readonly CHANGE: ChangeFact;
  /** A tag. */
  readonly TAG: TagFact;
  /** The `.mailmap` of a repository. */
  readonly MAILMAP: MailmapFact;
  /** A pull request. */
  readonly PULL_REQUEST: PullRequestFact;
  /** A work item. */
  readonly WORK_ITEM: WorkItemFact;
  /** A sprint. */
  readonly SPRINT: SprintFact;
  /** A version of the ticketing tool. */
  readonly VERSION: VersionFact;
  /** A run of a pipeline. */
  readonly PIPELINE_RUN: PipelineRunFact;
  /** An incident. */
  readonly INCIDENT: IncidentFact;
  /** A change request. */
  readonly CHANGE_REQUEST: ChangeRequestFact;
}
/** Name of a kind of fact. */
export type FactKind = keyof FactOf;
/** In the order in which they must be written: a repository before what lies in it. */
export const factKinds = [
  'REPOSITORY',
  'COMMIT',
  'CHANGE',
  'TAG',
  'MAILMAP',
  'PULL_REQUEST',
  'WORK_ITEM',
  'SPRINT',
  'VERSION',
  'PIPELINE_RUN',
  'INCIDENT',
  'CHANGE_REQUEST',
] as const satisfies readonly FactKind[];

/** Something that no longer exists, as the tool says since `updatedAt`. */
export interface Tombstone {
  /** Kind of the deleted fact. */
  readonly kind: FactKind;
  /** Id of the deleted fact. */
  readonly id: string;
  /** Since when the tool no longer has it. */
  readonly updatedAt: Instant;
}

/**
 * "This is all there is": a fact of `kind` in the repository that is not among `ids` is deleted.
 */
export interface Inventory {
  /** The kind whose facts are listed. */
  readonly kind: 'COMMIT' | 'CHANGE' | 'TAG' | 'MAILMAP' | 'WORK_ITEM';
  /** Work items lie in it whose ids begin with its id and `#`. */
  readonly repository: string;
  /** Ids of all facts of the kind that the repository has. */
  readonly ids: readonly string[];
  /** When the list was read. */
  readonly updatedAt: Instant;
}

/** Part of a fact, or a fact, that could not be kept as the tool said it. */
export interface Reservation {
  /** The part that could not be kept, in a few words. */
  readonly reason: string;
  /** The subject in the tool's words: a commit's hash, the name of a tag. */
  readonly name: string;
}

/** The content of one page. Any order and any repetition of pages ends in the same state. */
export type Facts = {
  readonly [Kind in FactKind]?: readonly FactOf[Kind][];
} & {
  /** Facts that the tool no longer has. */
  readonly tombstones?: readonly Tombstone[];
  /** Complete lists of ids; facts that they do not name are deleted. */
  readonly inventories?: readonly Inventory[];
  /** In no table: they are counted in the run that brought them. */
  readonly reservations?: readonly Reservation[];
};
