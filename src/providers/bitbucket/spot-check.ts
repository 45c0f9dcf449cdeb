import { openApi, repositoryPath } from '../bitbucket-api/api.js';
import { pullRequestId } from '../bitbucket-api/ids.js';
import { isSelected } from '../bitbucket-api/repositories.js';
import { notFound, type SpotCheck } from '../discover.js';
import { parseJson } from '../http/answer.js';
import type { SourceContext } from '../provider.js';
import type { BitbucketSettings } from './settings.js';

interface Found {
  readonly title?: string;
  readonly state?: string;
  readonly updated_on?: string;
  readonly destination?: {
    readonly repository?: { readonly uuid?: string; readonly full_name?: string } | null;
  } | null;
}

const WHAT = /^([\w.-]+\/[\w.-]+)#(\d+)$/;

/** Looks up a pull request as `workspace/repository#42`. Throws what the API throws. */
export async function spotCheck(
  settings: BitbucketSettings,
  what: string,
  context: SourceContext,
): Promise<SpotCheck> {
  const [, name, number] = WHAT.exec(what.trim()) ?? [];
  if (name === undefined) return notFound('Write it as workspace/repository#42.');
  const api = openApi(settings, context);
  const path = `${repositoryPath(name)}/pullrequests/${number}`;
  const answer = await api.client.ask(path, { allowed: [403, 404, 410] });
  const hidden = `Bitbucket shows no ${what.trim()} to this token: it is not there, or hidden.`;
  if (answer.status !== 200) return notFound(hidden);
  const { title, state, updated_on: updated, destination } = parseJson<Found>(answer);
  const uuid = destination?.repository?.uuid;
  if (!uuid) return notFound(hidden);
  const isRead = isSelected(settings, { full_name: destination?.repository?.full_name ?? name });
  const more = isRead ? '' : ' The settings do not name its repository.';
  return {
    found: true,
    factId: pullRequestId(api.host, uuid, Number(number)),
    message: `Bitbucket has "${title}", ${state}, updated ${updated}.${more}`,
  };
}
