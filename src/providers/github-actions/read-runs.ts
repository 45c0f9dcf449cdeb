import { z } from 'zod';
import { chunksOf } from '../chunks-of.js';
import type { GithubApi } from '../github-api/api.js';
import { parseJson } from '../http/answer.js';
import { followLinks } from '../http/paging.js';
import type { SourceContext } from '../provider.js';
import { readsJobs } from './naming.js';
import type { ActionsSettings } from './settings.js';
import { type AttemptNode, wireRun } from './wire.js';

interface JobsAnswer {
  readonly jobs: readonly unknown[];
}

/** Runs whose parts are read at once. */
const AT_ONCE = 4;
/** GitHub no longer has it: old attempts and jobs of deleted runs. */
const GONE = [404, 410];

interface Asked {
  readonly api: GithubApi;
  readonly settings: Pick<ActionsSettings, 'naming'>;
  readonly context: Pick<SourceContext, 'log'>;
}
/** Returns a reader of the runs of one repository on one GitHub. */
export const readerOf = ({ api, settings, context }: Asked, fullName: string) => ({
  api,
  fullName,
  naming: settings.naming,
  log: context.log,
});
type RunReader = ReturnType<typeof readerOf>;

const withoutSteps = (job: unknown): unknown => {
  const parsed = z.looseObject({ steps: z.unknown() }).safeParse(job);
  if (!parsed.success) return job;
  const { steps: _, ...rest } = parsed.data;
  return rest;
};

/** The jobs of one attempt, since the list of a run names only those of its last one. */
async function jobsOf({ api, fullName, log }: RunReader, run: number, attempt: number) {
  const path = `repos/${fullName}/actions/runs/${run}/attempts/${attempt}/jobs`;
  const asking = { query: { per_page: 100 }, allowed: GONE };
  const jobs: unknown[] = [];
  for await (const answer of followLinks(api.rest, path, asking, log)) {
    if (answer.status !== 200) return null;
    jobs.push(...parseJson<JobsAnswer>(answer).jobs.map(withoutSteps));
  }
  return jobs;
}

async function earlierAttempt(reader: RunReader, id: number, attempt: number) {
  const path = `repos/${reader.fullName}/actions/runs/${id}/attempts/${attempt}`;
  const answer = await reader.api.rest.ask(path, { allowed: GONE });
  if (answer.status === 200) return parseJson<unknown>(answer);
  reader.log('debug', `GitHub no longer has attempt ${attempt} of run ${id}.`);
  return null;
}

/**
 * Reads all attempts of a run that a list names. Attempts that cannot be read are passed on, and
 * counted as dropped when they are mapped.
 */
async function attemptsOf(reader: RunReader, listed: unknown): Promise<AttemptNode[]> {
  const parsed = wireRun.safeParse(listed);
  if (!parsed.success) return [{ run: listed, jobs: null }];
  const { id, run_attempt: last } = parsed.data;
  const hasJobs = readsJobs(parsed.data, reader.naming);
  const nodes: AttemptNode[] = [];
  for (let attempt = 1; attempt <= last; attempt += 1) {
    const run = attempt === last ? listed : await earlierAttempt(reader, id, attempt);
    const jobs = run !== null && hasJobs ? await jobsOf(reader, id, attempt) : null;
    if (run !== null) nodes.push({ run, jobs });
  }
  return nodes;
}

/** Reads all attempts of runs that a list names, with their jobs. */
export async function readAttempts(
  reader: RunReader,
  listed: readonly unknown[],
): Promise<AttemptNode[]> {
  const nodes: AttemptNode[] = [];
  for (const some of chunksOf(listed, AT_ONCE)) {
    const read = await Promise.all(some.map((run) => attemptsOf(reader, run)));
    nodes.push(...read.flat());
  }
  return nodes;
}

/** Reads one run by its number; empty if GitHub has none. */
export async function readRun(reader: RunReader, id: number): Promise<AttemptNode[]> {
  const path = `repos/${reader.fullName}/actions/runs/${id}`;
  const answer = await reader.api.rest.ask(path, { allowed: GONE });
  return answer.status === 200 ? attemptsOf(reader, parseJson<unknown>(answer)) : [];
}
