import { simpleUser, simpleUserOrNull } from '../rest/people.js';
import { repositoryBody, repositoryUrl } from '../rest/repository.js';
import { instant, instantOrNull, type View } from '../view.js';
import type { Moment } from '../world/records.js';
import { fullNameOf, type Repository } from '../world/world.js';
import {
  type Attempt,
  type Deployment,
  type Job,
  lastOf,
  type Run,
  updatedAtOf,
} from './records.js';

/** Where something lies. */
export interface Place {
  readonly repository: Repository;
  readonly view: View;
}

const htmlOf = ({ repository, view }: Place): string => `${view.web}/${fullNameOf(repository)}`;

function headRepository({ head }: Run, { repository, view }: Place) {
  if (head === 'DELETED_FORK') return null;
  const body = repositoryBody(repository, view);
  if (head === 'SAME') return body;
  return {
    ...body,
    id: repository.id + 7_000_000,
    full_name: `outsider/${repository.name}`,
    fork: true,
  };
}

function runLinks(run: Run, place: Place) {
  const url = `${repositoryUrl(place.repository, place.view)}/actions/runs/${run.id}`;
  const tails = {
    jobs_url: 'jobs',
    logs_url: 'logs',
    artifacts_url: 'artifacts',
    cancel_url: 'cancel',
    rerun_url: 'rerun',
  };
  return {
    url,
    html_url: `${htmlOf(place)}/actions/runs/${run.id}`,
    ...Object.fromEntries(Object.entries(tails).map(([name, tail]) => [name, `${url}/${tail}`])),
    check_suite_url: `${repositoryUrl(place.repository, place.view)}/check-suites/${run.id}`,
    workflow_url: `${repositoryUrl(place.repository, place.view)}/actions/workflows/${run.workflow.id}`,
  };
}

const headCommit = ({ sha }: Run, at: Moment) => ({
  id: sha,
  tree_id: sha.split('').reverse().join(''),
  message: 'Change the basket',
  timestamp: instant(at),
  author: { name: 'Ada', email: 'ada@harbour.example' },
  committer: { name: 'Ada', email: 'ada@harbour.example' },
});

/** GitHub's `workflow-run` as of one attempt: `created_at` and `actor` are always the first one's. */
export function runBody(run: Run, place: Place, attempt: Attempt = lastOf(run)) {
  const { repository, view } = place;
  const number = run.attempts.indexOf(attempt) + 1;
  const links = runLinks(run, place);
  return {
    id: run.id,
    name: run.workflow.name ?? run.workflow.path,
    node_id: `WFR_kwDO${run.id.toString(36)}`,
    check_suite_id: run.id,
    check_suite_node_id: `CS_kwDO${run.id.toString(36)}`,
    head_branch: run.branch,
    head_sha: run.sha,
    path: run.workflow.path,
    display_title: 'Change the basket',
    run_number: run.number,
    run_attempt: number,
    referenced_workflows: [],
    event: run.event,
    status: attempt.status,
    conclusion: attempt.conclusion,
    workflow_id: run.workflow.id,
    pull_requests: [],
    created_at: instant(run.createdAt),
    updated_at: instant(attempt.updatedAt),
    run_started_at: instant(attempt.startedAt),
    ...links,
    actor: simpleUserOrNull(run.attempts[0]!.actor, view) ?? undefined,
    triggering_actor: simpleUserOrNull(attempt.actor, view) ?? undefined,
    previous_attempt_url: number === 1 ? null : `${links.url}/attempts/${number - 1}`,
    head_commit: headCommit(run, run.createdAt),
    repository: repositoryBody(repository, view),
    head_repository: headRepository(run, place),
  };
}

/** GitHub's `job`. */
export function jobBody(job: Job, run: Run, attempt: number, place: Place) {
  const url = `${repositoryUrl(place.repository, place.view)}`;
  const step = { number: 1, status: 'completed', conclusion: job.conclusion };
  return {
    id: job.id,
    run_id: run.id,
    run_url: `${url}/actions/runs/${run.id}`,
    run_attempt: attempt,
    node_id: `CR_kwDO${job.id.toString(36)}`,
    head_sha: run.sha,
    head_branch: run.branch,
    workflow_name: run.workflow.name,
    url: `${url}/actions/jobs/${job.id}`,
    html_url: `${htmlOf(place)}/actions/runs/${run.id}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: instant(job.createdAt),
    started_at: instant(job.startedAt),
    completed_at: instantOrNull(job.completedAt),
    name: job.name,
    steps: [
      {
        ...step,
        name: 'Set up job',
        started_at: instant(job.startedAt),
        completed_at: instantOrNull(job.completedAt),
      },
    ],
    check_run_url: `${url}/check-runs/${job.id}`,
    labels: ['ubuntu-latest'],
    runner_id: null,
    runner_name: null,
    runner_group_id: null,
    runner_group_name: null,
  };
}

/** GitHub's `deployment`. */
export function deploymentBody(deployment: Deployment, { repository, view }: Place) {
  const url = `${repositoryUrl(repository, view)}/deployments/${deployment.id}`;
  const { creator } = deployment;
  return {
    id: deployment.id,
    node_id: deployment.nodeId,
    url,
    sha: deployment.sha,
    ref: deployment.ref,
    task: 'deploy',
    payload: {},
    original_environment: deployment.environment,
    environment: deployment.environment,
    description: null,
    creator: creator === null ? null : simpleUser(creator, view),
    created_at: instant(deployment.createdAt),
    updated_at: instant(updatedAtOf(deployment)),
    statuses_url: `${url}/statuses`,
    repository_url: repositoryUrl(repository, view),
    transient_environment: deployment.isTransient,
    production_environment: deployment.isProduction,
  };
}
