import type { PipelineRunFact } from '../../model/facts/delivery.js';
import type { Instant } from '../../model/time.js';
import { personOf } from '../github-api/person.js';
import { nameOf, nameOrNull } from '../names.js';
import { isRollback, kindsOf } from '../run-naming.js';
import { attemptId, jobId, repositoryId, runId } from './ids.js';
import { fileNameOf } from './naming.js';
import { hasEnded, outcomeOf } from './outcome.js';
import { ownerOf } from './texts.js';
import type { ActionsPage, WireJob, WireRun } from './wire.js';

const latest = (...instants: readonly (Instant | null)[]): Instant =>
  Math.max(...instants.map((at) => at ?? 0));

/** Returns the fields that runs and jobs share. */
const placed = ({ host, repository }: ActionsPage) => ({
  number: null,
  project: nameOf(repository.fullName),
  organization: nameOf(ownerOf(repository.fullName)),
  repository: repositoryId(host, repository.id),
  services: [],
  environment: null,
  environmentType: null,
  infrastructure: null,
  artifactsIn: [],
  artifactsOut: [],
});

/** The name of the workflow; one without a name is known by its file. */
const workflowOf = ({ name, path, id }: WireRun): string =>
  nameOrNull(name) ?? nameOrNull(path) ?? `workflow of run ${id}`;

/** The branch; one of a fork is named with its owner, since a fork has a `main` of its own. */
function branchOf({ head_branch: branch, head_repository: head, repository }: WireRun) {
  if (branch === null) return null;
  const isForeign = head && head.id !== repository.id;
  return nameOrNull(isForeign ? `${ownerOf(head.full_name)}:${branch}` : branch);
}

/**
 * Returns the person who started this attempt; the run itself names who started the first attempt.
 */
const callerOf = ({ host }: ActionsPage, run: WireRun) =>
  personOf(host, run.triggering_actor ?? run.actor);

/** A run has no end of its own: `updated_at` moves with whatever is done to it later, so the end of its last job counts. */
function endOf(run: WireRun, jobs: readonly WireJob[]): Instant {
  const ends = jobs.flatMap(({ completed_at: at }) => (at === null ? [] : [at]));
  return latest(...(ends.length > 0 ? ends : [run.updated_at]), startOf(run));
}
const startOf = (run: WireRun): Instant => run.run_started_at ?? run.created_at;

/** Maps one attempt of a run. */
export function toRun(page: ActionsPage, run: WireRun, jobs: readonly WireJob[]): PipelineRunFact {
  const { status, word } = outcomeOf(run.status, run.conclusion);
  const names = [run.name, fileNameOf(run.path)];
  return {
    ...placed(page),
    id: attemptId(page.host, run.id, run.run_attempt),
    updatedAt: run.updated_at,
    pipeline: workflowOf(run),
    kinds: kindsOf(names, page.naming),
    number: String(run.run_number),
    run: runId(page.host, run.id),
    attempt: run.run_attempt,
    parent: null,
    branch: branchOf(run),
    commits: [run.head_sha.toLowerCase()],
    status,
    statusName: nameOf(word),
    rollback: isRollback(names),
    startedAt: status === 'QUEUED' ? null : startOf(run),
    endedAt: hasEnded(status) ? endOf(run, jobs) : null,
    tags: [nameOf(run.event)],
    triggeredBy: callerOf(page, run),
    url: run.html_url,
  };
}

/** Skipped jobs end a moment before they start. */
function timesOf({ started_at: started, completed_at: completed }: WireJob, isEnded: boolean) {
  if (!isEnded) return { startedAt: started, endedAt: null };
  return { startedAt: started, endedAt: completed === null ? started : latest(started, completed) };
}

/** Maps a job as a run below the attempt that it is of. */
export function toJob(page: ActionsPage, run: WireRun, job: WireJob): PipelineRunFact {
  const { status, word } = outcomeOf(job.status, job.conclusion);
  const attempt = job.run_attempt ?? run.run_attempt;
  const id = jobId(page.host, job.id);
  const { startedAt, endedAt } = timesOf(job, hasEnded(status));
  return {
    ...placed(page),
    id,
    updatedAt: latest(run.updated_at, job.created_at, job.started_at, job.completed_at),
    pipeline: nameOf(`${workflowOf(run)} / ${job.name}`),
    kinds: kindsOf([job.name], page.naming),
    run: id,
    attempt,
    parent: attemptId(page.host, job.run_id, attempt),
    branch: branchOf(run),
    commits: [job.head_sha.toLowerCase()],
    status,
    statusName: nameOf(word),
    rollback: isRollback([job.name]),
    startedAt: status === 'QUEUED' ? null : startedAt,
    endedAt: hasEnded(status) ? (endedAt ?? run.updated_at) : null,
    tags: [nameOf(run.event)],
    triggeredBy: callerOf(page, run),
    url: job.html_url ?? run.html_url,
  };
}
