import { linkItems } from '../../engine/correlate/link-items.js';
import { linksAt } from '../../storage/relations/fact-links.js';
import { type ItemText, textsBy, textsNumbered } from '../../storage/relations/linkable-facts.js';
import {
  findReferencing,
  keysOf,
  loadReferenceKeys,
} from '../../storage/relations/reference-keys.js';
import type { Session } from '../../storage/sql/session.js';
import { references } from './references.js';
import { defineRelation, numbersOf, targetsOf } from './relation.js';

/** Finds the commits and pull requests that these items were linked to, name, or are named by; sub-tasks share them with the item above. */
async function findTargets(session: Session, items: readonly number[]): Promise<number[]> {
  const texts = await textsNumbered(session, 'work_item', items);
  const seeds = [...items, ...texts.flatMap(({ parent }) => parent ?? [])];
  const old = await linksAt(session, 'source', ['ITEM_COMMIT', 'ITEM_PULL_REQUEST'], seeds);
  const keys = await loadReferenceKeys(session, ['OWN_KEY', 'COMMIT', 'PULL_REQUEST'], seeds);
  const called = keysOf(keys, 'OWN_KEY');
  const hashes = keysOf(keys, 'COMMIT');
  return [
    ...targetsOf(old),
    ...(await findReferencing(session, 'commit', 'KEY', called)),
    ...numbersOf(await textsBy(session, 'commit', 'sha', hashes)),
    ...(await findReferencing(session, 'pull_request', 'KEY', called)),
    ...(await findReferencing(session, 'pull_request', 'COMMIT', hashes)),
    ...numbersOf(await textsBy(session, 'pull_request', 'id', keysOf(keys, 'PULL_REQUEST'))),
  ];
}

/** Adds the pull requests that list any of the commits among these. */
async function withPullRequests(session: Session, targets: readonly number[]): Promise<number[]> {
  const hashes = (await textsNumbered(session, 'commit', targets)).map(({ sha }) => sha);
  return [...targets, ...(await findReferencing(session, 'pull_request', 'COMMIT', hashes))];
}

/** The items that these texts may mean, and the sub-tasks below them. */
async function itemsFor(
  session: Session,
  sources: readonly number[],
  shas: readonly string[],
  pullRequests: readonly string[],
): Promise<ItemText[]> {
  const keys = keysOf(await loadReferenceKeys(session, ['KEY'], sources), 'KEY');
  const meant = new Set([
    ...(await findReferencing(session, 'work_item', 'OWN_KEY', keys)),
    ...(await findReferencing(session, 'work_item', 'COMMIT', shas)),
    ...(await findReferencing(session, 'work_item', 'PULL_REQUEST', pullRequests)),
  ]);
  const items = await textsNumbered(session, 'work_item', meant);
  const below = await textsBy(
    session,
    'work_item',
    'parent',
    items.map(({ id }) => id),
  );
  return [...new Map([...items, ...below].map((item) => [item.number, item])).values()];
}

/** Loads commits and pull requests with the items that they may be written for. */
async function loadWork(session: Session, targets: readonly number[]) {
  const pullRequests = await textsNumbered(session, 'pull_request', targets);
  const listed = pullRequests.flatMap(({ commits, mergeSha }) =>
    [...commits.map(({ sha }) => sha.toLowerCase()), mergeSha].filter((sha) => sha !== null),
  );
  const own = await textsNumbered(session, 'commit', targets);
  const commits = [...own, ...(await textsBy(session, 'commit', 'sha', listed))];
  const items = await itemsFor(
    session,
    [...numbersOf(commits), ...numbersOf(pullRequests)],
    [...commits.map(({ sha }) => sha), ...listed],
    pullRequests.map(({ id }) => id),
  );
  return { numbers: new Set(targets), items, commits, pullRequests };
}

const lowered = (shas: readonly string[]) => shas.map((sha) => sha.toLowerCase());

/** The commits and pull requests that are written for each work item. */
export const itemWork = defineRelation({
  name: 'itemWork',
  links: { ITEM_COMMIT: [['workItem'], []], ITEM_PULL_REQUEST: [['workItem'], ['pullRequest']] },
  side: 'target',
  after: [references],
  affected: async (session, { changed: { numbers } }) =>
    withPullRequests(session, [
      ...numbers('COMMIT'),
      ...numbers('PULL_REQUEST'),
      ...(await findTargets(session, numbers('WORK_ITEM'))),
    ]),
  load: loadWork,
  link: ({ numbers, items, commits, pullRequests }) => {
    const links = linkItems({
      items: items.map((item) => ({ ...item, linkedCommits: lowered(item.linkedCommits) })),
      commits: [...new Map(commits.map((commit) => [commit.number, commit])).values()],
      pullRequests: pullRequests.map((pullRequest) => ({
        ...pullRequest,
        commits: pullRequest.commits.map((each) => ({ ...each, sha: each.sha.toLowerCase() })),
      })),
    });
    return [...links.commits, ...links.pullRequests].filter(({ target }) => numbers.has(target));
  },
});
