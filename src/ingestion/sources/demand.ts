import { type Action, may, type Viewer } from '../../model/access.js';
import { Fault } from '../../model/errors.js';
import type { Session } from '../../storage/sql/session.js';
import type { IngestionContext } from '../context.js';

const needed = {
  READ_INTEGRATIONS: 'a valid key',
  EDIT_INTEGRATIONS: 'a key with the role ADMIN',
  EDIT_TEAM: 'a key with the role MANAGER or ADMIN',
  SYNC: 'a key with the role INGESTION or ADMIN',
} as const satisfies Partial<Record<Action, string>>;

/** Throws FORBIDDEN, saying which key it would take, unless the viewer may do it. */
export function demand(viewer: Viewer, action: keyof typeof needed): void {
  if (!may(viewer, action))
    throw new Fault(
      'FORBIDDEN',
      `The key "${viewer.keyName}" may not do this: use ${needed[action]}.`,
    );
}

/** Reads for a viewer who may see integrations. Throws FORBIDDEN. */
export async function readFor<Result>(
  { database }: IngestionContext,
  viewer: Viewer,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  demand(viewer, 'READ_INTEGRATIONS');
  return database.read(viewer.account, work);
}
