import { z } from 'zod';
import { DAY_MILLISECONDS } from '../../model/time.js';
import { dataOf } from '../harness-api/api.js';
import type { Project } from '../harness-api/projects.js';
import { parseJson } from '../http/answer.js';
import { imagesIn } from './artifacts.js';
import { hasEnded, statusOf } from './outcome.js';
import type { Reader } from './session.js';
import type { Walk } from './state.js';
import { type ExecutionNode, listedExecution } from './wire.js';

const EXECUTIONS_A_PAGE = 50;
const LIST = 'pipeline/api/pipelines/execution/summary';
const DETAIL = 'pipeline/api/pipelines/execution/v2';

type Place = Pick<Project, 'organization' | 'id'>;

const placeQuery = ({ organization, id }: Place) => ({
  orgIdentifier: organization,
  projectIdentifier: id,
});

const list = z.object({ content: z.array(z.unknown()).nullish(), last: z.boolean().nullish() });

/** Asks for one page of executions, the newest first. An empty page ends the list, whatever else it says. */
export async function listExecutions(
  { account }: Pick<Reader, 'account'>,
  project: Place,
  { from, to, page }: Pick<Walk, 'from' | 'to' | 'page'>,
  size = EXECUTIONS_A_PAGE,
) {
  const data = await account.read(LIST, {
    query: { ...placeQuery(project), page, size, sort: 'startTs,DESC' },
    // Harness' clock may be a little ahead of what its answers are dated.
    json: {
      filterType: 'PipelineExecution',
      timeRange: { startTime: from, endTime: to + DAY_MILLISECONDS },
    },
  });
  const { content, last } = list.parse(data ?? {});
  const executions = content ?? [];
  return { executions, isLast: last === true || executions.length === 0 };
}

/** Returns what collecting needs to know of an execution; null if it cannot be read. */
export const describe = (execution: unknown) => {
  const { data } = listedExecution.safeParse(execution);
  if (!data) return null;
  const status = statusOf(data.status, data.endTs);
  const { planExecutionId: id, status: word } = data;
  return { ...data, id, word, status, isOpen: !hasEnded(status) };
};

const detail = z.object({
  pipelineExecutionSummary: z.unknown().optional(),
  executionGraph: z.unknown().optional(),
});

/** Reads one execution, with its graph where that is asked for; null if there is none such. */
export async function readDetail(
  { account }: Pick<Reader, 'account'>,
  project: Place,
  id: string,
  isWhole: boolean,
) {
  const graph = isWhole ? { renderFullBottomGraph: true } : {};
  const answer = await account.client.ask(`${DETAIL}/${encodeURIComponent(id)}`, {
    query: { ...placeQuery(project), ...graph },
    allowed: [400, 404],
  });
  if (answer.status === 400 || answer.status === 404) {
    // Harness says either of an execution that it no longer has.
    parseJson(answer);
    return null;
  }
  const { data } = detail.safeParse(dataOf(answer));
  return data?.pipelineExecutionSummary ? data : null;
}

/** True for a build that ended well: it may have published images. */
const mayPublish = ({ settings }: Pick<Reader, 'settings'>, execution: unknown): boolean => {
  const known = describe(execution);
  return settings.readsImages && known?.status === 'SUCCESS' && known.modules.includes('ci');
};

/** Returns a listed execution with the images that it published. */
export async function completed(
  reader: Reader,
  project: Place,
  execution: unknown,
): Promise<ExecutionNode> {
  const known = describe(execution);
  if (!known || !mayPublish(reader, execution)) return { execution, images: [] };
  const whole = await readDetail(reader, project, known.id, true);
  return { execution, images: imagesIn(whole?.executionGraph) };
}

/** Reads one execution by its id, with the images that it published; null if there is none such. */
export async function readExecution(
  reader: Reader,
  project: Place,
  id: string,
): Promise<ExecutionNode | null> {
  const found = await readDetail(reader, project, id, false);
  return found ? completed(reader, project, found.pipelineExecutionSummary) : null;
}
