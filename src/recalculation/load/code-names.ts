import { numbered } from '../../engine/correlate/keys.js';
import type { ChangeText } from '../../storage/relations/change-facts.js';
import { type PullRequestText, textsNumbered } from '../../storage/relations/linkable-facts.js';
import { findReferencing } from '../../storage/relations/reference-keys.js';
import type { Session } from '../../storage/sql/session.js';

/** By what pull requests and changes find each other: hashes, and numbers of pull requests behind those of their repositories. */
export interface CodeNames {
  readonly hashes: readonly string[];
  readonly pullRequests: readonly string[];
}

/** The pull requests that go by these names. */
export const pullRequestsNamed = async (
  session: Session,
  { hashes, pullRequests }: CodeNames,
): Promise<number[]> => [
  ...(await findReferencing(session, 'pull_request', 'COMMIT', hashes)),
  ...(await findReferencing(session, 'pull_request', 'PULL_REQUEST_NUMBER', pullRequests)),
];

/** Returns the hashes of a change and of the commits that it brings in. */
export const hashesOfChange = ({ sha, commits }: ChangeText): string[] => [
  ...new Set([sha, ...commits]),
];

/** Returns the hashes by which a pull request is known on the line. */
export const hashesOfPullRequest = ({ mergeSha, headSha, commits }: PullRequestText): string[] =>
  [mergeSha, headSha, ...commits.map(({ sha }) => sha.toLowerCase())].filter((sha) => sha !== null);

/** The pull request that a change names. */
const nameOf = ({ repository, pullRequest }: ChangeText): string[] =>
  pullRequest === null ? [] : [numbered(repository, pullRequest)];

/** Returns the changes among these that no imported merged pull request brought. */
export async function changesWithoutPullRequest(
  session: Session,
  changes: readonly ChangeText[],
): Promise<ChangeText[]> {
  const pullRequests = await textsNumbered(
    session,
    'pull_request',
    await pullRequestsNamed(session, {
      hashes: changes.flatMap(hashesOfChange),
      pullRequests: changes.flatMap(nameOf),
    }),
  );
  const merged = pullRequests.filter(({ mergedAt }) => mergedAt !== null);
  const known = new Set<string>([
    ...merged.flatMap(hashesOfPullRequest),
    ...merged.map(({ repository, numberInRepository }) => numbered(repository, numberInRepository)),
  ]);
  return changes.filter(
    (change) => ![...hashesOfChange(change), ...nameOf(change)].some((name) => known.has(name)),
  );
}
