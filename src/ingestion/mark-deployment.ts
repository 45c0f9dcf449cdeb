import type { Viewer } from '../model/access.js';
import type { DeploymentMark } from '../model/delivery-anchor.js';
import { Fault } from '../model/errors.js';
import { appendActivity } from '../storage/activity.js';
import { markDeployment } from '../storage/deployment-marks.js';
import type { IngestionContext } from './context.js';
import { demand } from './demand.js';

/** Says by hand what a deployment was, over what tools say; null takes it back. Faults FORBIDDEN, NOT_FOUND. */
export async function mark(
  { database }: IngestionContext,
  viewer: Viewer,
  run: number,
  said: DeploymentMark | null,
): Promise<void> {
  demand(viewer, 'EDIT_TEAM');
  await database.write(viewer.account, async (session) => {
    if (!(await markDeployment(session, run, said, viewer.key)))
      throw new Fault('NOT_FOUND', 'There is no such run: take its id from a record.');
    await appendActivity(session, {
      ...{ key: viewer.key, action: 'EDITED', objectKind: 'DEPLOYMENT', object: String(run) },
      details: { mark: said },
    });
  });
}
