import type { Instant } from '../time.js';
import type { FactBase, FactInRepository } from './fact-base.js';
import type { Person } from './people.js';

/** Why a file's lines are nobody's writing. */
export type Unwritten =
  | 'LFS_POINTER'
  | 'SUBMODULE'
  | 'BINARY'
  | 'MODE_CHANGE'
  | 'GENERATED'
  | 'NO_DIFF';

/** One file of a commit against its first parent; lines are null where nobody wrote them, and of unknown blobs. */
export interface FileChange {
  /** Path after the change. */
  readonly path: string;
  /** Where the file was before, if the commit renamed it. */
  readonly from?: string;
  /** Lines added; null if they are not known, as of binary files. */
  readonly additions: number | null;
  /** Lines deleted; null if they are not known. */
  readonly deletions: number | null;
  /** Why nobody wrote its lines; absent if somebody did. */
  readonly unwritten?: Unwritten;
}

/** Why a commit is kept but enters no metric. */
export type CommitDoubt = 'AUTHORED_BEFORE_1980' | 'AUTHORED_IN_FUTURE';
/** The same of a change, which is merged when its step was committed. */
export type ChangeDoubt = CommitDoubt | 'COMMITTED_BEFORE_1980' | 'COMMITTED_IN_FUTURE';

/** A repository as reported by a provider. */
export interface RepositoryFact extends FactBase {
  /** Full name, such as `owner/name`. */
  readonly name: string;
  /** Address of its page or clone; null if there is none. */
  readonly url: string | null;
  /** Name of the default branch; null if it is not known. */
  readonly defaultBranch: string | null;
  /**
   * The result of `remoteKey` for the remote it is known by, else for its place; absent: that of
   * `url`.
   */
  readonly remote?: string | null | undefined;
  /** The id by which users and facts name it; absent: `id`. */
  readonly publicId?: string | null | undefined;
}

/** A repository as users see it. */
export interface KnownRepository {
  /** Number of the repository within its account. */
  readonly number: number;
  /** The id by which facts may name it. */
  readonly id: string;
  /** Full name. */
  readonly name: string;
  /** Its web address; null if it has none. */
  readonly url: string | null;
  /** Number of the integration that reports it; 0 if facts name it and nobody reported it. */
  readonly integration: number;
}

/** A commit as reported by a provider; `repository` is the repository's fact id. */
export interface CommitFact extends FactInRepository {
  /** Hash of the commit. */
  readonly sha: string;
  /** First line of the message. */
  readonly title: string;
  /** The message below its title; null if there is nothing. */
  readonly body: string | null;
  /** The author of the commit. */
  readonly author: Person;
  /** The committer of the commit. */
  readonly committer: Person;
  /** Author date. */
  readonly authoredAt: Instant;
  /** Committer date. */
  readonly committedAt: Instant;
  /** Hashes of the parents, the first parent first. */
  readonly parents: readonly string[];
  /**
   * True if it is reported to have no parents; else an empty list says that nobody reported them.
   */
  readonly isRoot: boolean;
  /** Its difference to the first parent, file by file. */
  readonly files: readonly FileChange[];
  /** Trailers of the message, such as `Co-authored-by`. */
  readonly trailers: readonly (readonly [string, string])[];
  /** Why its dates are not believed; null if they are. */
  readonly doubt: CommitDoubt | null;
  /**
   * True if lines are unknown: blobs are missing (partial or shallow clone), or there are too many
   * renames to look for.
   */
  readonly incomplete: boolean;
  /** True if it is incomplete since there are too many renames. */
  readonly tooManyRenames: boolean;
}

/** One step of the default branch's first-parent line: the unit of lead time in a plain git history. */
export interface ChangeFact extends FactInRepository {
  /** Hash of the commit on the branch. */
  readonly sha: string;
  /** Name of the branch. */
  readonly branch: string;
  /** Steps from the root of the first-parent line, the root being 0. */
  readonly position: number;
  /** First line of the message. */
  readonly title: string;
  /** The author of the change. */
  readonly author: Person;
  /** When it reached the branch. */
  readonly mergedAt: Instant;
  /** The earliest author date among the commits it brings in. */
  readonly firstCommitAt: Instant;
  /** Hashes of the non-merge commits it brings in. */
  readonly commits: readonly string[];
  /** Number of the pull request in its message; null for none. */
  readonly pullRequest: number | null;
  /** A one-parent step that names a pull request: its first commit is not known. */
  readonly squashed: boolean;
  /** Hashes, some of them shortened, of the commits that its message says it reverts. */
  readonly revertedShas: readonly string[];
  /** Why its dates are not believed; null if they are. */
  readonly doubt: ChangeDoubt | null;
}

/** A tag of a repository. */
export interface TagFact extends FactInRepository {
  /** Name without `refs/tags/`. */
  readonly name: string;
  /** Hash of the commit it names. */
  readonly sha: string;
  /** Tagger date, else the commit's committer date. */
  readonly taggedAt: Instant;
  /**
   * Highest position of the first-parent line that the tag contains; null if it contains none of
   * it.
   */
  readonly position: number | null;
}

/** One line of `.mailmap`, from a name or e-mail in commits to the proper ones. */
export interface MailmapEntry {
  /** Name to use; null to keep the commit's. */
  readonly properName: string | null;
  /** E-mail to use; null to keep the commit's. */
  readonly properEmail: string | null;
  /** Name in the commit; null for any. */
  readonly commitName: string | null;
  /** E-mail in the commit. */
  readonly commitEmail: string;
}

/** The `.mailmap` of a repository's default branch; reported again whenever it changes. */
export interface MailmapFact extends FactInRepository {
  /** The lines of the file, in order. */
  readonly entries: readonly MailmapEntry[];
}
