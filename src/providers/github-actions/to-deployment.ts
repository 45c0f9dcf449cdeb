import type { PipelineRunFact } from '../../model/facts/delivery.js';
import { personOf } from '../github-api/person.js';
import { nameOf, nameOrNull } from '../names.js';
import { environmentTypeOf, isRollback } from '../run-naming.js';
import { attemptId, deploymentId, jobId, repositoryId } from './ids.js';
import { deploymentOutcome } from './outcome.js';
import { ownerOf } from './texts.js';
import type { ActionsPage, WireDeployment, WireStatus } from './wire.js';

/** Addresses of runs and jobs; older ones name the job alone. */
const RUN = /\/actions\/runs\/(?<run>\d+)(?:\/attempts\/(?<attempt>\d+))?(?:\/jobs?\/(?<job>\d+))?/;
const OLDER = /\/runs\/(?<job>\d+)(?:[?#].*)?$/;

interface Origin {
  readonly url: string;
  readonly run?: string | undefined;
  readonly attempt?: string | undefined;
  readonly job?: string | undefined;
}

/** The job that reported a status first; null where something else than Actions deployed. */
function originOf(statuses: readonly WireStatus[]): Origin | null {
  for (const { logUrl } of statuses.toReversed()) {
    const groups = logUrl ? (RUN.exec(logUrl) ?? OLDER.exec(logUrl))?.groups : undefined;
    if (logUrl && groups) return { url: logUrl, ...groups };
  }
  return null;
}

/** Returns the run above a deployment, so that a run and its deployments are not counted twice. */
function parentOf({ host, naming }: ActionsPage, origin: Origin | null): string | null {
  if (origin === null) return null;
  const { run, attempt, job } = origin;
  if (job !== undefined && naming.jobs !== 'NONE') return jobId(host, Number(job));
  return run === undefined ? null : attemptId(host, Number(run), Number(attempt ?? 1));
}

/** The branch or tag; a deployment of a bare commit names none. */
const branchOf = ({ ref, sha }: WireDeployment): string | null =>
  ref === sha ? null : nameOrNull(ref.replace(/^refs\/(?:heads|tags)\//, ''));

/** GitHub writes some environments of one deployment over: the one that was asked for counts. */
const environmentOf = (deployment: WireDeployment): string | null =>
  nameOrNull(deployment.original_environment ?? deployment.environment);

/** Maps a deployment as a run that deploys its commit to its environment. */
export function toDeployment(
  page: ActionsPage,
  deployment: WireDeployment,
  statuses: readonly WireStatus[],
): PipelineRunFact {
  const { host, repository } = page;
  const origin = originOf(statuses);
  const environment = environmentOf(deployment);
  const id = deploymentId(host, deployment.id);
  const { word, ...outcome } = deploymentOutcome(statuses, deployment.created_at);
  const instants = statuses.flatMap(({ createdAt, updatedAt }) => [createdAt ?? 0, updatedAt ?? 0]);
  return {
    ...outcome,
    id,
    updatedAt: Math.max(deployment.updated_at, ...instants),
    pipeline: nameOf(`${deployment.task} to ${environment ?? 'nowhere'}`),
    kinds: ['CD'],
    number: null,
    run: id,
    attempt: 1,
    parent: parentOf(page, origin),
    project: nameOf(repository.fullName),
    organization: nameOf(ownerOf(repository.fullName)),
    repository: repositoryId(host, repository.id),
    branch: branchOf(deployment),
    commits: [deployment.sha.toLowerCase()],
    statusName: word,
    rollback: isRollback([deployment.task]),
    services: [],
    environment,
    environmentType:
      environment === null
        ? null
        : environmentTypeOf(
            {
              name: environment,
              isProduction: deployment.production_environment ?? false,
              isTransient: deployment.transient_environment ?? false,
            },
            page.naming,
          ),
    infrastructure: null,
    tags: [],
    artifactsIn: [],
    artifactsOut: [],
    triggeredBy: personOf(host, deployment.creator),
    url: origin?.url ?? `https://${host}/${repository.fullName}/deployments`,
  };
}
