import type { Viewer } from '../model/access.js';
import { Fault } from '../model/errors.js';
import type { DeploymentMark } from '../model/inputs/delivery-input.js';
import { appendActivity } from '../storage/directory/activity.js';
import { overrideDeployment } from '../storage/relations/deployment-overrides.js';
import type { IngestionContext } from './context.js';
import { demand } from './sources/demand.js';

/**
 * Sets a manual override of a deployment's outcome; null removes it. Throws FORBIDDEN. Throws
 * NOT_FOUND.
 */
export async function mark(
  { database }: IngestionContext,
  viewer: Viewer,
  run: number,
  said: DeploymentMark | null,
): Promise<void> {
  demand(viewer, 'EDIT_TEAM');
  await database.write(viewer.account, async (session) => {
    if (!(await overrideDeployment(session, run, said, viewer.key)))
      throw new Fault('NOT_FOUND', 'There is no such run: take its id from a record.');
    await appendActivity(session, {
      key: viewer.key,
      action: 'EDITED',
      objectKind: 'DEPLOYMENT',
      object: String(run),
      details: { mark: said },
    });
  });
}
