import type { Viewer } from '../../model/access.js';
import { Refusal } from '../../model/errors.js';
import {
  CHANGE_FAILURE_TAG,
  errorOfCall,
  type PipelineInstance,
  type ReportedCall,
  readCall,
  readInstance,
} from '../../providers/custom/pipeline-call/read-call.js';
import { lineReader, type RecordLine } from '../../providers/custom/read-line.js';
import { factsOf } from '../../providers/custom/to-facts.js';
import { writeFacts } from '../../storage/facts/facts.js';
import { noteSynced } from '../../storage/integrations/integrations.js';
import { keepPage } from '../../storage/integrations/raw-pages.js';
import {
  type KeptRun,
  loadKeptRun,
  overrideDeployment,
} from '../../storage/relations/deployment-overrides.js';
import { dataFaultOf } from '../../storage/sql/data-fault.js';
import type { Session } from '../../storage/sql/session.js';
import type { IngestionContext } from '../context.js';
import { demand } from '../sources/demand.js';
import { packed } from './packing.js';
import { findSentSource, lockSentSource, type SentSource } from './sent-source.js';
import { validateLines } from './validate-lines.js';

/** Runs of all instances are of this source. */
const SOURCE = 'Custom CI/CD';
/** No integration has this number, so that every fact is another's. */
const NO_INTEGRATION = 0;

/** The result of a call. */
export interface RunReport {
  /** Id of the run's fact. */
  readonly id: string;
  /** UNCHANGED if the run is as it was before. */
  readonly outcome: 'CREATED' | 'UPDATED' | 'UNCHANGED';
}

/** Throws a Refusal with the errors of the call, if stored data contradict it. */
async function checkAgainstStored(
  { database }: IngestionContext,
  { account }: Viewer,
  source: SentSource,
  text: string,
  read: RecordLine,
): Promise<void> {
  const [line] = await database.read(account, (session) =>
    validateLines(session, source.number ?? NO_INTEGRATION, [{ line: 1, text, read }]),
  );
  const errors = line?.errors ?? [];
  if (errors.length > 0) throw new Refusal(errors.map(errorOfCall));
}

/**
 * Labels a run as failed where a call begins to call it a change failure, and takes that off where
 * a call ends to. A label that somebody else gave stays.
 */
async function labelFailure(
  session: Session,
  viewer: Viewer,
  { id, isChangeFailure }: ReportedCall,
  before: KeptRun | null,
): Promise<void> {
  const was = before?.tags.includes(CHANGE_FAILURE_TAG) ?? false;
  if (was === isChangeFailure) return;
  const run = await loadKeptRun(session, id);
  if (run === null) return;
  if (isChangeFailure && run.mark === null)
    await overrideDeployment(session, run.number, 'FAILED', viewer.key);
  if (!isChangeFailure && run.mark === 'FAILED')
    await overrideDeployment(session, run.number, null, viewer.key);
}

/** Writes everything of a call, or nothing. Throws a Refusal if the database cannot hold it. */
async function writeCall(
  { database, clock }: IngestionContext,
  viewer: Viewer,
  source: SentSource,
  call: ReportedCall,
  read: RecordLine,
): Promise<RunReport['outcome']> {
  const body = await packed(call.line);
  const fetchedAt = clock();
  try {
    return await database.write(viewer.account, async (session) => {
      const integration = await lockSentSource(session, viewer, source);
      const before = await loadKeptRun(session, call.id);
      const { written } = await writeFacts(session, integration, factsOf([read]));
      if ((written.PIPELINE_RUN ?? 0) === 0) return 'UNCHANGED';
      await labelFailure(session, viewer, call, before);
      await keepPage(session, integration, { kind: 'FACTS', body, fetchedAt });
      await noteSynced(session, integration, fetchedAt);
      return before === null ? 'CREATED' : 'UPDATED';
    });
  } catch (error) {
    const message = dataFaultOf(error);
    if (message === null) throw error;
    throw new Refusal([{ code: 'NOT_STORABLE', field: [], message }]);
  }
}

/**
 * Reports one run of a pipeline. A call about a run that is known replaces what was said of it, and
 * the same call changes nothing. Throws FORBIDDEN. Throws a Refusal that names each field at fault.
 * Throws CONFLICT if the source is paused or being removed.
 */
export async function reportRun(
  context: IngestionContext,
  viewer: Viewer,
  body: unknown,
): Promise<RunReport> {
  demand(viewer, 'SYNC');
  const now = context.clock();
  const call = readCall(body, now);
  const read = lineReader(now)(call.line);
  const source = await context.database.read(viewer.account, (session) =>
    findSentSource(session, SOURCE),
  );
  await checkAgainstStored(context, viewer, source, call.line, read);
  return { id: call.id, outcome: await writeCall(context, viewer, source, call, read) };
}

/**
 * Returns the GUID under which an instance of a CI/CD tool reports its runs, the same for the same
 * call. Throws FORBIDDEN. Throws a Refusal that names each field at fault.
 */
export function registerInstance(
  _context: IngestionContext,
  viewer: Viewer,
  body: unknown,
): Promise<PipelineInstance> {
  demand(viewer, 'SYNC');
  return Promise.resolve(readInstance(body, viewer.account));
}
