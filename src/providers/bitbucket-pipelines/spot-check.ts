import { openApi, repositoryPath } from '../bitbucket-api/api.js';
import { notFound, type SpotCheck } from '../discover.js';
import { parseJson } from '../http/answer.js';
import type { SourceContext } from '../provider.js';
import { runId } from './ids.js';
import type { PipelinesSettings } from './settings.js';
import { wirePipeline } from './wire.js';

const WHAT = /^([\w.-]+\/[\w.-]+)#(\d+)$/;

/** Looks up a pipeline as `workspace/repository#42`, by its build number, among the newest hundred. Throws what the API throws. */
export async function spotCheck(
  settings: PipelinesSettings,
  what: string,
  context: SourceContext,
): Promise<SpotCheck> {
  const [, name, number] = WHAT.exec(what.trim()) ?? [];
  if (name === undefined) return notFound('Write it as workspace/repository#42.');
  const api = openApi(settings, context);
  const asking = { query: { sort: '-created_on', pagelen: 100 }, allowed: [403, 404, 410] };
  const answer = await api.client.ask(`${repositoryPath(name)}/pipelines`, asking);
  const { values = [] } = parseJson<{ readonly values?: readonly unknown[] }>(answer);
  const found = values
    .flatMap((node) => wirePipeline.safeParse(node).data ?? [])
    .find(({ build_number }) => build_number === Number(number));
  if (!found)
    return notFound(`Bitbucket shows no pipeline ${what.trim()} among the newest hundred.`);
  const { state, uuid } = found;
  const word = state.result?.name ?? state.stage?.name ?? state.name;
  return {
    found: true,
    factId: runId(api.host, uuid),
    message: `Bitbucket has pipeline ${number} of ${name}: ${word}.`,
  };
}
