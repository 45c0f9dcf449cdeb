import type { Viewer } from '../../model/access.js';
import { Fault, refuse } from '../../model/errors.js';
import type { SyncRun } from '../../model/integration.js';
import type { Instant } from '../../model/time.js';
import { clearCursor } from '../../storage/integrations/integration-schedule.js';
import { readIntegration } from '../../storage/integrations/integrations.js';
import { deleteValidators } from '../../storage/integrations/source-validators.js';
import { found, type IngestionContext } from '../context.js';
import { noteChange } from '../note-change.js';
import { demand } from '../sources/demand.js';
import { claimIn } from '../sync/claim.js';
import { syncClaimed } from '../sync/sync.js';

/** An integration to read again. */
export interface ReingestInput {
  /** Number of the integration. */
  readonly integration: number;
  /** How far back; null: as far as the first sync. */
  readonly from: Instant | null;
}

/**
 * Reads an integration again from an instant on and deletes nothing: what is known already changes nothing. Returns the run that
 * has begun. Throws FORBIDDEN, NOT_FOUND, a Refusal, and CONFLICT if it is paused, being removed, or being synced.
 */
export async function reingestNow(
  context: IngestionContext,
  viewer: Viewer,
  { integration: number, from }: ReingestInput,
): Promise<SyncRun> {
  demand(viewer, 'EDIT_INTEGRATIONS');
  if (from !== null && from > context.clock())
    refuse('IN_FUTURE', ['from'], 'Nothing has happened since then: give a day of the past.');
  const claimed = await context.database.write(viewer.account, async (session) => {
    const claim = await claimIn(context, session, number, null);
    if (!claim?.isOurs)
      throw new Fault('CONFLICT', 'It is being synced: read it again when that has ended.');
    await clearCursor(session, number, from);
    await deleteValidators(session, number);
    await noteChange(session, viewer, 'EDITED', number, { reingestedFrom: from });
    return { ...claim, integration: found(await readIntegration(session, number)) };
  });
  context.background.run(() => syncClaimed(context, viewer.account, claimed, {}));
  return claimed.run;
}
