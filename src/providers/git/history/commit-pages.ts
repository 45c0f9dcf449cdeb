import { chunksOf } from '../../chunks-of.js';
import type { State } from '../pages/state.js';
import { type PageBuilder, pageBuilderOf, type SyncPass } from '../pages/sync-pass.js';
import { linesOfFiles } from './file-list.js';
import { COMMIT_FIELDS, readLog } from './log-format.js';
import { type Part, readCommits } from './read-commits.js';
import { beyondLimit } from './renames.js';
import type { CommitTrailers } from './trailers.js';

const COMMITS_PER_PAGE = 1_500;
/** Beside the page that the reader is at. */
const AT_ONCE = 1;

/** Runs `task` over all items in order, a few of them ahead of the reader. */
async function* ahead<Item, Result>(
  items: Iterable<Item>,
  task: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  for (const item of items) {
    const started = task(item);
    // A reader that stops early asks for no result; the error of one that it asks for still reaches it.
    started.catch(() => undefined);
    running.push(started);
    if (running.length > AT_ONCE) yield await running.shift()!;
  }
  for (const result of running) yield await result;
}

/** Commits in pages, piece by piece. */
export const inPieces = (round: SyncPass, shas: readonly string[]) =>
  ahead(chunksOf(shas, COMMITS_PER_PAGE), (some) => readCommits(round, some));

/** The paths of these commits that the repository marks as nobody's writing. */
async function markedIn(round: SyncPass, part: Part): Promise<CommitTrailers> {
  const marks = await round.marks();
  if (marks.digest === '') return [];
  const paths = new Set<string>();
  for (const { files } of readLog(part.raw, COMMIT_FIELDS))
    for (const { path } of linesOfFiles(files)) paths.add(path);
  return marks.of([...paths]);
}

async function draftOf(round: SyncPass, part: Part, stateAfter: Partial<State>) {
  const parents: Record<string, string[]> = {};
  const cutOff = await round.cutOff();
  if (part.cutOff) for (const sha of part.shas) parents[sha] = [...(cutOff.get(sha) ?? [])];
  const header = {
    repository: round.source.id,
    form: 2,
    bodies: true,
    files: part.files,
    parents,
    odd: [...part.odd],
    beyond: await beyondLimit(round.source, part.large),
    marked: part.files === 'LINES' ? await markedIn(round, part) : [],
  };
  return pageBuilderOf('COMMITS', header, stateAfter, { raw: part.raw, items: part.shas.length });
}

const objectStore = async (round: SyncPass) =>
  (await round.source.run(['count-objects', '-v'])).toString();

/**
 * Yields pages of commits. `reportedAfter` receives the number of commits reported with the page,
 * including `reportedBefore`.
 */
export async function* draftsOf(
  round: SyncPass,
  pieces: AsyncIterable<Part[]>,
  reportedAfter: (count: number) => Partial<State>,
  reportedBefore = 0,
): AsyncGenerator<PageBuilder> {
  let [count, incomplete] = [reportedBefore, round.state.incomplete];
  for await (const parts of pieces) {
    const size = parts.reduce((sum, part) => sum + part.shas.length, 0);
    for (const [index, part] of parts.entries()) {
      if (part.files !== 'LINES' && !part.cutOff) incomplete ??= await objectStore(round);
      const all = index === parts.length - 1 ? count + size : count;
      yield await draftOf(round, part, { ...reportedAfter(all), incomplete });
    }
    count += size;
  }
}
