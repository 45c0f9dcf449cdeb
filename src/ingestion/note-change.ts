import type { Viewer } from '../model/access.js';
import { type Activity, appendActivity } from '../storage/directory/activity.js';
import type { Session } from '../storage/sql/session.js';

/** Writes down what a viewer did with an integration. */
export const noteChange = (
  session: Session,
  { key }: Viewer,
  action: Activity['action'],
  integration: number,
  details: unknown,
): Promise<void> =>
  appendActivity(session, {
    key,
    action,
    objectKind: 'INTEGRATION',
    object: String(integration),
    details,
  });
