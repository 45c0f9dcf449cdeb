import { listOf } from '../graphql/connection.js';
import { type Call, notFound, ok, paged, type Route, repositoryOf } from '../rest/route.js';
import { deploymentBody, jobBody, type Place, runBody } from './bodies.js';
import type { Run } from './records.js';
import { actionsOf } from './store.js';

const REPOSITORY = '/repos/{owner}/{repo}';
const RUN = `${REPOSITORY}/actions/runs/{run_id}`;

function placeOf(call: Call): Place & { readonly actions: ReturnType<typeof actionsOf> } {
  const repository = repositoryOf(call);
  return { repository, view: call.view, actions: actionsOf(call.view.world, repository) };
}

/** GitHub lists no more of anything that is filtered, and counts no further than this exactly. */
const MOST_LISTED = 1_000;
const MOST_COUNTED = 2_500;
const FILTERS = ['created', 'status', 'event', 'branch', 'actor', 'head_sha'];

/** Returns the filter that `created` asks for: `A..B`, `>=A`, `<=B`. */
function createdWithin(text: string | null): (run: Run) => boolean {
  if (text === null) return () => true;
  const [, least, from, to, most] = /^(?:>=(.+)|(.+)\.\.(.+)|<=(.+))$/.exec(text) ?? [];
  const first = Date.parse(least ?? from ?? '1970-01-01T00:00:00Z');
  const last = Date.parse(to ?? most ?? '2100-01-01T00:00:00Z');
  return ({ createdAt }) => createdAt >= first && createdAt <= last;
}

function runsReply(call: Call) {
  const place = placeOf(call);
  const { query } = call;
  const isFiltered = FILTERS.some((name) => query.has(name));
  const found = place.actions.runs.filter(createdWithin(query.get('created')));
  const shown = isFiltered ? found.slice(0, MOST_LISTED) : found;
  const count = Math.min(found.length, MOST_COUNTED);
  return paged(
    call,
    listOf(shown),
    (run) => runBody(run, place),
    (entries) => ({ total_count: isFiltered ? count : found.length, workflow_runs: entries }),
  );
}

function runOf(call: Call) {
  const place = placeOf(call);
  const run = place.actions.runs.find(({ id }) => id === Number(call.params.run_id));
  if (!run) throw notFound();
  return { place, run };
}

function attemptOf(call: Call) {
  const { place, run } = runOf(call);
  const number = Number(call.params.attempt_number ?? run.attempts.length);
  const attempt = run.attempts[number - 1];
  if (!attempt) throw notFound();
  return { place, run, attempt, number };
}

/** Without an attempt in the path: the jobs of the last one. */
function jobsReply(call: Call) {
  const { place, run, attempt, number } = attemptOf(call);
  return paged(
    call,
    listOf(attempt.jobs),
    (job) => jobBody(job, run, number, place),
    (entries) => ({ total_count: attempt.jobs.length, jobs: entries }),
  );
}

const reading = (path: string, permission: string, answer: Route['answer']): Route => ({
  method: 'GET',
  path,
  permission,
  isOpen: true,
  answer,
});

/** Workflow runs, their attempts and jobs, and deployments. */
export const actionsRoutes: readonly Route[] = [
  reading(`${REPOSITORY}/actions/runs`, 'actions', runsReply),
  reading(RUN, 'actions', (call) => {
    const { place, run } = runOf(call);
    return ok(runBody(run, place));
  }),
  reading(`${RUN}/attempts/{attempt_number}`, 'actions', (call) => {
    const { place, run, attempt } = attemptOf(call);
    return ok(runBody(run, place, attempt));
  }),
  reading(`${RUN}/attempts/{attempt_number}/jobs`, 'actions', jobsReply),
  reading(`${RUN}/jobs`, 'actions', jobsReply),
  reading(`${REPOSITORY}/deployments`, 'deployments', (call) => {
    const place = placeOf(call);
    return paged(call, listOf(place.actions.deployments), (one) => deploymentBody(one, place));
  }),
  reading(`${REPOSITORY}/deployments/{deployment_id}`, 'deployments', (call) => {
    const place = placeOf(call);
    const wanted = Number(call.params.deployment_id);
    const found = place.actions.deployments.find(({ id }) => id === wanted);
    if (!found) throw notFound();
    return ok(deploymentBody(found, place));
  }),
];
