import { type Revertible, revertsAmong, SHORTEST_HASH } from '../../engine/correlate/reverts.js';
import { revertedShas } from '../../model/facts/reverted-shas.js';
import {
  type ChangeText,
  changesBeginning,
  changesBy,
  changesTitled,
} from '../../storage/relations/change-facts.js';
import { type FactLink, linksAt, writeLinks } from '../../storage/relations/fact-links.js';
import { type PullRequestText, textsBy } from '../../storage/relations/linkable-facts.js';
import {
  findPullRequestsWithHashes,
  findReferencing,
  loadReferenceKeys,
} from '../../storage/relations/reference-keys.js';
import type { Session } from '../../storage/sql/session.js';
import { changesWithoutPullRequest } from './changes.js';
import { type CodeNames, changesNamed } from './code-names.js';
import { titled } from './reference-texts.js';

export const REVERTS = ['PULL_REQUEST_REVERT', 'CHANGE_REVERT'] as const;

const keysOf = (keys: readonly { readonly kind: string; readonly key: string }[], wanted: string) =>
  keys.filter(({ kind }) => kind === wanted).map(({ key }) => key);

/** Pull requests and changes, by number. */
interface Both {
  readonly pullRequests: readonly number[];
  readonly changes: readonly number[];
}

/** Affected facts that can revert or be reverted. */
export interface AffectedForReverts extends Both {
  readonly names: CodeNames;
}

/** Adds the changes that can count as brought by no pull request, or no longer. */
async function withChanges(session: Session, affected: AffectedForReverts): Promise<Both> {
  const { pullRequests, changes, names } = affected;
  return { pullRequests, changes: [...changes, ...(await changesNamed(session, names))] };
}

/** Loads the facts that revert, or reverted, any of these. */
async function changesAround(session: Session, { pullRequests, changes }: Both): Promise<Both> {
  const numbers = [...pullRequests, ...changes];
  const old = await linksAt(session, 'target', REVERTS, numbers);
  const oldBy = (wanted: string) =>
    old.filter(({ relation }) => relation === wanted).map(({ source }) => source);
  const keys = await loadReferenceKeys(session, ['COMMIT', 'TITLE'], numbers);
  const steps = await changesBy(session, changes);
  const hashes = [...keysOf(keys, 'COMMIT'), ...steps.map(({ sha }) => sha)];
  const beginnings = hashes.map((sha) => sha.slice(0, SHORTEST_HASH));
  const titles = [
    ...keysOf(keys, 'TITLE'),
    ...steps.map(({ repository, title }) => titled(repository, title)),
  ];
  const texts = await textsBy(session, 'pull_request', 'number', pullRequests);
  const ids = texts.map(({ id }) => id);
  return {
    pullRequests: [
      ...oldBy('PULL_REQUEST_REVERT'),
      ...(await findReferencing(session, 'pull_request', 'REVERTED', beginnings)),
      ...(await findReferencing(session, 'pull_request', 'PULL_REQUEST', ids)),
      ...(await findReferencing(session, 'pull_request', 'REVERTED_TITLE', titles)),
    ],
    changes: [
      ...oldBy('CHANGE_REVERT'),
      ...(await findReferencing(session, 'change', 'REVERTED', beginnings)),
      ...(await findReferencing(session, 'change', 'REVERTED_TITLE', titles)),
    ],
  };
}

const revertible = (text: PullRequestText, numberOf: ReadonlyMap<string, number>): Revertible[] => {
  const { number, id, repository, title, body, commits, mergedAt, mergeSha, headSha } = text;
  if (mergedAt === null) return [];
  const hashes = [mergeSha, headSha, ...commits.map(({ sha }) => sha.toLowerCase())];
  return [
    {
      number,
      id: `PULL_REQUEST ${id}`,
      repository,
      title,
      mergedAt,
      revertedShas: [body ?? '', ...commits.map(({ message }) => message)].flatMap(revertedShas),
      hashes: hashes.filter((sha) => sha !== null),
      reverts: text.reverts === null ? null : (numberOf.get(text.reverts) ?? null),
    },
  ];
};

const revertibleChange = (text: ChangeText): Revertible => {
  const { number, id, repository, title, mergedAt, sha, commits } = text;
  return {
    number,
    id: `CHANGE ${id}`,
    repository,
    title,
    mergedAt,
    revertedShas: text.revertedShas,
    hashes: [sha, ...commits],
    reverts: null,
  };
};

/** Loads these facts, and all that they can revert. */
async function revertibles(session: Session, sources: Both): Promise<Revertible[]> {
  const numbers = [...sources.pullRequests, ...sources.changes];
  const keys = await loadReferenceKeys(
    session,
    ['PULL_REQUEST', 'REVERTED', 'REVERTED_TITLE'],
    numbers,
  );
  const named = await textsBy(session, 'pull_request', 'id', keysOf(keys, 'PULL_REQUEST'));
  const titles = keysOf(keys, 'REVERTED_TITLE');
  const pullRequests = await textsBy(session, 'pull_request', 'number', [
    ...sources.pullRequests,
    ...named.map(({ number }) => number),
    ...(await findPullRequestsWithHashes(session, keysOf(keys, 'REVERTED'))),
    ...(await findReferencing(session, 'pull_request', 'TITLE', titles)),
  ]);
  const changes = await changesBy(session, [
    ...sources.changes,
    ...(await changesBeginning(session, keysOf(keys, 'REVERTED'))),
    ...(await changesTitled(session, titles)),
  ]);
  const numberOf = new Map(pullRequests.map(({ id, number }) => [id, number]));
  return [
    ...pullRequests.flatMap((text) => revertible(text, numberOf)),
    ...(await changesWithoutPullRequest(session, changes)).map(revertibleChange),
  ];
}

/** Links pull requests, and changes without one, to those that they revert: these, and the facts that revert these. */
export async function linkReverts(
  session: Session,
  given: AffectedForReverts,
): Promise<FactLink[]> {
  const affected = await withChanges(session, given);
  const taking = await changesAround(session, affected);
  const sources = {
    pullRequests: new Set([...affected.pullRequests, ...taking.pullRequests]),
    changes: new Set([...affected.changes, ...taking.changes]),
  };
  const numbers = [...sources.pullRequests, ...sources.changes];
  const before = await linksAt(session, 'source', REVERTS, numbers);
  const mayRevert = await factsThatRevert(session, sources.changes);
  const all = await revertibles(session, {
    pullRequests: [...sources.pullRequests],
    changes: mayRevert,
  });
  const links = revertsAmong(all).flatMap(({ reverting: source, reverted: target }): FactLink[] => {
    const link = { source, target, at: null, rule: 'REVERT' };
    if (sources.pullRequests.has(source)) return [{ ...link, relation: 'PULL_REQUEST_REVERT' }];
    return sources.changes.has(source) ? [{ ...link, relation: 'CHANGE_REVERT' }] : [];
  });
  return writeLinks(session, before, links);
}

/** Returns the changes among these whose message says that they revert something. */
async function factsThatRevert(session: Session, changes: Iterable<number>): Promise<number[]> {
  const keys = await loadReferenceKeys(session, ['REVERTED', 'REVERTED_TITLE'], changes);
  return [...new Set(keys.map(({ source }) => source))];
}
