import type { Viewer } from '../../model/access.js';
import type { SyncRun } from '../../model/integration.js';
import { throughOutages } from '../../storage/database/outage.js';
import { newestRuns } from '../../storage/integrations/sync-runs.js';
import { type IngestionContext, integrationOf } from '../context.js';
import { demand } from '../sources/demand.js';

const LOOK_EVERY_MILLISECONDS = 1000;
/** Hints come by the transaction; nobody reads faster than this. */
const LEAST_MILLISECONDS = 100;

/** Ends after a hint for the account, a second, or the signal, whichever comes first. */
function nextLook({ database }: IngestionContext, account: number, signal: AbortSignal) {
  return new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      forget();
      signal.removeEventListener('abort', end);
      setTimeout(resolve, signal.aborted ? 0 : LEAST_MILLISECONDS);
    };
    const forget = database.onHint((hint) => {
      if (hint.account === account || hint.account === 0) end();
    });
    const timer = setTimeout(end, LOOK_EVERY_MILLISECONDS);
    signal.addEventListener('abort', end, { once: true });
  });
}

async function* looks(
  context: IngestionContext,
  viewer: Viewer,
  integration: number,
  signal: AbortSignal,
): AsyncGenerator<SyncRun> {
  let seen = '';
  while (!signal.aborted) {
    const [run] = await throughOutages(signal, () =>
      context.database.read(viewer.account, (session) => newestRuns(session, [integration])),
    );
    const text = JSON.stringify(run ?? null);
    if (run && text !== seen) yield run;
    seen = text;
    await nextLook(context, viewer.account, signal);
  }
}

/**
 * The newest run of an integration, now and whenever it has come further, ended, or was followed by another; wherever it is
 * worked on. Ends with `signal`. Throws FORBIDDEN and NOT_FOUND.
 */
export async function syncProgressed(
  context: IngestionContext,
  viewer: Viewer,
  integration: number,
  signal: AbortSignal,
): Promise<AsyncIterable<SyncRun>> {
  demand(viewer, 'READ_INTEGRATIONS');
  await integrationOf(context, viewer.account, integration);
  return looks(context, viewer, integration, AbortSignal.any([signal, context.background.signal]));
}
