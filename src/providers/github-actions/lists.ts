import { z } from 'zod';
import { type Answer, parseJson } from '../http/answer.js';
import { WrongAnswer } from '../http/failures.js';
import { nextLinkOf } from '../http/paging.js';
import type { Listed } from './repositories.js';
import { type Session, stateOf } from './session.js';
import { secondsOf } from './state.js';

const ENTRIES_A_PAGE = 50;

const DAY_SECONDS = 86_400;
/**
 * Seconds during which unfinished entries are looked up at every sync; later they are looked up
 * with the late attempts.
 */
const OPEN_SECONDS = 2 * DAY_SECONDS;

interface Asking {
  readonly page: number;
  readonly created?: string;
  readonly conditional?: boolean;
}

const runsAnswer = z.object({ total_count: z.number(), workflow_runs: z.array(z.unknown()) });

const deploymentsAnswer = z.array(z.unknown());

/** Returns what was asked for. Throws WrongAnswer if something else came. */
function expected<Value>(schema: z.ZodType<Value>, answer: Answer): Value {
  const parsed = schema.safeParse(parseJson(answer));
  if (parsed.success) return parsed.data;
  throw new WrongAnswer(
    `${new URL(answer.url).pathname} answers no list as GitHub does: check the address of GitHub.`,
  );
}

const onPage = (page: number) => ({ per_page: ENTRIES_A_PAGE, ...(page > 1 && { page }) });

/** Asks for one page of runs, the newest first. A list that is as before is empty. */
export async function listRuns(
  { api }: Session,
  { fullName }: Listed,
  { page, created, conditional = false }: Asking,
) {
  const window = created === undefined ? {} : { created };
  const query = { ...onPage(page), exclude_pull_requests: true, ...window };
  const answer = await api.rest.ask(`repos/${fullName}/actions/runs`, { query, conditional });
  if (answer.status === 304) return { answer, runs: [], total: 0 };
  const { total_count: total, workflow_runs: runs } = expected(runsAnswer, answer);
  return { answer, runs, total };
}

/** Asks for one page of deployments, the newest first. */
export async function listDeployments(
  { api }: Session,
  { fullName }: Listed,
  { page, conditional = false }: Asking,
) {
  const asking = { query: onPage(page), conditional };
  const answer = await api.rest.ask(`repos/${fullName}/deployments`, asking);
  const deployments = answer.status === 304 ? [] : expected(deploymentsAnswer, answer);
  return { answer, deployments };
}

/** True if GitHub names a next page: pages may be short or empty before the last. */
export const hasNextPage = ({ headers }: Answer): boolean => nextLinkOf(headers) !== null;

const dated = z.object({
  created_at: z.string(),
  updated_at: z.string(),
  status: z.string().nullish(),
  run_attempt: z.number().nullish(),
});

/** Returns when something on a list was created and changed; NaN if it cannot be read. */
export function datesOf(node: unknown) {
  const { data } = dated.safeParse(node);
  const [createdAt = Number.NaN, updatedAt = Number.NaN] = [
    data?.created_at ?? '',
    data?.updated_at ?? '',
  ].map((text) => secondsOf(Date.parse(text)));
  const isRepeated = (data?.run_attempt ?? 1) > 1;
  return {
    createdAt,
    updatedAt,
    /** True if a run has not ended. */
    isOpen: data?.status?.toLowerCase() !== 'completed',
    /** It was tried again, or changed long after it was created: syncs that look only at what is new may not have seen it. */
    isLate: isRepeated || updatedAt - createdAt > DAY_SECONDS,
  };
}

/** Notes how far back there is a run that has not ended. */
export function noteOpenRuns(session: Session, repository: Listed, runs: readonly unknown[]): void {
  const own = stateOf(session, repository);
  const earliest = session.now - OPEN_SECONDS;
  for (const { createdAt, isOpen } of runs.map(datesOf))
    if (isOpen && createdAt >= earliest)
      own.openSince = Math.min(own.openSince ?? createdAt, createdAt);
}
