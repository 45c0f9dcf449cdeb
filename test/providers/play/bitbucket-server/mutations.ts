import { createHash } from 'node:crypto';
import type {
  Activity,
  Comment,
  Commit,
  Pull,
  Repository,
  Reviewer,
  Status,
  User,
  World,
} from './types.js';

const shaOf = (text: string): string => createHash('sha1').update(text).digest('hex');

/** Returns a number that nothing of the server has yet. */
const nextId = (world: World): number => {
  world.lastId += 1;
  return world.lastId;
};

export const repositoryOf = (world: World, name: string): Repository => {
  const found = [...world.repositories.values()].find(
    ({ project, slug }) => `${project.key}/${slug}` === name,
  );
  if (!found) throw new Error(`There is no ${name}.`);
  return found;
};
export const userOf = ({ users }: World, name: string): User =>
  users.find((one) => one.name === name)!;

type Act = Omit<Activity, 'id' | 'at' | 'user'>;
function act(world: World, pull: Pull, user: User, given: Act): Activity {
  const activity = { id: nextId(world), at: world.now, user, ...given };
  pull.activities.push(activity);
  return activity;
}
/** Notes what the server itself calls an update: approvals and comments are none. */
function update(world: World, pull: Pull): void {
  pull.version += 1;
  pull.updatedAt = world.now;
}

export function commitOf(
  { now }: World,
  repository: Repository,
  author: User,
  message: string,
  parents: readonly string[],
): Commit {
  const id = shaOf(`${repository.id} ${author.id} ${now} ${message}`);
  const commit = { id, author, at: Math.floor(now / 1_000) * 1_000, message, parents };
  repository.commits.set(id, commit);
  return commit;
}

function reviewerOf(pull: Pull, user: User): Reviewer {
  const known = pull.reviewers.find((one) => one.user.id === user.id);
  if (known) return known;
  const reviewer: Reviewer = { user, status: 'UNAPPROVED' };
  pull.reviewers.push(reviewer);
  return reviewer;
}

const actions: Readonly<Record<Status, string>> = {
  APPROVED: 'APPROVED',
  NEEDS_WORK: 'REVIEWED',
  UNAPPROVED: 'UNAPPROVED',
};
export function review(world: World, pull: Pull, user: User, status: Status): void {
  const reviewer = reviewerOf(pull, user);
  reviewer.status = status;
  reviewer.lastReviewedCommit = pull.head;
  act(world, pull, user, { action: actions[status] });
}

const commentBy = (world: World, author: User, text: string): Comment => ({
  ...{ id: nextId(world), author, at: world.now, text, state: 'OPEN', comments: [] },
});
export function comment(world: World, pull: Pull, user: User, text = 'A remark'): Comment {
  const written = commentBy(world, user, text);
  act(world, pull, user, { action: 'COMMENTED', commentAction: 'ADDED', comment: written });
  return written;
}
/** A reply hangs below its comment, and is a line of the history too. */
export function reply(world: World, pull: Pull, user: User, to: Comment): Comment {
  const written = commentBy(world, user, 'A reply');
  to.comments.push(written);
  act(world, pull, user, { action: 'COMMENTED', commentAction: 'REPLIED', comment: written });
  return written;
}
export function editComment(world: World, pull: Pull, edited: Comment): void {
  const { author } = edited;
  act(world, pull, author, { action: 'COMMENTED', commentAction: 'UPDATED', comment: edited });
}
/** The line of the deletion stays, the others vanish. */
export function deleteComment(world: World, pull: Pull, deleted: Comment): void {
  const left = pull.activities.filter((one) => one.comment?.id !== deleted.id);
  pull.activities.splice(0, pull.activities.length, ...left);
  const { author } = deleted;
  act(world, pull, author, { action: 'COMMENTED', commentAction: 'DELETED', comment: deleted });
}

/** New commits on the branch; `isForced`: in the place of all before. */
export function push(
  world: World,
  repository: Repository,
  pull: Pull,
  message: string,
  isForced = false,
): Commit {
  const { author, head: previousFrom } = pull;
  const parent = isForced ? pull.base : previousFrom;
  const commit = commitOf(world, repository, author, message, [parent]);
  const removed = isForced ? pull.commits : [];
  pull.commits = isForced ? [commit] : [...pull.commits, commit];
  pull.head = commit.id;
  const rescoped = { from: commit.id, previousFrom, added: [commit], removed };
  act(world, pull, author, { action: 'RESCOPED', rescoped });
  update(world, pull);
  return commit;
}

export type Merging = 'MERGE' | 'SQUASH' | 'REBASE' | 'REMOTE';

