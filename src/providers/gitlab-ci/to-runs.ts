import type { PipelineRunFact, RunStatus } from '../../model/facts/delivery.js';
import type { Instant } from '../../model/time.js';
import { personOf } from '../gitlab-api/person.js';
import { nameOf, nameOrNull } from '../names.js';
import { isRollback, kindsOf } from '../run-naming.js';
import { jobId, jobRunId, pipelineId, repositoryId } from './ids.js';
import { hasEnded, statusOf } from './outcome.js';
import type { CiBody, WireJob, WirePipeline } from './wire.js';

/** Returns the fields that pipelines, jobs and deployments share. */
export const placed = ({ place, project }: CiBody) => ({
  project: nameOf(project.path),
  organization: nameOf(project.path.split('/', 1)[0] ?? ''),
  repository: repositoryId(place, project.id),
  services: [],
  environment: null,
  environmentType: null,
  infrastructure: null,
  artifactsIn: [],
  artifactsOut: [],
});

/** Pipelines of a merge request run on a reference of their own, which is no branch. */
const MERGE_REQUEST_REF = /^refs\/merge-requests\//;

export const branchOf = (ref: string | null, isTag: boolean): string | null =>
  ref === null || isTag || MERGE_REQUEST_REF.test(ref) ? null : nameOrNull(ref);

const earliest = (instants: readonly (Instant | null)[]): Instant | null => {
  const known = instants.filter((at) => at !== null);
  return known.length > 0 ? Math.min(...known) : null;
};

const latest = (...instants: readonly (Instant | null)[]): Instant =>
  Math.max(0, ...instants.filter((at) => at !== null));

/** A pipeline that was tried again ends again: its jobs say when it began and ended, where they were read. */
function timesOf(wire: WirePipeline, jobs: readonly WireJob[], status: RunStatus) {
  const begun = earliest([wire.started_at, ...jobs.map(({ started_at: at }) => at)]);
  const ended = latest(wire.finished_at, ...jobs.map(({ finished_at: at }) => at));
  const startedAt = status === 'QUEUED' || status === 'SKIPPED' ? null : begun;
  if (!hasEnded(status)) return { startedAt, endedAt: null };
  return { startedAt, endedAt: ended || (wire.updated_at ?? wire.created_at) };
}

/** GitLab seldom names pipelines: one without a name is that of its project. */
const pipelineName = ({ project }: CiBody, { name }: WirePipeline): string =>
  nameOrNull(name) ?? nameOf(project.path);

/** Maps a pipeline. It keeps its id when it is tried again. */
export function toPipeline(
  body: CiBody,
  wire: WirePipeline,
  jobs: readonly WireJob[],
  parent: number | null,
): PipelineRunFact {
  const { place, naming } = body;
  const status = statusOf(wire.status);
  const id = pipelineId(place, wire.id);
  return {
    ...placed(body),
    ...timesOf(wire, jobs, status),
    id,
    updatedAt: wire.updated_at ?? wire.created_at,
    pipeline: pipelineName(body, wire),
    kinds: kindsOf([wire.name], naming),
    number: wire.iid ? String(wire.iid) : null,
    run: id,
    attempt: 1,
    parent: parent === null ? null : pipelineId(place, parent),
    branch: branchOf(wire.ref, wire.tag === true),
    commits: [wire.sha.toLowerCase()],
    status,
    statusName: nameOf(wire.status),
    rollback: isRollback([wire.name]),
    tags: wire.source ? [nameOf(wire.source)] : [],
    triggeredBy: wire.user ? personOf(body, wire.user) : null,
    url: wire.web_url,
  };
}

/** Returns which attempt each job is: one that is tried again is a new job of the same name. */
function attemptsOf(jobs: readonly WireJob[]): ReadonlyMap<number, number> {
  const tried = new Map<string, number>();
  const attempts = new Map<number, number>();
  for (const { id, name } of jobs.toSorted((left, right) => left.id - right.id)) {
    const attempt = (tried.get(name) ?? 0) + 1;
    tried.set(name, attempt);
    attempts.set(id, attempt);
  }
  return attempts;
}

function toJob(body: CiBody, pipeline: WirePipeline, job: WireJob, attempt: number) {
  const { place, naming } = body;
  const status = statusOf(job.status);
  const isBegun = status !== 'QUEUED' && status !== 'SKIPPED';
  const fact: PipelineRunFact = {
    ...placed(body),
    id: jobId(place, job.id),
    updatedAt: latest(pipeline.updated_at, job.created_at, job.started_at, job.finished_at),
    pipeline: nameOf(`${pipelineName(body, pipeline)} / ${job.name}`),
    kinds: kindsOf([job.name, job.stage], naming),
    number: null,
    run: jobRunId(place, pipeline.id, nameOf(job.name)),
    attempt,
    parent: pipelineId(place, pipeline.id),
    branch: branchOf(pipeline.ref, pipeline.tag === true),
    commits: [pipeline.sha.toLowerCase()],
    status,
    statusName: nameOf(job.status),
    rollback: isRollback([job.name]),
    startedAt: isBegun ? job.started_at : null,
    endedAt: hasEnded(status) ? (job.finished_at ?? job.started_at ?? job.created_at) : null,
    tags: pipeline.source ? [nameOf(pipeline.source)] : [],
    triggeredBy: job.user ? personOf(body, job.user) : null,
    url: job.web_url ?? pipeline.web_url,
  };
  return fact;
}

/** Maps the jobs of a pipeline as runs below it. */
export function toJobs(
  body: CiBody,
  pipeline: WirePipeline,
  jobs: readonly WireJob[],
): PipelineRunFact[] {
  const attempts = attemptsOf(jobs);
  return jobs.map((job) => toJob(body, pipeline, job, attempts.get(job.id) ?? 1));
}
