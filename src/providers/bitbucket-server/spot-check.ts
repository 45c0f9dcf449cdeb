import { notFound, type SpotCheck } from '../discover.js';
import type { SourceContext } from '../provider.js';
import { askIfThere, isAbsent, openServer } from './api.js';
import { pullRequestId } from './ids.js';
import { readOne } from './pulls.js';
import { isSelected, pathOf, type RawRepository } from './repositories.js';
import type { BitbucketServerSettings } from './settings.js';

const WHAT = /^(~?[\w.-]+)\/([\w.-]+)#(\d+)$/;

/** Looks up a pull request, such as `SHOP/web#42`. Throws what the API throws. */
export async function spotCheck(
  settings: BitbucketServerSettings,
  what: string,
  context: SourceContext,
): Promise<SpotCheck> {
  const [, project, slug, digits] = WHAT.exec(what.trim()) ?? [];
  if (project === undefined || slug === undefined)
    return notFound('Write it as KEY/repository#42.');
  const server = await openServer(settings, context);
  const path = { project, slug };
  const repository = await askIfThere<RawRepository>(server, pathOf(path));
  const number = Number(digits);
  const raw = isAbsent(repository) ? repository : await readOne(server, path, number);
  if (isAbsent(repository) || isAbsent(raw))
    return notFound(`Bitbucket shows no ${what.trim()} to this token: it is not there, or hidden.`);
  const updated = new Date(raw.updatedDate ?? 0).toISOString();
  const out = isSelected(settings, repository) ? '' : ' The settings leave its repository out.';
  return {
    found: true,
    factId: pullRequestId(server.place, repository.id, number),
    message: `Bitbucket has "${String(raw.title)}", ${raw.state}, updated ${updated}.${out}`,
  };
}
