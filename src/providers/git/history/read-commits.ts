import { reachable, type SyncPass } from '../pages/sync-pass.js';
import { linesOf } from '../source/refs.js';
import { AnswerTooLong, GitFailure } from '../source/run.js';
import { mergesLast } from './graph.js';
import { COMMIT_FORMAT } from './log-format.js';
import { asGiven, FILES, inputOf } from './reading.js';
import { type Cut, Records } from './records.js';

/** Commits in git's words, with as much of their files as is known. */
export interface Part {
  readonly files: 'LINES' | 'NAMES' | 'NONE';
  readonly shas: readonly string[];
  readonly raw: string;
  /** True if the history was cut off on purpose, so that nothing is missing but the parents. */
  readonly cutOff: boolean;
  /** The odd files of commits with lines. */
  readonly odd: Cut['odd'];
  readonly large: Cut['large'];
}

/** Commits that were read on the way, with the epoch seconds at which each was authored. */
export interface StreamedPart extends Part {
  readonly authored: readonly number[];
  /** True if no other follows. */
  readonly isLast: boolean;
}

export const MOST_BYTES = 64 * 1024 * 1024;

function cutWhole(answer: Buffer): Cut {
  const records = new Records();
  records.add(answer);
  records.close();
  return records.take(records.count);
}

async function read(round: SyncPass, files: Part['files'], shas: readonly string[]): Promise<Part> {
  const answer = await round.source.run(
    [...asGiven, '-z', `--format=${COMMIT_FORMAT}`, ...FILES[files], '--'],
    {
      input: inputOf(shas),
      limit: shas.length > 1 ? MOST_BYTES : Number.POSITIVE_INFINITY,
    },
  );
  const part = { files, shas, cutOff: false };
  if (files !== 'LINES') return { ...part, raw: answer.toString(), odd: [], large: [] };
  const { raw, odd, large } = cutWhole(answer);
  return { ...part, raw, odd, large };
}

async function halves(shas: readonly string[], each: (half: readonly string[]) => Promise<Part[]>) {
  const middle = shas.length >> 1;
  return [...(await each(shas.slice(0, middle))), ...(await each(shas.slice(middle)))];
}

async function readWhole(round: SyncPass, shas: readonly string[]): Promise<Part[]> {
  if (shas.length === 0) return [];
  try {
    return [await read(round, 'LINES', shas)];
  } catch (error) {
    if (error instanceof AnswerTooLong) return halves(shas, (half) => readWhole(round, half));
    if (error instanceof GitFailure) return readDespiteGaps(round, shas, error);
    throw error;
  }
}

/** Objects of these commits and their first parents that are not there. */
async function missingObjects(round: SyncPass, shas: readonly string[]): Promise<Set<string>> {
  const asked = ['rev-list', '--objects', '--missing=print', '--no-walk=unsorted', '--stdin'];
  const answer = await round.source.run(asked, { input: inputOf(shas) });
  const missing = linesOf(answer).filter((line) => line.startsWith('?'));
  return new Set(missing.map((line) => line.slice(1)));
}

async function readDespiteGaps(
  round: SyncPass,
  shas: readonly string[],
  failure: GitFailure,
): Promise<Part[]> {
  const graph = await round.graph();
  const parentOf = (sha: string) => {
    const [parent] = graph.parents[graph.indexOf.get(sha) ?? -1] ?? [];
    return parent === undefined ? undefined : graph.shas[parent];
  };
  const both = [...new Set(shas.flatMap((sha) => [sha, parentOf(sha) ?? sha]))];
  const missing = await missingObjects(round, both);
  if (missing.size === 0) throw failure;
  const answer = await round.source.run([...asGiven, '--format=%H %T', '--'], {
    input: inputOf(both),
  });
  const trees = new Map(linesOf(answer).map((line) => line.split(' ') as [string, string]));
  const hasTree = (sha: string | undefined) => sha === undefined || !missing.has(trees.get(sha)!);
  const withTrees = shas.filter((sha) => hasTree(sha) && hasTree(parentOf(sha)));
  const whole = new Set(withTrees);
  return [
    ...(await readByBlobs(round, withTrees, missing)),
    ...(await readIf(
      round,
      'NONE',
      shas.filter((sha) => !whole.has(sha)),
    )),
  ];
}

const readIf = async (round: SyncPass, files: 'NAMES' | 'NONE', shas: readonly string[]) =>
  shas.length === 0 ? [] : [await read(round, files, shas)];

/** Commits whose diff needs one of the missing objects. Throws GitFailure if a tree inside is missing too. */
async function touching(round: SyncPass, shas: readonly string[], missing: ReadonlySet<string>) {
  const answer = await round.source.run([...asGiven, '--format=%H', ...FILES.OBJECTS, '--'], {
    input: inputOf(shas),
  });
  const found = new Set<string>();
  let commit = '';
  for (const line of linesOf(answer)) {
    if (!line.startsWith(':')) commit = line;
    else if (line.split(' ', 4).some((object) => missing.has(object))) found.add(commit);
  }
  return found;
}

async function readByBlobs(
  round: SyncPass,
  shas: readonly string[],
  missing: ReadonlySet<string>,
): Promise<Part[]> {
  if (shas.length === 0) return [];
  try {
    const gaps = await touching(round, shas, missing);
    const complete = shas.filter((sha) => !gaps.has(sha));
    return [
      ...(complete.length > 0 ? [await read(round, 'LINES', complete)] : []),
      ...(await readIf(round, 'NAMES', [...gaps])),
    ];
  } catch (error) {
    if (!(error instanceof GitFailure) && !(error instanceof AnswerTooLong)) throw error;
    if (shas.length === 1) return readIf(round, 'NONE', shas);
    return halves(shas, (half) => readByBlobs(round, half, missing));
  }
}

/**
 * Reads commits roughly in their order. Commits with missing objects are read as far as possible,
 * never excluded.
 */
export async function readCommits(round: SyncPass, shas: readonly string[]): Promise<Part[]> {
  const boundaries = new Set(round.snapshot.boundaries);
  const cut = shas.filter((sha) => boundaries.has(sha));
  const parts = await readWhole(
    round,
    cut.length === 0 ? shas : shas.filter((sha) => !boundaries.has(sha)),
  );
  const bare = await readIf(round, 'NONE', cut);
  return [...parts, ...bare.map((part) => ({ ...part, cutOff: true }))];
}

/**
 * Returns commits to report: all commits, merges last, or those that the tips reported before do
 * not reach.
 */
export async function unreported(round: SyncPass): Promise<readonly string[]> {
  const { tips } = round.state;
  if (tips.length === 0) return mergesLast(await round.graph());
  return reachable(round.source, round.snapshot.tips, tips);
}
