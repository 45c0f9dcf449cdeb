import { openApi, repositoryPath } from '../bitbucket-api/api.js';
import { seenIn } from '../bitbucket-api/repositories.js';
import { parseJson } from '../http/answer.js';
import type { Page, SourceContext } from '../provider.js';
import { lists } from './lists.js';
import type { PipelinesSettings } from './settings.js';
import { runsBody } from './walk.js';

const UNREADABLE = [403, 404, 410];
const NEWEST = 20;
const NUDGE = /^newest\/([\w.-]+\/[\w.-]+)$/;

/** Yields the newest pipelines and deployments of the repositories that deliveries pointed at. Throws the errors of the API. */
export async function* fetchNudged(
  settings: PipelinesSettings,
  nudges: readonly string[],
  context: SourceContext,
): AsyncGenerator<Page> {
  const api = openApi(settings, context);
  for (const nudge of new Set(nudges)) {
    const [, name] = NUDGE.exec(nudge) ?? [];
    if (name === undefined) continue;
    context.signal.throwIfAborted();
    const path = repositoryPath(name);
    const answer = await api.client.ask(path, { allowed: UNREADABLE });
    if (UNREADABLE.includes(answer.status)) continue;
    const [seen] = seenIn(settings, [parseJson(answer)]);
    if (!seen) continue;
    const { uuid, full_name } = seen.repository;
    for (const { key, sort } of lists) {
      const { values } = await api.page(`${path}/${key}`, { query: { sort, pagelen: NEWEST } });
      const body = runsBody({ api, settings }, { uuid, known: { name: full_name } }, values);
      yield { kind: key, body: JSON.stringify(body), fetchedAt: context.now, cursor: null };
    }
  }
}
