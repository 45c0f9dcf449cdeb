import { type Action, may, type Viewer } from '../model/access.js';
import { Fault } from '../model/errors.js';

const needed: Record<Action, string> = {
  READ_INSIGHTS: 'a key with the role VIEWER, MANAGER or ADMIN',
  READ_DIRECTORY: 'a key with the role VIEWER, MANAGER or ADMIN',
  READ_INTEGRATIONS: 'a valid key',
  READ_DEVELOPERS: 'a key that may see the names of developers',
  EDIT_TEAM: 'a key with the role MANAGER or ADMIN',
  EDIT_IDENTITIES: 'a key with the role MANAGER or ADMIN',
  EDIT_DIRECTORY: 'a key with the role ADMIN',
  EDIT_INTEGRATIONS: 'a key with the role ADMIN',
  SYNC: 'a key with the role INGESTION or ADMIN',
  EDIT_KEYS: 'a key with the role ADMIN',
  EDIT_ACCOUNT: 'a key with the role ADMIN',
};

/** Throws FORBIDDEN, saying which key it would take, unless the viewer may do all of `actions`. */
export function demand(viewer: Viewer, ...actions: readonly Action[]): void {
  const refused = actions.find((action) => !may(viewer, action));
  if (refused)
    throw new Fault(
      'FORBIDDEN',
      `The key "${viewer.keyName}" may not do this: use ${needed[refused]}.`,
    );
}