const indented = (text: string): string => text.replaceAll(/^/gm, '    ');
function messageOf(repository: Repository, pull: Pull, how: Merging): string {
  const { project, slug } = repository;
  const place = `${project.key}/${slug}`;
  const head = `Pull request #${pull.id}: ${pull.title}\n\nMerge in ${place} from ${pull.from} to ${pull.to}`;
  const all = pull.commits.map(({ id, message }) => `commit ${id}\n\n${indented(message)}`);
  return how === 'SQUASH'
    ? `${head}\n\nSquashed commit of the following:\n\n${all.toReversed().join('\n\n')}`
    : `${head}\n\n* commit '${pull.head}':\n${pull.commits.map(({ message }) => `  ${message}`).join('\n')}`;
}

function mergeCommitOf(world: World, repository: Repository, pull: Pull, user: User, how: Merging) {
  const head = repository.head ?? pull.base;
  const parents = how === 'MERGE' ? [head, pull.head] : [head];
  const message =
    how === 'REBASE' ? pull.commits.at(-1)!.message : messageOf(repository, pull, how);
  return commitOf(world, repository, user, message, parents);
}

export function merge(
  world: World,
  repository: Repository,
  pull: Pull,
  user: User,
  how: Merging = 'MERGE',
): void {
  pull.state = 'MERGED';
  update(world, pull);
  pull.closedAt = world.now;
  const commit = mergeCommitOf(world, repository, pull, user, how);
  repository.head = commit.id;
  if (how === 'REMOTE') {
    act(world, pull, user, { action: 'MERGED', autoMerge: true });
    return;
  }
  act(world, pull, user, { action: 'MERGED', commit });
  pull.mergeCommit = commit.id;
}

export function decline(world: World, pull: Pull, user: User): void {
  pull.state = 'DECLINED';
  update(world, pull);
  pull.closedAt = world.now;
  act(world, pull, user, { action: 'DECLINED' });
}
export function reopen(world: World, pull: Pull, user: User): void {
  pull.state = 'OPEN';
  update(world, pull);
  pull.closedAt = null;
  act(world, pull, user, { action: 'REOPENED' });
}
export function retitle(world: World, pull: Pull, title: string): void {
  pull.title = title;
  update(world, pull);
  act(world, pull, pull.author, { action: 'UPDATED' });
}

/** Returns where the default branch is; the first commit of all is made where there is none. */
function baseOf(world: World, repository: Repository, author: User): string {
  repository.head ??= commitOf(world, repository, author, 'Begin', []).id;
  return repository.head;
}

interface Opening {
  readonly title: string;
  readonly author: User;
  readonly reviewers?: readonly User[];
  readonly messages: readonly string[];
  readonly changes?: Pull['changes'];
}
/** Opens a pull request with a commit for each message; `minutes` before it for the first one. */
export function openPull(world: World, repository: Repository, given: Opening, minutes = 60): Pull {
  const { title, author, reviewers = [], messages, changes = [] } = given;
  const id = Math.max(0, ...repository.pulls.keys()) + 1;
  const opened = world.now;
  const base = baseOf(world, repository, author);
  const commits: Commit[] = [];
  for (const [index, message] of messages.entries()) {
    world.now =
      opened - Math.round((minutes * 60_000 * (messages.length - index)) / messages.length);
    commits.push(commitOf(world, repository, author, message, [commits.at(-1)?.id ?? base]));
  }
  world.now = opened;
  const pull: Pull = {
    ...{ id, version: 0, title, description: `* ${messages.join('\n* ')}`, state: 'OPEN', author },
    ...{ createdAt: opened, updatedAt: opened, closedAt: null, activities: [], commits, changes },
    ...{ from: `feature/${id}`, head: commits.at(-1)!.id, to: repository.branch ?? 'main', base },
    reviewers: reviewers.map((user): Reviewer => ({ user, status: 'UNAPPROVED' })),
  };
  act(world, pull, author, { action: 'OPENED' });
  repository.pulls.set(id, pull);
  return pull;
}

/** Renames a repository; the former address leads on. */
export function renameRepository(world: World, repository: Repository, slug: string): void {
  world.redirects.set(`${repository.project.key}/${repository.slug}`, repository.id);
  repository.slug = slug;
}
export function moveRepository(world: World, repository: Repository, key: string): void {
  world.redirects.set(`${repository.project.key}/${repository.slug}`, repository.id);
  repository.project = world.projects.find((one) => one.key === key)!;
}
export const deleteRepository = (world: World, { id }: Repository): boolean =>
  world.repositories.delete(id);

export const tag = ({ tags }: Repository, name: string, commit: Commit): unknown =>
  tags.set(name, commit);
