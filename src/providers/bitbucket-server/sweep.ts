import { askIfThere, isAbsent } from './api.js';
import { repositoryId } from './ids.js';
import { isChanged, lookUpMissing, pullPages, readPulls } from './pulls.js';
import { isSelected, pathOf, type RawRepository } from './repositories.js';
import type { Draft, Run } from './run.js';
import type { RepositoryState } from './state.js';
import { sweepTags } from './tags.js';
import { COMPARED_AT_ONCE, isBefore, isWanted } from './walk.js';

/** Yields pull requests that are not as they were read, closed ones too, and that those are gone that the list lacks. */
async function* sweepPulls(run: Run, known: RepositoryState): AsyncGenerator<Draft> {
  const there = new Set<number>();
  for (let start: number | null = 0; start !== null; ) {
    const page = await readPulls(run, known, 'ALL', COMPARED_AT_ONCE, start);
    if (isAbsent(page)) return;
    for (const { id } of page.values) there.add(id);
    yield* pullPages(
      run,
      known,
      page.values.filter((raw) => isWanted(run, raw) && isChanged(known, raw)),
    );
    start = isBefore(page.values, run.state.since) ? null : page.next;
  }
  const missing = Object.keys(known.pulls).map(Number);
  yield* lookUpMissing(
    run,
    known,
    missing.filter((number) => !there.has(number)),
  );
}

/**
 * Returns true if a repository that the lists lack is gone: deleted, or moved to where the settings
 * do not reach. One that the account may not see is kept.
 */
async function isGone(
  { server, settings, context }: Run,
  known: RepositoryState,
): Promise<boolean> {
  const found = await askIfThere<RawRepository>(server, pathOf(known));
  if (found === 'GONE') return true;
  if (found !== 'HIDDEN') return found.id !== known.id || !isSelected(settings, found);
  const name = `${known.project}/${known.slug}`;
  context.log('warn', `The account no longer sees ${name}: what was read of it is kept.`);
  return false;
}

/** Yields what no increment reports: deleted repositories, pull requests and tags, and late changes of closed pull requests. */
export async function* sweep(
  run: Run,
  repositories: readonly RepositoryState[],
): AsyncGenerator<Draft> {
  const { server, state, settings } = run;
  for (const known of repositories) {
    if (run.there.has(known.id)) {
      yield* sweepPulls(run, known);
      if (settings.tags) yield* sweepTags(run, known);
    } else if (await isGone(run, known)) {
      delete state.repositories[known.id];
      const tombstones = [{ kind: 'REPOSITORY', id: repositoryId(server.place, known.id) }];
      yield { kind: 'gone', body: JSON.stringify({ tombstones }) };
    }
  }
}
