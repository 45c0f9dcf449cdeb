import { inProject, openAzure } from '../azure-api/api.js';
import { notFound, type SpotCheck } from '../discover.js';
import { parseJson } from '../http/answer.js';
import type { SourceContext } from '../provider.js';
import { buildId } from './ids.js';
import type { AzurePipelinesSettings } from './settings.js';

interface Found {
  readonly buildNumber?: string | null;
  readonly status?: string | null;
  readonly result?: string | null;
}

const WHAT = /^([^/#]+)[/#](\d+)$/;

/** Looks up `project/123`, a run by its id. Throws what the API throws. */
export async function spotCheck(
  settings: AzurePipelinesSettings,
  what: string,
  context: SourceContext,
): Promise<SpotCheck> {
  const [, project, id] = WHAT.exec(what.trim()) ?? [];
  if (!project || !id)
    return notFound('Write it as project/123, with the buildId of the address of a run.');
  const api = openAzure(settings, context);
  const path = inProject(project, `build/builds/${id}`);
  const answer = await api.core.ask(path, { allowed: [404] });
  if (answer.status === 404)
    return notFound(
      `Azure DevOps shows no run ${what.trim()} to this token: it is gone, or hidden.`,
    );
  const { buildNumber, status, result } = parseJson<Found>(answer);
  return {
    found: true,
    factId: buildId(api.place, id),
    message: `Azure DevOps has the run ${buildNumber ?? id}, ${result ?? status ?? 'of no status'}.`,
  };
}
