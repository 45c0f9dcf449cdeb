import { readSprint } from '../issues/boards.js';
import type { Project } from '../projects.js';
import { type GoneBody, wireVersion } from '../wire.js';
import type { Reader } from './fetch-issues.js';
import { versionsBody } from './list-steps.js';
import { isGone } from './sweep.js';

type Deleted = Omit<GoneBody['gone'][number], 'at'>;

/** Returns true if the list of a project no longer has a version; a list that is not read says nothing. */
async function isVersionGone(
  reader: Reader,
  projects: readonly Project[],
  id: string,
  project: string | undefined,
): Promise<boolean> {
  const home = projects.find((one) => one.id === project);
  if (!home) return false;
  const { versions } = await versionsBody({ reader }, home);
  return !versions.some((one) => wireVersion.safeParse(one).data?.id === id);
}

/** Returns the kind of what the site no longer finds; null if it is there, or where a delivery says nothing of a deletion. */
async function goneKind(
  reader: Reader,
  projects: readonly Project[],
  [what, id = '', project]: readonly string[],
): Promise<Deleted['kind'] | null> {
  if (what === 'deleted-issue') return (await isGone(reader, Number(id))) ? 'WORK_ITEM' : null;
  if (what === 'deleted-sprint')
    return (await readSprint(reader.site.client, id)) === null ? 'SPRINT' : null;
  if (what !== 'deleted-version') return null;
  return (await isVersionGone(reader, projects, id, project)) ? 'VERSION' : null;
}

/** Returns what deliveries call deleted and the site does not find either. */
export async function lookUpDeleted(
  reader: Reader,
  projects: readonly Project[],
  nudges: readonly string[],
): Promise<readonly Deleted[]> {
  const deleted: Deleted[] = [];
  for (const nudge of new Set(nudges)) {
    const parts = nudge.split('/');
    const [, id = ''] = parts;
    const kind = /^\d+$/.test(id) ? await goneKind(reader, projects, parts) : null;
    if (kind !== null) deleted.push({ kind, id });
  }
  return deleted;
}
