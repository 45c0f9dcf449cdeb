import type { Viewer } from '../../model/access.js';
import { Fault } from '../../model/errors.js';
import type { Integration } from '../../model/integration.js';
import { writeDueNow } from '../../storage/integrations/integration-schedule.js';
import {
  lockIntegration,
  readIntegration,
  updateIntegration,
} from '../../storage/integrations/integrations.js';
import { found, type IngestionContext } from '../context.js';
import { noteChange } from '../note-change.js';
import { demand } from './demand.js';

/** Stops or resumes the syncs of an integration; a sync under way ends by itself. Throws FORBIDDEN, NOT_FOUND, and CONFLICT if it is being removed. */
export async function setPaused(
  { database }: IngestionContext,
  viewer: Viewer,
  number: number,
  status: 'ACTIVE' | 'PAUSED',
): Promise<Integration> {
  demand(viewer, 'EDIT_INTEGRATIONS');
  return database.write(viewer.account, async (session) => {
    const before = found(await lockIntegration(session, number));
    if (before.status === 'REMOVING')
      throw new Fault('CONFLICT', `"${before.name}" is being removed: connect it again.`);
    if (before.status === status) return before;
    await updateIntegration(session, number, { status });
    if (status === 'ACTIVE') await writeDueNow(session, number);
    await noteChange(session, viewer, 'EDITED', number, {
      status: { before: before.status, after: status },
    });
    return found(await readIntegration(session, number));
  });
}

/** Stops the scheduled syncs of an integration. */
export const pause = (
  context: IngestionContext,
  viewer: Viewer,
  number: number,
): Promise<Integration> => setPaused(context, viewer, number, 'PAUSED');
