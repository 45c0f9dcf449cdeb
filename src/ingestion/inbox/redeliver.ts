import type { Viewer } from '../../model/access.js';
import { Fault } from '../../model/errors.js';
import type { Integration } from '../../model/integration.js';
import {
  findDeliveryOwner,
  type Redelivered,
  redeliver,
} from '../../storage/integrations/inbox.js';
import { lockIntegration } from '../../storage/integrations/integrations.js';
import { found, type IngestionContext } from '../context.js';
import { noteChange } from '../note-change.js';
import { demand } from '../sources/demand.js';

/** How many deliveries are tried again, and their integration. */
export interface RedeliverAnswer {
  /** Number of deliveries that are processed again. */
  readonly redelivered: number;
  /** The integration. */
  readonly integration: Integration;
}

const noDelivery = (): Fault =>
  new Fault('NOT_FOUND', 'There is no such delivery: it was deleted by age, or never came.');

/**
 * Lets one delivery be tried again, in whatever status it is, or all dead ones of an integration. Throws FORBIDDEN, NOT_FOUND, and
 * CONFLICT if the integration is being removed.
 */
export async function redeliverNow(
  { database }: IngestionContext,
  viewer: Viewer,
  which: Redelivered,
): Promise<RedeliverAnswer> {
  demand(viewer, 'EDIT_INTEGRATIONS');
  return database.write(viewer.account, async (session) => {
    const number =
      'integration' in which ? which.integration : await findDeliveryOwner(session, which.delivery);
    if (number === null) throw noDelivery();
    const integration = found(await lockIntegration(session, number));
    if (integration.status === 'REMOVING')
      throw new Fault(
        'CONFLICT',
        `"${integration.name}" is being removed: nothing is tried again.`,
      );
    const redelivered = await redeliver(session, which);
    if (redelivered > 0) await noteChange(session, viewer, 'EDITED', number, { redelivered });
    return { redelivered, integration };
  });
}
