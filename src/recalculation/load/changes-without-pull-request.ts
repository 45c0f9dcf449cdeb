import type { ChangeText } from '../../storage/relations/change-facts.js';
import { type PullRequestText, textsNumbered } from '../../storage/relations/linkable-facts.js';
import type { Session } from '../../storage/sql/session.js';
import { numbered, pullRequestsNamed } from './code-names.js';

/** Returns the hashes of a change and of the commits that it brings in. */
export const hashesOfChange = ({ sha, commits }: ChangeText): string[] => [
  ...new Set([sha, ...commits]),
];

/** Hashes by which a pull request is known on the line. */
const hashesOfPullRequest = ({ mergeSha, headSha, commits }: PullRequestText): string[] =>
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
