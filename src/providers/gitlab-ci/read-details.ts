import { type GitlabApi, readAll, UNREADABLE } from '../gitlab-api/api.js';
import type { Asked, Mark, Raw } from '../gitlab-api/reading/run.js';
import { parseJson } from '../http/answer.js';
import { kindsOf } from '../run-naming.js';
import { instantOf } from '../wire-values.js';
import { keptDeployment, keptJob, keptPipeline } from './kept.js';
import type { GitlabCiSettings } from './settings.js';
import { tierOf } from './tiers.js';
import type { DeploymentNode, PipelineNode } from './wire.js';

/** Pipelines start others, which start others, and no deeper. */
const DEEPEST = 2;

/** Returns the id and the last update; one without an update has its creation alone. */
export function markOf({ id, updated_at: updated, created_at: created }: Raw): Mark | null {
  const at = [updated, created]
    .map((text) => (typeof text === 'string' ? instantOf(text) : null))
    .find((instant) => instant !== null);
  return typeof id === 'number' && at !== undefined ? { number: id, at } : null;
}

/** Pipelines of merge requests deploy only where their name says so. */
function readsJobs({ source, name }: Raw, { jobs, naming }: GitlabCiSettings): boolean {
  if (jobs !== 'MAY_DEPLOY') return jobs === 'ALL';
  if (!/merge_request_event|pull_request_event/.test(String(source))) return true;
  return typeof name === 'string' && kindsOf([name], naming).includes('CD');
}

interface Bridge {
  readonly downstream_pipeline?: { readonly id?: unknown; readonly project_id?: unknown } | null;
}

/** Returns the pipelines that bridges started in the project itself: those of other projects are in their lists. */
const startedBy = (bridges: readonly unknown[], project: number): number[] =>
  (bridges as readonly Bridge[]).flatMap(({ downstream_pipeline: below }) =>
    typeof below?.id === 'number' && (below.project_id ?? project) === project ? [below.id] : [],
  );

async function readOne(api: GitlabApi, project: number, id: number): Promise<Raw | null> {
  const answer = await api.ask(`projects/${project}/pipelines/${id}`, { allowed: UNREADABLE });
  return UNREADABLE.includes(answer.status) ? null : parseJson<Raw>(answer);
}

async function readWhole(
  asked: Asked<GitlabCiSettings>,
  project: number,
  id: number,
  depth: number,
): Promise<PipelineNode | null> {
  const { api, settings } = asked;
  const pipeline = await readOne(api, project, id);
  if (pipeline === null) return null;
  const kept = keptPipeline(pipeline);
  if (!readsJobs(pipeline, settings)) return { pipeline: kept, jobs: null, children: [] };
  const path = `projects/${project}/pipelines/${id}`;
  const [jobs, bridges] = await Promise.all([
    readAll(api, `${path}/jobs`, { query: { include_retried: true } }),
    readAll(api, `${path}/bridges`),
  ]);
  const children: PipelineNode[] = [];
  for (const below of depth < DEEPEST ? startedBy(bridges ?? [], project) : []) {
    const child = await readWhole(asked, project, below, depth + 1);
    if (child) children.push(child);
  }
  return { pipeline: kept, jobs: jobs?.map(keptJob) ?? null, children };
}

/** Reads a pipeline with its jobs and the pipelines below it, by its id. Null if GitLab does not show it. */
export const readPipelineOf = (
  asked: Asked<GitlabCiSettings>,
  project: number,
  id: number,
): Promise<PipelineNode | null> => readWhole(asked, project, id, 0);

/** Reads a listed pipeline in the same way. */
export async function readPipeline(
  asked: Asked<GitlabCiSettings>,
  project: number,
  node: Raw,
): Promise<PipelineNode | null> {
  const mark = markOf(node);
  if (mark === null) return { pipeline: keptPipeline(node), jobs: null, children: [] };
  return readPipelineOf(asked, project, mark.number);
}

/** A list of deployments lacks the tiers of their environments. */
export async function readDeployment(
  { api }: Asked<GitlabCiSettings>,
  project: number,
  node: Raw,
): Promise<DeploymentNode> {
  const { id } = (node.environment ?? {}) as { readonly id?: unknown };
  const tier = typeof id === 'number' ? await tierOf(api, project, id) : null;
  return { deployment: keptDeployment(node), tier };
}
