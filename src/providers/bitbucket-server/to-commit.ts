import type { CommitDoubt, CommitFact } from '../../model/facts/code.js';
import { type Person, unknownPerson } from '../../model/facts/people.js';
import {
  cutToBytes,
  EARLIEST_INSTANT,
  latestObserved,
  storableText,
  TEXT_BYTES,
} from '../../model/limits.js';
import type { Instant } from '../../model/time.js';
import { repositoryId } from './ids.js';
import type { WireBranchCommit, WireSigner } from './wire.js';

/** The server shows an account in the place of a name that it knows: then its display name stands in. */
function signerOf(signer: WireSigner): Person {
  const name = signer?.displayName ?? signer?.name ?? '';
  const email = signer?.emailAddress ?? '';
  if (name === '' && email === '') return unknownPerson;
  return { applicationType: 'GIT', id: `${name} <${email}>`, name, email };
}

function doubtOf(authoredAt: Instant, readAt: Instant): CommitDoubt | null {
  if (authoredAt < EARLIEST_INSTANT) return 'AUTHORED_BEFORE_1980';
  return authoredAt > latestObserved(readAt) ? 'AUTHORED_IN_FUTURE' : null;
}

/** Returns a commit of the default branch. Its files do not come with it, so lines are unknown. */
export function toCommit(
  place: string,
  repository: number,
  wire: WireBranchCommit,
  readAt: Instant,
): CommitFact {
  const message = cutToBytes(storableText(wire.message ?? ''), TEXT_BYTES);
  const [title = ''] = message.split('\n', 1);
  const home = repositoryId(place, repository);
  const parents = (wire.parents ?? []).map(({ id }) => id);
  return {
    id: `${home}:${wire.id}`,
    updatedAt: wire.committerTimestamp,
    repository: home,
    sha: wire.id,
    title,
    body: message.slice(title.length).trim() || null,
    author: signerOf(wire.author),
    committer: signerOf(wire.committer),
    authoredAt: wire.authorTimestamp,
    committedAt: wire.committerTimestamp,
    parents,
    isRoot: parents.length === 0,
    files: [],
    trailers: [],
    doubt: doubtOf(wire.authorTimestamp, readAt),
    incomplete: true,
    tooManyRenames: false,
  };
}
