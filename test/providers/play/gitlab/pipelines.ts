import { iso, renderUser, shaOf } from './elements.js';
import type { Deployment, Json, Pipeline, Project, User, World } from './types.js';

const MINUTE = 60_000;

interface NewPipeline {
  readonly at: number;
  readonly by: User;
  /** Default: made up of its number. */
  readonly sha?: string;
  readonly ref?: string;
  readonly source?: string;
  readonly name?: string | null;
  readonly isChild?: boolean;
}

/** Adds a pipeline without jobs that succeeded within ten minutes. */
export function addPipeline(world: World, project: Project, given: NewPipeline): Pipeline {
  const { at, by, ref = 'main', source = 'push', name = null, isChild = false } = given;
  world.nextId += 1;
  const id = world.nextId;
  const pipeline: Pipeline = {
    fields: {
      ...{ id, iid: project.pipelines.size + 1, project_id: project.id, name, ref, source },
      ...{ sha: given.sha ?? shaOf(`pipeline ${id}`), status: 'success', tag: false },
      ...{ created_at: iso(at), updated_at: iso(at + 10 * MINUTE), before_sha: '0'.repeat(40) },
      ...{ started_at: iso(at + MINUTE), finished_at: iso(at + 10 * MINUTE), committed_at: null },
      ...{ duration: 480, queued_duration: 60, coverage: null, yaml_errors: null },
      user: renderUser(world, by),
      web_url: `${world.address}/${project.path}/-/pipelines/${id}`,
    },
    ...{ jobs: [], bridges: [], isChild },
  };
  project.pipelines.set(id, pipeline);
  return pipeline;
}

interface NewJob {
  readonly name: string;
  readonly stage: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly status?: string;
}

export function addJob(world: World, { fields, jobs }: Pipeline, given: NewJob): Json {
  const { name, stage, startedAt, endedAt, status = 'success' } = given;
  world.nextId += 1;
  const { id, ref, sha, user } = fields;
  const job: Json = {
    ...{ id: world.nextId, name, stage, status, ref, tag: false, allow_failure: false },
    ...{ created_at: fields.created_at, started_at: iso(startedAt), finished_at: iso(endedAt) },
    ...{ duration: (endedAt - startedAt) / 1_000, queued_duration: 5, coverage: null, user },
    pipeline: { id, project_id: fields.project_id, ref, sha, status: fields.status },
    web_url: String(fields.web_url).replace(/pipelines\/\d+$/, `jobs/${world.nextId}`),
  };
  jobs.push(job);
  return job;
}

/** Has the pipeline start another one of the project. */
export function addChild(world: World, project: Project, above: Pipeline, by: User): Pipeline {
  const at = Date.parse(above.fields.created_at) + 2 * MINUTE;
  const sha = String(above.fields.sha);
  const child = addPipeline(world, project, {
    at,
    by,
    sha,
    source: 'parent_pipeline',
    isChild: true,
  });
  const { id, project_id, ref, status } = child.fields;
  world.nextId += 1;
  above.bridges.push({
    ...{
      id: world.nextId,
      name: 'more',
      stage: 'test',
      status: 'success',
      ref: 'main',
      tag: false,
    },
    ...{ created_at: above.fields.created_at, started_at: null, finished_at: null },
    downstream_pipeline: { ...{ id, project_id, sha, ref, status }, web_url: child.fields.web_url },
  });
  return child;
}

export function addEnvironment(
  world: World,
  project: Project,
  { name, tier }: { name: string; tier: string | null },
): Json {
  world.nextId += 1;
  const { created_at } = project;
  const environment = {
    ...{ id: world.nextId, name, slug: name, tier, state: 'available', external_url: null },
    ...{ created_at, updated_at: created_at },
  };
  project.environments.push(environment);
  return environment;
}

/** The deployment of a job, which its list shows without the tier of the environment. */
export function addDeployment(
  world: World,
  project: Project,
  { pipeline, job, environment }: { pipeline: Pipeline; job: Json; environment: Json },
): Deployment {
  world.nextId += 1;
  const { sha, ref, user, created_at, id } = pipeline.fields;
  const { tier: _, ...shown } = environment;
  const { retried: __, ...deployable } = job;
  const deployment: Deployment = {
    ...{ id: world.nextId, iid: project.deployments.length + 1, ref, sha, created_at },
    ...{ updated_at: String(job.finished_at), status: String(job.status), user },
    environment: shown,
    deployable: { ...deployable, pipeline: { id, ref, sha } },
  };
  project.deployments.push(deployment);
  return deployment;
}

type Environments = readonly [live: Json, staging: Json];

/** A pipeline of the company: each with a build and a test and, on the branch, a deployment. */
function addUsual(
  world: World,
  project: Project,
  { at, index }: { at: number; index: number },
  [live, staging]: Environments,
): void {
  const [ada, ben] = world.users as [User, User];
  const isReview = index % 4 === 3;
  const source = isReview ? 'merge_request_event' : 'push';
  const ref = isReview ? `refs/merge-requests/${index}/head` : 'main';
  const pipeline = addPipeline(world, project, { at, by: index % 2 ? ben : ada, source, ref });
  const job = (name: string, stage: string, minute: number, status = 'success') => {
    const startedAt = at + minute * MINUTE;
    const endedAt = startedAt + 2 * MINUTE;
    return addJob(world, pipeline, { name, stage, startedAt, endedAt, status });
  };
  job('compile', 'build', 1);
  if (index % 5 === 2) job('unit', 'test', 3, 'failed').retried = true;
  job('unit', 'test', 4);
  if (isReview) return;
  const deploying = job('deploy', 'deploy', 7, index % 6 === 4 ? 'failed' : 'success');
  const environment = index % 2 ? staging : live;
  addDeployment(world, project, { pipeline, job: deploying, environment });
  if (index % 5 === 0) addChild(world, project, pipeline, ada);
}

/** Some weeks of pipelines of a project, up to an hour before now. */
export function addPipelines(world: World, project: Project, from: number, count: number): void {
  const live = addEnvironment(world, project, { name: 'live', tier: 'production' });
  const staging = addEnvironment(world, project, { name: 'staging', tier: 'staging' });
  const step = Math.floor((world.now - from - 60 * MINUTE) / count);
  for (let index = 0; index < count; index += 1)
    addUsual(world, project, { at: from + index * step, index }, [live, staging]);
}
