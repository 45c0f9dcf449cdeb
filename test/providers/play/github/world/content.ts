import type {
  Commit,
  ContentSource,
  Issue,
  LazyList,
  Moment,
  Outline,
  PullRequest,
  Tag,
} from './records.js';

export type OrderField = 'CREATED_AT' | 'UPDATED_AT';
export type Direction = 'ASC' | 'DESC';
export type Kind = 'pullRequests' | 'issues';

const KEPT = 100;

/** The content of a repository: what its source makes, and what a test changed since. */
export class Content {
  readonly #source: ContentSource;
  readonly #changedPullRequests = new Map<number, PullRequest>();
  readonly #changedIssues = new Map<number, Issue>();
  readonly #deletedIssues = new Set<number>();
  readonly #opened = new Map<number, PullRequest>();
  readonly #orders = new Map<string, readonly number[]>();

  constructor(source: ContentSource) {
    this.#source = source;
  }

  numbersOf(kind: Kind): readonly number[] {
    const added = kind === 'issues' ? this.#changedIssues : this.#changedPullRequests;
    const known = this.#source[kind];
    const fresh = [...added.keys()].filter((number) => this.#source.outlineOf(number) === null);
    const all = fresh.length === 0 ? known : [...known, ...fresh];
    if (this.#deletedIssues.size === 0) return all;
    return all.filter((number) => !this.#deletedIssues.has(number));
  }

  get highestNumber(): number {
    const highest = (kind: Kind) => this.numbersOf(kind).reduce((a, b) => (a > b ? a : b), 0);
    return Math.max(highest('issues'), highest('pullRequests'));
  }

  outlineOf(number: number): Outline | null {
    return (
      this.#changedPullRequests.get(number) ??
      this.#changedIssues.get(number) ??
      this.#source.outlineOf(number)
    );
  }

  /** Returns the number of the pull request or issue whose global id it is. */
  numberOfNode(nodeId: string): number | null {
    for (const changed of [this.#changedPullRequests, this.#changedIssues])
      for (const one of changed.values()) if (one.nodeId === nodeId) return one.number;
    return this.#source.numberOfNode(nodeId);
  }

  /** Returns numbers in an order that GitHub can be asked for; ties go by number. */
  order(kind: Kind, field: OrderField, direction: Direction): readonly number[] {
    const key = `${kind} ${field} ${direction}`;
    const kept = this.#orders.get(key);
    if (kept !== undefined) return kept;
    const numbers = [...this.numbersOf(kind)];
    const sign = direction === 'ASC' ? 1 : -1;
    const moments = new Map(numbers.map((number) => [number, this.momentOf(number, field)]));
    numbers.sort((a, b) => sign * (moments.get(a)! - moments.get(b)! || a - b));
    this.#orders.set(key, numbers);
    return numbers;
  }

  momentOf(number: number, field: OrderField): Moment {
    const outline = this.outlineOf(number);
    if (outline === null) return 0;
    return field === 'CREATED_AT' ? outline.createdAt : outline.updatedAt;
  }

  pullRequest(number: number): PullRequest | null {
    const known = this.#changedPullRequests.get(number) ?? this.#opened.get(number);
    if (known !== undefined) return known;
    const opened = this.#source.pullRequest(number);
    if (opened === null) return null;
    if (this.#opened.size >= KEPT) this.#opened.clear();
    this.#opened.set(number, opened);
    return opened;
  }

  issue(number: number): Issue | null {
    if (this.#deletedIssues.has(number)) return null;
    return this.#changedIssues.get(number) ?? this.#source.issue(number);
  }

  /** Puts a pull request in the place of the one with its number, or adds it. */
  putPullRequest(pullRequest: PullRequest): void {
    this.#changedPullRequests.set(pullRequest.number, pullRequest);
    this.#orders.clear();
  }

  putIssue(issue: Issue): void {
    this.#changedIssues.set(issue.number, issue);
    this.#orders.clear();
  }

  deleteIssue(number: number): void {
    this.#deletedIssues.add(number);
    this.#orders.clear();
  }

  tags(): readonly Tag[] {
    return this.#source.tags();
  }

  history(): LazyList<Commit> {
    return this.#source.history();
  }

  commit(sha: string): Commit | null {
    for (const pullRequest of this.#changedPullRequests.values()) {
      const { commits, mergeCommit } = pullRequest;
      const found = [...commits, ...(mergeCommit ? [mergeCommit] : [])].find((c) => c.sha === sha);
      if (found !== undefined) return found;
    }
    return this.#source.commit(sha);
  }
}

/** The source of a repository without a commit. */
export const emptySource: ContentSource = {
  pullRequests: [],
  issues: [],
  outlineOf: () => null,
  numberOfNode: () => null,
  pullRequest: () => null,
  issue: () => null,
  tags: () => [],
  history: () => ({
    length: 0,
    at: () => {
      throw new RangeError('An empty repository has no commit.');
    },
  }),
  commit: () => null,
};
