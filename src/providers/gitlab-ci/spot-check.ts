import { notFound, type SpotCheck } from '../discover.js';
import { isSelected } from '../gitlab-api/access.js';
import { openApi, UNREADABLE } from '../gitlab-api/api.js';
import { readProject, wireProject } from '../gitlab-api/projects.js';
import { parseJson } from '../http/answer.js';
import type { SourceContext } from '../provider.js';
import { pipelineId } from './ids.js';
import type { GitlabCiSettings } from './settings.js';

const WHAT = /^([\w.-]+(?:\/[\w.-]+)+)#(\d+)$/;

/** Looks up a pipeline, `group/name#4711`, by the number in the address of its page. Throws what the client throws. */
export async function spotCheck(
  settings: GitlabCiSettings,
  what: string,
  context: SourceContext,
): Promise<SpotCheck> {
  const [, path, id] = WHAT.exec(what.trim()) ?? [];
  if (path === undefined) return notFound('Write it as group/name#4711, the number of a pipeline.');
  const api = openApi(settings, context);
  const { data: project } = wireProject.safeParse(await readProject(api, path));
  const nothing = `GitLab shows no ${what.trim()} to the token: it is not there, or hidden.`;
  if (!project) return notFound(nothing);
  const answer = await api.ask(`projects/${project.id}/pipelines/${id}`, { allowed: UNREADABLE });
  if (UNREADABLE.includes(answer.status)) return notFound(nothing);
  const { status, ref } = parseJson<{ readonly status?: string; readonly ref?: string }>(answer);
  const isRead = isSelected(settings, project.path_with_namespace);
  return {
    found: true,
    factId: pipelineId(api.place, Number(id)),
    message: `GitLab has the pipeline of ${ref}, ${status}.${isRead ? '' : ' The settings leave its project out.'}`,
  };
}
