import { notFound, type SpotCheck } from '../discover.js';
import { openApi } from '../github-api/api.js';
import { parseJson } from '../http/answer.js';
import type { SourceContext } from '../provider.js';
import { attemptId, deploymentId } from './ids.js';
import { findRepository } from './nudges.js';
import { outcomeOf } from './outcome.js';
import type { ActionsSettings } from './settings.js';
import { wireRun } from './wire.js';

const WHAT = /^(?<fullName>[\w.-]+\/[\w.-]+)\/(?:actions\/)?(?<kind>runs|deployments)\/(?<id>\d+)$/;

/** Looks up `owner/name/runs/123` or `owner/name/deployments/123`, or the address of a run. */
export async function spotCheck(
  settings: ActionsSettings,
  what: string,
  context: SourceContext,
): Promise<SpotCheck> {
  const path = what.trim().replace(/^https?:\/\/[^/]+\//, '');
  const { fullName, kind, id } = WHAT.exec(path)?.groups ?? {};
  if (fullName === undefined || id === undefined)
    return notFound('Write owner/name/runs/123 or owner/name/deployments/123.');
  const api = openApi(settings, context);
  const repository = await findRepository(api, fullName);
  if (!repository) return notFound(`The credential sees no repository ${fullName}.`);
  const below = kind === 'runs' ? 'actions/runs' : 'deployments';
  const answer = await api.rest.ask(`repos/${repository.fullName}/${below}/${id}`, {
    allowed: [404, 410],
  });
  if (answer.status !== 200) return notFound(`GitHub has no such thing in ${fullName}.`);
  if (kind === 'deployments')
    return { found: true, factId: deploymentId(api.host, Number(id)), message: 'It is there.' };
  const { data: run } = wireRun.safeParse(parseJson(answer));
  if (!run) return notFound('GitHub answers no run as it does elsewhere.');
  const { word } = outcomeOf(run.status, run.conclusion);
  return {
    found: true,
    factId: attemptId(api.host, run.id, run.run_attempt),
    message: `Attempt ${run.run_attempt} is the last one: ${word}.`,
  };
}
