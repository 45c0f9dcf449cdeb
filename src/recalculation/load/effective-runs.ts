import {
  type EffectiveRunRow,
  effectiveRunsFor,
  loadEffectiveRunRows,
} from '../../storage/relations/effective-runs.js';
import { findReferencing } from '../../storage/relations/reference-keys.js';
import type { Session } from '../../storage/sql/session.js';

const lowered = (row: EffectiveRunRow): EffectiveRunRow => ({
  ...row,
  commits: row.commits.map((sha) => sha.toLowerCase()),
});

/** Loads effective runs, hashes in small letters. */
export const loadEffectiveRuns = async (
  session: Session,
  numbers: Iterable<number>,
): Promise<EffectiveRunRow[]> => (await loadEffectiveRunRows(session, numbers)).map(lowered);

/** Finds the effective runs that name any of these artifacts or hashes. */
export async function runsWith(
  session: Session,
  artifacts: readonly string[],
  hashes: readonly string[],
): Promise<EffectiveRunRow[]> {
  const attempts = [
    ...(await findReferencing(session, 'pipeline_run', 'ARTIFACT', artifacts)),
    ...(await findReferencing(session, 'pipeline_run', 'COMMIT', hashes)),
  ];
  return loadEffectiveRuns(session, await effectiveRunsFor(session, attempts));
}
