import { isAbsolute } from 'node:path';
import type { Viewer } from '../model/access.js';
import { refuse } from '../model/errors.js';
import type { Integration } from '../model/integration.js';
import { type AllowedFolders, isAllowed, realPathOf } from '../providers/folders.js';
import type { SourceIdentity } from '../providers/provider.js';
import type { IngestionContext } from './context.js';

type Roots = Pick<IngestionContext, 'gitRoots'>;

/** The folders that may be read for an integration: those below the operator's roots, and those that the operator granted it. */
export async function foldersGranted(
  { gitRoots }: Roots,
  { granted }: Pick<Integration, 'granted'>,
): Promise<AllowedFolders> {
  if (gitRoots === null) return null;
  const roots = await Promise.all(gitRoots.map(realPathOf));
  // They were real when they were granted. What they lead to since was not.
  return [...roots, ...granted.filter((one) => isAbsolute(one))];
}

/** The folders that may be read on behalf of a viewer: all for the operator (key 0), who sits at the machine itself. */
export const foldersOf = (context: Roots, { key }: Viewer): Promise<AllowedFolders> =>
  key === 0 ? Promise.resolve(null) : foldersGranted(context, { granted: [] });

/** Throws a Refusal where a source is a folder of this machine that may not be read, links followed. */
export async function demandRoot(
  viewer: Viewer,
  source: SourceIdentity,
  context: Roots,
): Promise<void> {
  if (source.directory === null) return;
  if (await isAllowed(source.directory, await foldersOf(context, viewer))) return;
  refuse(
    'OUTSIDE_GIT_ROOTS',
    ['settings', 'location'],
    context.gitRoots?.length === 0
      ? 'This server imports no folders of its own machine: give a URL, set GIT_ROOTS, or run `insights import git PATH` on the machine.'
      : `${source.directory} lies outside the folders that GIT_ROOTS names: move it there, or run \`insights import git PATH\` on the machine.`,
  );
}
