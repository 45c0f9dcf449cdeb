import type { Viewer } from '../../model/access.js';
import { Fault } from '../../model/errors.js';
import type { Integration, SyncCounts } from '../../model/integration.js';
import { custom } from '../../providers/custom/index.js';
import type { Database } from '../../storage/database/database.js';
import {
  insertIntegration,
  lockIntegration,
  readIntegration,
  readIntegrations,
} from '../../storage/integrations/integrations.js';
import { endRun, insertRun, newestRuns } from '../../storage/integrations/sync-runs.js';
import type { Session } from '../../storage/sql/session.js';
import { found } from '../context.js';
import { noteChange } from '../note-change.js';
import { noCounts } from '../sync/tally.js';

/** A source whose facts are sent to us. It is an integration from its first accepted line on. */
export interface SentSource {
  readonly name: string;
  /** Null until it is an integration. */
  number: number | null;
  /** True if its latest known result is a failure. */
  readonly hasFailed: boolean;
}

async function findNamed(session: Session, source: string): Promise<Integration | null> {
  const others = await readIntegrations(session, { provider: custom.id });
  const known = others.find(({ name }) => name.toLowerCase() === source.toLowerCase());
  if (known?.status === 'REMOVING')
    throw new Fault(
      'CONFLICT',
      `"${known.name}" is still being removed: send the facts again then.`,
    );
  return known ?? null;
}

/** Throws CONFLICT if the source is being removed. */
export async function findSentSource(session: Session, name: string): Promise<SentSource> {
  const known = await findNamed(session, name);
  const [last] = known ? await newestRuns(session, [known.number]) : [];
  return { name, number: known?.number ?? null, hasFailed: last?.status === 'FAILED' };
}

async function makeIntegration(session: Session, viewer: Viewer, name: string) {
  // Drawing a number locks the counter, so that two who send for one new source at once take turns.
  const number = await session.drawNumbers(1);
  const known = await findNamed(session, name);
  if (known) return known;
  const settings = { name };
  await insertIntegration(session, { number, provider: custom.id, name, settings });
  await noteChange(session, viewer, 'CREATED', number, { provider: custom.id, name });
  return found(await readIntegration(session, number));
}

/** Returns the integration of a source that has a line to be written, locked. Throws CONFLICT if it is paused or being removed. */
export async function lockSentSource(
  session: Session,
  viewer: Viewer,
  { name, number }: SentSource,
): Promise<number> {
  const known =
    number === null
      ? await makeIntegration(session, viewer, name)
      : await lockIntegration(session, number);
  if (known?.status !== 'ACTIVE')
    throw new Fault(
      'CONFLICT',
      'The source is paused or being removed: resume it, then send the facts again.',
    );
  return known.number;
}

export interface SentOutcome extends Pick<SyncCounts, 'written' | 'removed'> {
  readonly accepted: number;
  readonly refusedCount: number;
  readonly refused: readonly {
    readonly line: number;
    readonly errors: readonly { readonly field: readonly string[]; readonly message: string }[];
  }[];
}

function messageOf({ refusedCount, refused }: SentOutcome): string {
  const [first] = refused;
  const [error] = first?.errors ?? [];
  const place = error && error.field.length > 0 ? `${error.field.join('.')}: ` : '';
  const why = first && error ? ` Line ${first.line}: ${place}${error.message}` : '';
  return `All ${refusedCount} lines that were sent were refused.${why}`;
}

/** Writes a run that says how the sending went, so that a source all of whose lines were refused is not taken for healthy. */
async function writeRun(session: Session, integration: number, outcome: SentOutcome) {
  if (!(await lockIntegration(session, integration))) return;
  const [last] = await newestRuns(session, [integration]);
  const startedAt = Math.max(session.now, (last?.startedAt ?? 0) + 1);
  const { accepted, written, removed } = outcome;
  const run = await insertRun(session, integration, startedAt, { ...noCounts, written, removed });
  if (accepted > 0) await endRun(session, run, { status: 'SUCCEEDED', message: null });
  else await endRun(session, run, { status: 'FAILED', message: messageOf(outcome) });
}

/** Keeps what a run of its own is worth: a failure, and what ends one. */
export async function writeOutcome(
  database: Database,
  { account }: Viewer,
  { number, hasFailed }: SentSource,
  outcome: SentOutcome,
): Promise<void> {
  const isNoteworthy = outcome.accepted > 0 ? hasFailed : outcome.refusedCount > 0;
  if (number === null || !isNoteworthy) return;
  await database.write(account, (session) => writeRun(session, number, outcome));
}
