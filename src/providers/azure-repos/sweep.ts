import { DAY_MILLISECONDS } from '../../model/time.js';
import { inProject } from '../azure-api/api.js';
import type { Seen } from './look.js';
import { readClosed } from './pulls.js';
import { type Draft, placeOf, type Round } from './round.js';

/** Comments may come after the end; what was closed within so many days is read again. */
const LATE_DAYS = 3;
const GONE = 404;

/** Returns repositories that the list lacks and that Azure does not have by their ids either. */
async function goneOf({ api }: Round, { id, known, shown }: Seen): Promise<string[]> {
  const gone: string[] = [];
  for (const repository of Object.keys(known.names).filter((one) => !shown.has(one))) {
    const path = inProject(id, `git/repositories/${repository}`);
    const { status } = await api.core.ask(path, { allowed: [GONE] });
    if (status === GONE) gone.push(repository);
  }
  return gone;
}

/** A project that shows nothing any more may be out of sight: what was read of it is kept. */
async function* sweepRepositories(round: Round, seen: Seen): AsyncGenerator<Draft> {
  if (seen.shown.size === 0) return;
  const repositories = await goneOf(round, seen);
  if (repositories.length === 0) return;
  for (const repository of repositories) {
    delete seen.known.names[repository];
    delete seen.known.tags[repository];
  }
  yield { kind: 'gone', body: { ...placeOf(round), ...{ repositories } } };
}

/** Yields what increments never report: repositories that are gone, and what was said after the end of a pull request. */
export async function* sweep(round: Round, projects: readonly Seen[]): AsyncGenerator<Draft> {
  for (const seen of projects) {
    yield* sweepRepositories(round, seen);
    const from = seen.known.seen - LATE_DAYS * DAY_MILLISECONDS;
    const again = { ...seen, known: { ...seen.known, recent: {} } };
    yield* readClosed(round, again, { from, to: null, skip: 0, begunAt: null });
  }
}
