import { familiesOf, rootLinks } from '../../engine/correlate/family.js';
import { linkItems } from '../../engine/correlate/link-items.js';
import type { Relation } from '../../model/relation.js';
import { type FactLink, linksAt, writeLinks } from '../../storage/relations/fact-links.js';
import { type ItemText, itemTrees, textsBy } from '../../storage/relations/linkable-facts.js';
import { findReferencing, loadReferenceKeys } from '../../storage/relations/reference-keys.js';
import type { Session } from '../../storage/sql/session.js';

/** Commits and pull requests whose items must be looked for again. */
interface Targets {
  readonly commits: ReadonlySet<number>;
  readonly pullRequests: ReadonlySet<number>;
}

const keysOf = (keys: readonly { readonly kind: string; readonly key: string }[], wanted: string) =>
  keys.filter(({ kind }) => kind === wanted).map(({ key }) => key);

const numbersOf = (facts: readonly { readonly number: number }[]) =>
  facts.map(({ number }) => number);

/** The items themselves and those above them, whose links a sub-task shares. */
async function withParents(session: Session, items: readonly number[]): Promise<number[]> {
  const texts = await textsBy(session, 'work_item', 'number', items);
  return [...items, ...texts.flatMap(({ parent }) => parent ?? [])];
}

/** Whatever was linked to these items, or names them now, or is named by them. */
async function targetsOf(
  session: Session,
  items: readonly number[],
  affected: Targets,
): Promise<Targets> {
  const seeds = await withParents(session, items);
  const old = await linksAt(session, 'source', ['ITEM_COMMIT', 'ITEM_PULL_REQUEST'], seeds);
  const oldOf = (relation: Relation) =>
    old.filter((link) => link.relation === relation).map(({ target }) => target);
  const keys = await loadReferenceKeys(session, ['OWN_KEY', 'COMMIT', 'PULL_REQUEST'], seeds);
  const called = keysOf(keys, 'OWN_KEY');
  const commits = new Set([
    ...affected.commits,
    ...oldOf('ITEM_COMMIT'),
    ...(await findReferencing(session, 'commit', 'KEY', called)),
    ...numbersOf(await textsBy(session, 'commit', 'sha', keysOf(keys, 'COMMIT'))),
  ]);
  const shas = (await textsBy(session, 'commit', 'number', commits)).map(({ sha }) => sha);
  const linked = keysOf(keys, 'COMMIT');
  const pullRequests = new Set([
    ...affected.pullRequests,
    ...oldOf('ITEM_PULL_REQUEST'),
    ...(await findReferencing(session, 'pull_request', 'KEY', called)),
    ...(await findReferencing(session, 'pull_request', 'COMMIT', [...shas, ...linked])),
    ...numbersOf(await textsBy(session, 'pull_request', 'id', keysOf(keys, 'PULL_REQUEST'))),
  ]);
  return { commits, pullRequests };
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
  const items = await textsBy(session, 'work_item', 'number', meant);
  const below = await textsBy(
    session,
    'work_item',
    'parent',
    items.map(({ id }) => id),
  );
  return [...new Map([...items, ...below].map((item) => [item.number, item])).values()];
}

async function linksTo(session: Session, targets: Targets): Promise<FactLink[]> {
  const pullRequests = await textsBy(session, 'pull_request', 'number', targets.pullRequests);
  const listed = pullRequests.flatMap(({ commits, mergeSha }) =>
    [...commits.map(({ sha }) => sha.toLowerCase()), mergeSha].filter((sha) => sha !== null),
  );
  const own = await textsBy(session, 'commit', 'number', targets.commits);
  const commits = [...own, ...(await textsBy(session, 'commit', 'sha', listed))];
  const items = await itemsFor(
    session,
    [...numbersOf(commits), ...numbersOf(pullRequests)],
    [...commits.map(({ sha }) => sha), ...listed],
    pullRequests.map(({ id }) => id),
  );
  const lowered = (shas: readonly string[]) => shas.map((sha) => sha.toLowerCase());
  const links = linkItems({
    items: items.map((item) => ({ ...item, linkedCommits: lowered(item.linkedCommits) })),
    commits: [...new Map(commits.map((commit) => [commit.number, commit])).values()],
    pullRequests: pullRequests.map((pullRequest) => ({
      ...pullRequest,
      commits: pullRequest.commits.map((commit) => ({ ...commit, sha: commit.sha.toLowerCase() })),
    })),
  });
  return [
    ...links.commits.filter(({ target }) => targets.commits.has(target)),
    ...links.pullRequests.filter(({ target }) => targets.pullRequests.has(target)),
  ];
}

/** Links the affected items, and whatever affected commits and pull requests name. Returns the links that differ. */
export async function linkWork(
  session: Session,
  items: readonly number[],
  affected: Targets,
): Promise<FactLink[]> {
  const targets = await targetsOf(session, items, affected);
  const before = [
    ...(await linksAt(session, 'target', ['ITEM_COMMIT'], targets.commits)),
    ...(await linksAt(session, 'target', ['ITEM_PULL_REQUEST'], targets.pullRequests)),
  ];
  return writeLinks(session, before, await linksTo(session, targets));
}

/** Links the trees in which these items lie, or lay. Returns the links that differ. */
export async function linkFamilies(
  session: Session,
  items: readonly number[],
): Promise<FactLink[]> {
  if (items.length === 0) return [];
  const upward = await linksAt(session, 'source', ['ITEM_ROOT'], items);
  const roots = [...items, ...upward.map(({ target }) => target)];
  const old = await linksAt(session, 'target', ['ITEM_ROOT'], roots);
  const nodes = await itemTrees(session, [...roots, ...old.map(({ source }) => source)]);
  const before = await linksAt(
    session,
    'source',
    ['ITEM_ROOT'],
    [...roots, ...old.map(({ source }) => source), ...numbersOf(nodes)],
  );
  return writeLinks(session, before, rootLinks(familiesOf(nodes)));
}
