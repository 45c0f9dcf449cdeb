import { beginningOf, titled } from '../../engine/correlate/keys.js';
import { type Revertible, revertsAmong } from '../../engine/correlate/reverts.js';
import { revertedShas } from '../../model/facts/reverted-shas.js';
import { type ChangeText, changesBy } from '../../storage/relations/change-facts.js';
import { linksAt } from '../../storage/relations/fact-links.js';
import {
  type PullRequestText,
  textsBy,
  textsNumbered,
} from '../../storage/relations/linkable-facts.js';
import {
  findReferencing,
  keysOf,
  loadReferenceKeys,
} from '../../storage/relations/reference-keys.js';
import {
  changesBeginning,
  changesTitled,
  findPullRequestsWithHashes,
} from '../../storage/relations/reverts.js';
import type { Session } from '../../storage/sql/session.js';
import { changesWithoutPullRequest, hashesOfPullRequest } from '../load/code-names.js';
import { references } from './references.js';
import { defineRelation, numbersOf, sourcesOf } from './relation.js';

export const REVERTS = ['PULL_REQUEST_REVERT', 'CHANGE_REVERT'] as const;

/** Finds the pull requests and changes that revert, or reverted, any of these. */
async function findReverting(session: Session, numbers: readonly number[]): Promise<number[]> {
  const old = await linksAt(session, 'target', REVERTS, numbers);
  const keys = await loadReferenceKeys(session, ['COMMIT', 'TITLE'], numbers);
  const steps = await changesBy(session, numbers);
  const texts = await textsNumbered(session, 'pull_request', numbers);
  const hashes = [...keysOf(keys, 'COMMIT'), ...steps.map(({ sha }) => sha)];
  const beginnings = hashes.map(beginningOf);
  const titles = [
    ...keysOf(keys, 'TITLE'),
    ...steps.map(({ repository, title }) => titled(repository, title)),
  ];
  const ids = texts.map(({ id }) => id);
  return [
    ...sourcesOf(old),
    ...(await findReferencing(session, 'pull_request', 'PULL_REQUEST', ids)),
    ...(await findReferencing(session, 'pull_request', 'REVERTED', beginnings)),
    ...(await findReferencing(session, 'pull_request', 'REVERTED_TITLE', titles)),
    ...(await findReferencing(session, 'change', 'REVERTED', beginnings)),
    ...(await findReferencing(session, 'change', 'REVERTED_TITLE', titles)),
  ];
}

const revertible = (text: PullRequestText, numberOf: ReadonlyMap<string, number>): Revertible[] => {
  const { id, body, commits, mergedAt } = text;
  if (mergedAt === null) return [];
  return [
    {
      ...text,
      id: `PULL_REQUEST ${id}`,
      mergedAt,
      revertedShas: [body ?? '', ...commits.map(({ message }) => message)].flatMap(revertedShas),
      hashes: hashesOfPullRequest(text),
      reverts: text.reverts === null ? null : (numberOf.get(text.reverts) ?? null),
    },
  ];
};

const revertibleChange = (text: ChangeText): Revertible => ({
  ...text,
  id: `CHANGE ${text.id}`,
  hashes: [text.sha, ...text.commits],
  reverts: null,
});

/** Loads these pull requests and changes, and all that they can revert. */
async function loadRevertibles(session: Session, numbers: readonly number[]) {
  const kinds = ['PULL_REQUEST', 'REVERTED', 'REVERTED_TITLE'] as const;
  const keys = await loadReferenceKeys(session, kinds, numbers);
  const named = await textsBy(session, 'pull_request', 'id', keysOf(keys, 'PULL_REQUEST'));
  const hashes = keysOf(keys, 'REVERTED');
  const titles = keysOf(keys, 'REVERTED_TITLE');
  const pullRequests = await textsNumbered(session, 'pull_request', [
    ...numbers,
    ...numbersOf(named),
    ...(await findPullRequestsWithHashes(session, hashes)),
    ...(await findReferencing(session, 'pull_request', 'TITLE', titles)),
  ]);
  const changes = await changesBy(session, [
    ...sourcesOf(keys),
    ...(await changesBeginning(session, hashes)),
    ...(await changesTitled(session, titles)),
  ]);
  const pushed = await changesWithoutPullRequest(session, changes);
  return { numbers: new Set(numbers), pullRequests, pushed };
}

/** The pull requests and changes without one that each pull request, and each such change, reverts. */
export const reverts = defineRelation({
  name: 'reverts',
  links: { PULL_REQUEST_REVERT: [[], []], CHANGE_REVERT: [[], []] },
  isOfCode: true,
  side: 'source',
  after: [references],
  affected: async (session, { changed, of }) => {
    const own = [...changed.numbers('PULL_REQUEST'), ...changed.numbers('CHANGE')];
    const affected = [...own, ...of(references).changes];
    return [...affected, ...(await findReverting(session, affected))];
  },
  load: loadRevertibles,
  link: ({ numbers, pullRequests, pushed }) => {
    const numberOf = new Map(pullRequests.map(({ id, number }) => [id, number]));
    const requested = pullRequests.flatMap((text) => revertible(text, numberOf));
    const isRequest = new Set(numbersOf(pullRequests));
    return revertsAmong([...requested, ...pushed.map(revertibleChange)])
      .filter(({ reverting }) => numbers.has(reverting))
      .map(({ reverting: source, reverted: target }) => ({
        relation: isRequest.has(source) ? 'PULL_REQUEST_REVERT' : 'CHANGE_REVERT',
        source,
        target,
        at: null,
        rule: 'REVERT',
      }));
  },
});
