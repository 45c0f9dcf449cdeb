import { chunksOf } from '../chunks-of.js';
import type { Page } from '../provider.js';
import { readPullRequest } from './read-pull-requests.js';
import { findRepository, type Listed } from './repositories.js';
import { isSpent, pageOf, pullRequestsPage, type Session } from './session.js';
import type { RepositoryState } from './state.js';
import { noteOpen } from './walk.js';

const OPEN_A_PAGE = 25;

/** Reads open pull requests one by one; those that are gone stay as they were read. */
async function readOpen({ account }: Session, repository: Listed, numbers: readonly number[]) {
  const read = [];
  for (const number of numbers) {
    const node = await readPullRequest(account, repository, number);
    if (node) read.push(node);
  }
  return read;
}

/** Reads again what is open: reviews and comments move no date in older versions of Harness. */
export async function* openPages(
  session: Session,
  repository: Listed,
  own: RepositoryState,
): AsyncGenerator<Page> {
  const waiting = own.open.filter((number) => number >= (own.swept ?? 0));
  for (const some of chunksOf(waiting, OPEN_A_PAGE)) {
    if (isSpent(session)) return;
    const read = await readOpen(session, repository, some);
    noteOpen(
      own,
      read.map(({ pullRequest }) => pullRequest),
    );
    own.swept = some.at(-1)! + 1;
    if (some.at(-1) === waiting.at(-1)) delete own.swept;
    yield* pullRequestsPage(session, repository, read);
  }
}

/** Reports repositories that are gone: Harness knows none under the path, and lists none of the number. */
export async function* gonePages(
  session: Session,
  listed: readonly Listed[],
): AsyncGenerator<Page> {
  const { account, state } = session;
  const seen = new Set(listed.map(({ id }) => String(id)));
  const missing = Object.entries(state.repositories).filter(([id]) => !seen.has(id));
  const gone: number[] = [];
  for (const [id, { path }] of missing) {
    const found = await findRepository(account, path);
    // One that the settings leave out now, or the token may not see, is there.
    if (found !== null) continue;
    gone.push(Number(id));
  }
  if (gone.length === 0) return;
  for (const id of gone) delete state.repositories[id];
  yield pageOf(session, 'GONE', { place: account.place, ids: gone }, gone.length);
}
