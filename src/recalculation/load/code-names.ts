import { changesHolding } from '../../storage/relations/change-facts.js';
import {
  findReferencing,
  keysOf,
  loadReferenceKeys,
} from '../../storage/relations/reference-keys.js';
import type { Session } from '../../storage/sql/session.js';

/** By what pull requests and changes find each other: hashes, and numbers of pull requests behind those of their repositories. */
export interface CodeNames {
  readonly hashes: readonly string[];
  readonly pullRequests: readonly string[];
}

/** A pull request by its number, behind that of its repository. */
export const numbered = (repository: number, pullRequest: number) => `${repository} ${pullRequest}`;

/** Loads the references in these pull requests and changes. */
export async function namesIn(session: Session, facts: readonly number[]): Promise<CodeNames> {
  const keys = await loadReferenceKeys(session, ['COMMIT', 'PULL_REQUEST_NUMBER'], facts);
  return { hashes: keysOf(keys, 'COMMIT'), pullRequests: keysOf(keys, 'PULL_REQUEST_NUMBER') };
}

/** The pull requests that go by these names. */
export const pullRequestsNamed = async (
  session: Session,
  { hashes, pullRequests }: CodeNames,
): Promise<number[]> => [
  ...(await findReferencing(session, 'pull_request', 'COMMIT', hashes)),
  ...(await findReferencing(session, 'pull_request', 'PULL_REQUEST_NUMBER', pullRequests)),
];

/** The changes that hold these hashes, or name these pull requests. */
export const changesNamed = async (
  session: Session,
  { hashes, pullRequests }: CodeNames,
): Promise<number[]> => [
  ...(await changesHolding(session, hashes)),
  ...(await findReferencing(session, 'change', 'PULL_REQUEST_NUMBER', pullRequests)),
];
