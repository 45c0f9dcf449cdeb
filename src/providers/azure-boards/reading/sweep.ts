import type { Instant } from '../../../model/time.js';
import { inProject } from '../../azure-api/api.js';
import { chunksOf } from '../../chunks-of.js';
import { parseJson } from '../../http/answer.js';
import { readBin } from '../lists.js';
import { fieldNames } from '../wire.js';
import type { Deleted } from './feeds.js';
import { BATCH_MOST, isIn, itemsOf } from './fetch-items.js';
import { deleteItems, goneDraft } from './item-steps.js';
import type { Draft, ProjectRun } from './run.js';

/** More than these and more than half of a project is rather a lost right than a deletion. */
const FEW = 20;

/** Returns the numbers that were read and that no project which is read has now. */
async function missingOf({ api, project, projects, own }: ProjectRun): Promise<readonly number[]> {
  const missing: number[] = [];
  for (const some of chunksOf([...own.known], BATCH_MOST)) {
    const found = await itemsOf({ api, project }, some, { fields: [fieldNames.project] });
    const there = found.filter((item) => projects.some((one) => isIn(item, one)));
    const numbers = new Set(there.map(({ id }) => id));
    missing.push(...some.filter((number) => !numbers.has(number)));
  }
  return missing;
}

/** Returns when Azure says that an item is not there, by the later of its clock and ours; null if it is. */
export async function goneAt(
  { api, project, projects }: Pick<ProjectRun, 'api' | 'project' | 'projects'>,
  number: number,
  now: Instant,
): Promise<Instant | null> {
  const answer = await api.core.ask(inProject(project.id, `wit/workitems/${number}`), {
    query: { fields: fieldNames.project },
    allowed: [404],
  });
  const at = Math.max(now, Date.parse(answer.headers.get('date') ?? '') || now);
  if (answer.status === 404) return at;
  const item = parseJson<Parameters<typeof isIn>[0]>(answer);
  return projects.some((one) => isIn(item, one)) ? null : at;
}

async function* deleteMissing(run: ProjectRun, missing: readonly number[]): AsyncGenerator<Draft> {
  const deleted: Deleted[] = [];
  for (const number of missing) {
    const at = await goneAt(run, number, run.context.now);
    if (at !== null) deleted.push({ number, at });
  }
  yield* deleteItems(run, deleted);
}

/**
 * Deletes what the organisation does not find twice, though no change reported it: destroyed items, and those that were moved where
 * nothing is read. Where most of a project is missing and not in its recycle bin for the first time, the next sweep decides.
 */
export async function* sweepSteps(run: ProjectRun): AsyncGenerator<Draft> {
  const { api, project, own } = run;
  const missing = await missingOf(run);
  if (missing.length === 0) return;
  const bin = await readBin(api, project);
  const lost = missing.filter((number) => !bin.has(number));
  const isUnlikely = lost.length > FEW && lost.length > own.known.size / 2;
  const isDoubted = isUnlikely && !own.isDoubted;
  own.isDoubted = isDoubted;
  yield* deleteMissing(run, isDoubted ? missing.filter((number) => bin.has(number)) : missing);
  if (!isDoubted) return;
  api.log('warn', `${lost.length} items of ${project.name} are missing: the next sweep decides.`);
  // A page of nothing, so that the next sweep knows it.
  yield goneDraft(run, []);
}
