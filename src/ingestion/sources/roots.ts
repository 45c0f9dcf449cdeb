import { isAbsolute } from 'node:path';
import type { Viewer } from '../../model/access.js';
import { refuse } from '../../model/errors.js';
import type { Integration } from '../../model/integration.js';
import { type AllowedFolders, isAllowed, realPathOf } from '../../providers/folders.js';
import type { SourceContext, SourceIdentity } from '../../providers/provider.js';
import type { IngestionContext } from '../context.js';

type Roots = Pick<IngestionContext, 'gitRoots'>;

/** The folders that may be read for an integration: those below the operator's roots, and those that the operator granted it. */
async function foldersGranted(
  { gitRoots }: Roots,
  granted: Integration['granted'],
): Promise<AllowedFolders> {
  if (gitRoots === null) return null;
  const roots = await Promise.all(gitRoots.map(realPathOf));
  // Granted paths were real when they were granted; their present targets were not granted.
  return [...roots, ...granted.filter((one) => isAbsolute(one))];
}

/** The operator's folders and logins that a source may use. */
export type Lent = Pick<SourceContext, 'folders' | 'logins'>;
type Lender = Roots & Pick<IngestionContext, 'gitHosts'>;

/**
 * Returns the operator's folders and logins for an integration, including grants made by connecting
 * it.
 */
export async function lentTo(
  context: Lender,
  account: number,
  { granted }: Pick<Integration, 'granted'>,
): Promise<Lent> {
  const listed = context.gitHosts.filter((one) => one.account === null || one.account === account);
  const addresses = granted.filter((one) => !isAbsolute(one));
  return {
    folders: await foldersGranted(context, granted),
    logins: { hosts: listed.map(({ host }) => host), addresses },
  };
}

/**
 * Returns the operator's folders and logins for a viewer's request: everything for the operator
 * (key 0), at the machine itself.
 */
export const lentToViewer = (context: Lender, { key, account }: Viewer): Promise<Lent> =>
  key === 0
    ? Promise.resolve({ folders: null, logins: { hosts: [], addresses: null } })
    : lentTo(context, account, { granted: [] });

/** Throws a Refusal where a source is a folder of this machine that may not be read, links followed. */
export async function demandRoot(
  viewer: Viewer,
  source: SourceIdentity,
  context: Lender,
): Promise<void> {
  if (source.directory === null) return;
  const { folders } = await lentToViewer(context, viewer);
  if (await isAllowed(source.directory, folders)) return;
  refuse(
    'OUTSIDE_GIT_ROOTS',
    ['settings', 'location'],
    context.gitRoots?.length === 0
      ? 'This server imports no folders of its own machine: give a URL, set GIT_ROOTS, or run `insights import git PATH` on the machine.'
      : `${source.directory} lies outside the folders that GIT_ROOTS names: move it there, or run \`insights import git PATH\` on the machine.`,
  );
}
