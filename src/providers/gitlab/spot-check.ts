import { notFound, type SpotCheck } from '../discover.js';
import { isSelected } from '../gitlab-api/access.js';
import { openApi, UNREADABLE } from '../gitlab-api/api.js';
import { issueId, mergeRequestId } from '../gitlab-api/ids.js';
import { readProject, wireProject } from '../gitlab-api/projects.js';
import { parseJson } from '../http/answer.js';
import type { SourceContext } from '../provider.js';
import { lists } from './lists.js';
import type { GitlabSettings } from './settings.js';

const WHAT = /^([\w.-]+(?:\/[\w.-]+)+)([!#])(\d+)$/;

interface Found {
  readonly title?: string;
  readonly state?: string;
  readonly updated_at?: string;
}

/** Looks up a merge request, `group/name!42`, or an issue, `group/name#42`. Throws what the client throws. */
export async function spotCheck(
  settings: GitlabSettings,
  what: string,
  context: SourceContext,
): Promise<SpotCheck> {
  const [, path, sign, digits] = WHAT.exec(what.trim()) ?? [];
  if (path === undefined) return notFound('Write it as group/name!42, an issue as group/name#42.');
  const api = openApi(settings, context);
  const { data: project } = wireProject.safeParse(await readProject(api, path));
  const nothing = `GitLab shows no ${what.trim()} to the token: it is not there, or hidden.`;
  if (!project) return notFound(nothing);
  const list = lists[sign === '!' ? 'pulls' : 'issues'];
  const idOf = sign === '!' ? mergeRequestId : issueId;
  const iid = Number(digits);
  const answer = await api.ask(`projects/${project.id}/${list.path}/${iid}`, {
    allowed: UNREADABLE,
  });
  if (UNREADABLE.includes(answer.status)) return notFound(nothing);
  const { title, state, updated_at: updated } = parseJson<Found>(answer);
  const isRead = isSelected(settings, project.path_with_namespace);
  return {
    found: true,
    factId: idOf(api.place, project.id, iid),
    message: `GitLab has "${title}", ${state}, updated ${updated}.${isRead ? '' : ' The settings leave its project out.'}`,
  };
}
