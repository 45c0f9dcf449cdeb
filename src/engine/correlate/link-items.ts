import type { LinkableCommit, LinkableItem, LinkablePullRequest } from '../../model/linkable.js';
import { createKeyFinder } from './keys.js';
import type { ItemPullRequestRule, Link } from './link.js';
import { strongestLinks } from './strongest-links.js';

/**
 * Everything needed to link a part of all items and pull requests. An item needs all items that
 * have or had one of its keys. A sub-task needs its parent, a pull request its commits.
 */
export interface Linkable {
  readonly items: readonly LinkableItem[];
  readonly commits: readonly LinkableCommit[];
  readonly pullRequests: readonly LinkablePullRequest[];
}
export interface ItemLinks {
  readonly commits: readonly Link<'ITEM_COMMIT'>[];
  readonly pullRequests: readonly Link<'ITEM_PULL_REQUEST'>[];
}

/** The items that something is linked to, each with its rule; an item may come several times. */
type Found<Rule> = Iterable<readonly [item: number, rule: Rule]>;
type Find = (key: string) => readonly number[];

const byName = (
  items: readonly LinkableItem[],
  names: (item: LinkableItem) => readonly string[],
): Find => {
  const found = Map.groupBy(
    items.flatMap((item) => names(item).map((name) => [name, item.number] as const)),
    ([name]) => name,
  );
  return (name) => (found.get(name) ?? []).map(([, number]) => number);
};

const hashesOf = ({ commits, mergeSha }: LinkablePullRequest): string[] =>
  [...commits.map(({ sha }) => sha), mergeSha].filter((sha) => sha !== null);

type Text = readonly [text: string, rule: ItemPullRequestRule];

/** Returns the texts in which the key of an item may stand. */
const textsOf = ({ title, sourceBranch, body, commits }: LinkablePullRequest): Text[] => [
  [title, 'KEY_IN_TITLE'],
  [sourceBranch, 'KEY_IN_BRANCH'],
  [body ?? '', 'KEY_IN_BODY'],
  ...commits.map(({ message }): Text => [message, 'KEY_IN_COMMIT']),
];

function createPullRequestItems(
  { items, commits }: Linkable,
  inText: Find,
  ofCommit: Find,
): (pullRequest: LinkablePullRequest) => Found<ItemPullRequestRule> {
  const native = byName(items, ({ linkedPullRequests }) => linkedPullRequests);
  const messages = new Map(commits.map(({ sha, message }) => [sha, message]));
  const itemsOfHash = (sha: string) => [...ofCommit(sha), ...inText(messages.get(sha) ?? '')];
  const written = ([text, rule]: Text) => inText(text).map((item) => [item, rule] as const);
  return (pullRequest) => [
    ...native(pullRequest.id).map((item) => [item, 'NATIVE'] as const),
    ...textsOf(pullRequest).flatMap(written),
    ...hashesOf(pullRequest)
      .flatMap(itemsOfHash)
      .map((item) => [item, 'KEY_IN_COMMIT'] as const),
  ];
}

/** Yields the items and their sub-tasks, which are linked to the same. */
function* withSubtasks<Rule>(
  found: Found<Rule>,
  subtasksOf: (parent: number) => readonly number[],
): Found<Rule | 'PARENT_KEY'> {
  for (const [item, rule] of found) {
    yield [item, rule];
    for (const subtask of subtasksOf(item)) yield [subtask, 'PARENT_KEY'];
  }
}

function createSubtasks(items: readonly LinkableItem[]): (parent: number) => readonly number[] {
  const byParent = Map.groupBy(
    items.filter(({ isSubtask }) => isSubtask),
    ({ parent }) => parent,
  );
  return (parent) => (byParent.get(parent) ?? []).map(({ number }) => number);
}

const commitRanking = ['NATIVE', 'KEY_IN_MESSAGE', 'PARENT_KEY'] as const;
const pullRequestRanking = [
  'NATIVE',
  'KEY_IN_TITLE',
  'KEY_IN_BRANCH',
  'KEY_IN_BODY',
  'KEY_IN_COMMIT',
  'PARENT_KEY',
] as const;

/**
 * Links work items to the commits and pull requests that were made for them, by the first of these:
 * - the tool's own links
 * - keys in the message of a commit, or in the title, the branch, the body or the commits of a pull
 *   request
 * - for a sub-task, the links of the item above it
 *
 * A pull request that contains a linked commit is linked too. Each commit and pull request is
 * linked for itself.
 */
export function linkItems(linkable: Linkable): ItemLinks {
  const { items, commits, pullRequests } = linkable;
  const inText = createKeyFinder(items);
  const ofCommit = byName(items, ({ linkedCommits }) => linkedCommits);
  const subtasksOf = createSubtasks(items);
  const itemsOfPullRequest = createPullRequestItems(linkable, inText, ofCommit);
  const commitLinks = function* (): Iterable<Link<'ITEM_COMMIT'>> {
    const relation = 'ITEM_COMMIT';
    for (const { number: target, sha, authoredAt: at, message } of commits) {
      const native = ofCommit(sha).map((item) => [item, 'NATIVE'] as const);
      const written = inText(message).map((item) => [item, 'KEY_IN_MESSAGE'] as const);
      for (const [source, rule] of withSubtasks([...native, ...written], subtasksOf))
        yield { relation, source, target, at, rule };
    }
  };
  const pullRequestLinks = function* (): Iterable<Link<'ITEM_PULL_REQUEST'>> {
    const relation = 'ITEM_PULL_REQUEST';
    for (const pullRequest of pullRequests) {
      const { number: target, openedAt: at } = pullRequest;
      for (const [source, rule] of withSubtasks(itemsOfPullRequest(pullRequest), subtasksOf))
        yield { relation, source, target, at, rule };
    }
  };
  return {
    commits: strongestLinks(commitLinks(), commitRanking),
    pullRequests: strongestLinks(pullRequestLinks(), pullRequestRanking),
  };
}
