import { notFound, type SpotCheck } from '../discover.js';
import { isRefusal, openAccount } from '../harness-api/api.js';
import type { SourceContext } from '../provider.js';
import { runId } from './ids.js';
import { describe, readDetail } from './read-executions.js';
import type { HarnessSettings } from './settings.js';

const PATH =
  /orgs\/(?<organization>[^/]+)\/projects\/(?<id>[^/]+)\/.*executions\/(?<execution>[\w-]+)/;
const SHORT = /^(?<organization>[^/\s]+)\/(?<id>[^/\s]+)\/(?<execution>[\w-]+)$/;

/** Looks up `organisation/project/execution`, or the address of an execution. */
export async function spotCheck(
  settings: HarnessSettings,
  what: string,
  context: SourceContext,
): Promise<SpotCheck> {
  const text = what.trim();
  const { organization, id, execution } = (PATH.exec(text) ?? SHORT.exec(text))?.groups ?? {};
  if (!(organization && id && execution))
    return notFound('Write organisation/project/execution, or copy the address of an execution.');
  const account = openAccount(settings, context);
  try {
    const found = await readDetail({ account }, { organization, id }, execution, false);
    const known = describe(found?.pipelineExecutionSummary);
    if (!known) return notFound(`Harness has no execution ${execution} in ${organization}/${id}.`);
    const message = `Harness says ${known.word ?? 'nothing'} of it, that is ${known.status}.`;
    return { found: true, factId: runId(account.place, known.id), message };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return notFound(error.message);
  }
}
