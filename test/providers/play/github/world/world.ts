import type { Content } from './content.js';
import type { Issue, Moment, Person, PullRequest } from './records.js';

export interface Repository {
  readonly id: number;
  readonly nodeId: string;
  owner: Person;
  name: string;
  isPrivate: boolean;
  isArchived: boolean;
  isDisabled: boolean;
  /** Blocked for legal reasons: 451. */
  isBlocked: boolean;
  hasIssues: boolean;
  readonly isEmpty: boolean;
  readonly isFork: boolean;
  readonly description: string | null;
  readonly language: string | null;
  readonly defaultBranch: string;
  readonly createdAt: Moment;
  updatedAt: Moment;
  pushedAt: Moment | null;
  readonly content: Content;
}

export const fullNameOf = ({ owner, name }: Repository): string => `${owner.login}/${name}`;

/** Everything that a GitHub knows. Names are compared in any case, as GitHub does. */
export class World {
  /** The instant that the world was made for; what a test changes happens after it. */
  readonly now: Moment;
  readonly organization: Person;
  readonly people: readonly Person[];
  readonly #repositories = new Map<number, Repository>();
  /** The repository that a name points at; those it once had point there too, until another takes them. */
  readonly #names = new Map<string, number>();
  readonly #logins = new Map<string, Person>();

  constructor(
    now: Moment,
    organization: Person,
    people: readonly Person[],
    repositories: readonly Repository[],
  ) {
    this.now = now;
    this.organization = organization;
    this.people = people;
    for (const person of [organization, ...people]) this.addPerson(person);
    for (const repository of repositories) this.addRepository(repository);
  }

  /** In the order of their creation. */
  get repositories(): readonly Repository[] {
    return [...this.#repositories.values()];
  }

  repositoriesOf(owner: Person): readonly Repository[] {
    return this.repositories.filter((repository) => repository.owner === owner);
  }

  repositoryById(id: number): Repository | null {
    return this.#repositories.get(id) ?? null;
  }

  /** Returns null where nothing has the name; `moved` where it has another name by now. */
  repositoryNamed(fullName: string): { repository: Repository; moved: boolean } | null {
    const id = this.#names.get(fullName.toLowerCase());
    const repository = id === undefined ? undefined : this.#repositories.get(id);
    if (repository === undefined) return null;
    const moved = fullNameOf(repository).toLowerCase() !== fullName.toLowerCase();
    return { repository, moved };
  }

  /** Throws RangeError where there is none; for tests, which know the name. */
  repository(fullName: string): Repository {
    const found = this.repositoryNamed(fullName);
    if (found === null) throw new RangeError(`The world has no repository ${fullName}.`);
    return found.repository;
  }

  personNamed(login: string): Person | null {
    return this.#logins.get(login.toLowerCase().replace(/\[bot\]$/, '')) ?? null;
  }

  addPerson(person: Person): void {
    this.#logins.set(person.login.toLowerCase(), person);
  }

  addRepository(repository: Repository): void {
    this.#repositories.set(repository.id, repository);
    this.#names.set(fullNameOf(repository).toLowerCase(), repository.id);
    this.addPerson(repository.owner);
  }

  /** The old name goes on leading to it. */
  rename(repository: Repository, name: string, at: Moment): void {
    repository.name = name;
    repository.updatedAt = at;
    this.#names.set(fullNameOf(repository).toLowerCase(), repository.id);
  }

  transfer(repository: Repository, owner: Person, at: Moment): void {
    this.addPerson(owner);
    repository.owner = owner;
    repository.updatedAt = at;
    this.#names.set(fullNameOf(repository).toLowerCase(), repository.id);
  }

  deleteRepository(repository: Repository): void {
    this.#repositories.delete(repository.id);
  }

  /** Changes a pull request; its `updatedAt` becomes `at`. */
  changePullRequest(
    repository: Repository,
    number: number,
    at: Moment,
    change: (pullRequest: PullRequest) => void,
  ): PullRequest {
    const found = repository.content.pullRequest(number);
    if (found === null) throw new RangeError(`There is no pull request #${number}.`);
    const copy = copyPullRequest(found);
    copy.updatedAt = at;
    change(copy);
    repository.content.putPullRequest(copy);
    repository.updatedAt = at;
    return copy;
  }

  changeIssue(repository: Repository, number: number, at: Moment, change: (issue: Issue) => void) {
    const found = repository.content.issue(number);
    if (found === null) throw new RangeError(`There is no issue #${number}.`);
    const { recorded: _, ...kept } = found;
    const copy: Issue = {
      ...kept,
      labels: [...found.labels],
      assignees: [...found.assignees],
      comments: [...found.comments],
      events: [...found.events],
      closedBy: [...found.closedBy],
      updatedAt: at,
    };
    change(copy);
    repository.content.putIssue(copy);
    return copy;
  }
}

/** A copy whose lists can be changed; people stay the same objects. */
function copyPullRequest({ recorded: _, recordedIssue: __, ...from }: PullRequest): PullRequest {
  return {
    ...from,
    base: { ...from.base },
    head: { ...from.head },
    labels: [...from.labels],
    assignees: [...from.assignees],
    requested: [...from.requested],
    comments: [...from.comments],
    events: [...from.events],
    commits: [...from.commits],
    files: from.files === null ? null : [...from.files],
    reviews: from.reviews.map((review) => ({ ...review })),
    threads: from.threads.map((thread) => ({ ...thread, comments: [...thread.comments] })),
  };
}
