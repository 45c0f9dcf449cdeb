import type { Instant } from '../time.js';
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
  readonly path: string;
  /** Where the file was before, if the commit renamed it. */
  readonly from?: string;
  readonly additions: number | null;
  readonly deletions: number | null;
  readonly unwritten?: Unwritten;
}

/** Why a commit is kept but enters no metric. */
export type CommitDoubt = 'AUTHORED_BEFORE_1980' | 'AUTHORED_IN_FUTURE';
/** The same of a change, which is merged when its step was committed. */
export type ChangeDoubt = CommitDoubt | 'COMMITTED_BEFORE_1980' | 'COMMITTED_IN_FUTURE';

/** A repository as told by a provider. */
export interface RepositoryFact {
  readonly id: string;
  readonly updatedAt: Instant;
  readonly name: string;
  readonly url: string | null;
  readonly defaultBranch: string | null;
  /** What `remoteKey` returns of the remote it is known by, else of its place; absent: that of `url`. */
  readonly remote?: string | null | undefined;
  /** The id by which users and facts name it; absent: `id`. */
  readonly publicId?: string | null | undefined;
}

/** A repository as users see it. */
export interface KnownRepository {
  readonly number: number;
  /** The id by which facts may name it. */
  readonly id: string;
  readonly name: string;
  /** Its web address; null where it has none. */
  readonly url: string | null;
  /** Of the integration that reports it; 0 where facts name it and nobody reported it. */
  readonly integration: number;
}

/** A commit as told by a provider; `repository` is the repository's fact id. */
export interface CommitFact {
  readonly id: string;
  readonly updatedAt: Instant;
  readonly repository: string;
  readonly sha: string;
  readonly title: string;
  /** What the message says below its title; null where that is nothing. */
  readonly body: string | null;
  readonly author: Person;
  readonly committer: Person;
  readonly authoredAt: Instant;
  readonly committedAt: Instant;
  readonly parents: readonly string[];
  /** True where it is reported to have no parents; else an empty list says that nobody reported them. */
  readonly isRoot: boolean;
  readonly files: readonly FileChange[];
  readonly trailers: readonly (readonly [string, string])[];
  readonly doubt: CommitDoubt | null;
  /** True where lines are unknown: blobs are missing (partial or shallow clone), or there are too many renames to look for. */
  readonly incomplete: boolean;
  /** True where it is incomplete for the latter. */
  readonly tooManyRenames: boolean;
}

/** One step of the default branch's first-parent line: the unit of lead time in a plain git history. */
export interface ChangeFact {
  readonly id: string;
  readonly updatedAt: Instant;
  readonly repository: string;
  readonly sha: string;
  readonly branch: string;
  /** Steps from the root of the first-parent line, the root being 0. */
  readonly position: number;
  readonly title: string;
  readonly author: Person;
  readonly mergedAt: Instant;
  /** The earliest author date among the commits it brings in. */
  readonly firstCommitAt: Instant;
  /** Hashes of the non-merge commits it brings in. */
  readonly commits: readonly string[];
  readonly pullRequest: number | null;
  /** A one-parent step that names a pull request: its first commit is not known. */
  readonly squashed: boolean;
  /** Hashes, some of them shortened, of the commits that its message says it takes back. */
  readonly revertedShas: readonly string[];
  readonly doubt: ChangeDoubt | null;
}

export interface TagFact {
  readonly id: string;
  readonly updatedAt: Instant;
  readonly repository: string;
  readonly name: string;
  readonly sha: string;
  /** Tagger date, else the commit's committer date. */
  readonly taggedAt: Instant;
  /** Highest position of the first-parent line that the tag contains; null where it contains none of it. */
  readonly position: number | null;
}

/** One line of `.mailmap`: from what stands in commits to the proper name and e-mail. */
export interface MailmapEntry {
  readonly properName: string | null;
  readonly properEmail: string | null;
  readonly commitName: string | null;
  readonly commitEmail: string;
}

/** The `.mailmap` of a repository's default branch; told again whenever it changes. */
export interface MailmapFact {
  readonly id: string;
  readonly updatedAt: Instant;
  readonly repository: string;
  readonly entries: readonly MailmapEntry[];
}
