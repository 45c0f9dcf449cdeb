import type { PipelineRunFact } from '../../model/facts/delivery.js';
import type { Instant } from '../../model/time.js';
import { nameOf, nameOrNull } from '../names.js';
import { environmentTypeOf, isRollback } from '../run-naming.js';
import { buildId, deploymentId, recordId, releaseStageId, stageId } from './ids.js';
import { buildsIn, codeIn } from './origin.js';
import { deploymentOutcome, hasEnded, outcomeOf } from './outcome.js';
import { addressOf, callerOf, organizationOf, pipelineOf, sharedOf } from './to-runs.js';
import type {
  RecordNode,
  RunsBody,
  WireBuild,
  WireDeployment,
  WireDeploymentRecord,
} from './wire.js';

/** Azure marks no environment as production: names and the team's scope decide. */
const typeOf = (name: string, { naming }: RunsBody) =>
  environmentTypeOf({ name, isProduction: false, isTransient: false }, naming);

/** Returns the fields of a deployment whose build is gone. */
const withoutBuild = ({ place, project }: RunsBody, number: string | null | undefined) => ({
  ...{ repository: null, branch: null, commits: [] },
  number: nameOrNull(number ?? null),
  project: nameOf(project.name),
  organization: organizationOf(place),
  ...{ services: [], infrastructure: null, artifactsIn: [], artifactsOut: [], tags: [] },
  triggeredBy: null,
});

/** Returns the run above a record: the stage of its build, so that neither is counted beside it. */
const parentOf = ({ place }: RunsBody, { owner, stageName }: WireDeploymentRecord): string =>
  stageName && stageName !== '__default'
    ? stageId(place, owner.id, stageName)
    : buildId(place, owner.id);

/** A record has a result once it ended. */
const recordOutcome = ({ result, startTime, finishTime }: WireDeploymentRecord) => {
  if (finishTime !== null || result) return outcomeOf('completed', result ?? 'succeeded');
  return outcomeOf(startTime === null ? 'pending' : 'inprogress', null);
};

/** Tags can be given to a build later, which changes no record. */
const ofBuild = (body: RunsBody, record: WireDeploymentRecord, build: WireBuild | null) =>
  build
    ? { ...sharedOf(body, build), tags: build.reason ? [nameOf(build.reason)] : [] }
    : withoutBuild(body, record.owner.name);

/** Attempts of one job to one environment are one run. */
function attemptOf({ place }: RunsBody, record: WireDeploymentRecord, environment: number) {
  const { owner, stageName, jobName, stageAttempt, jobAttempt } = record;
  const job = [stageName, jobName].filter(Boolean).join('/');
  return {
    run: `${buildId(place, owner.id)}/environment/${environment}/${job}`,
    attempt: Math.max(stageAttempt ?? 1, jobAttempt ?? 1),
  };
}

/** Maps what a job of a YAML pipeline deployed to an environment. */
export function toRecord(
  body: RunsBody,
  record: WireDeploymentRecord,
  { environment }: RecordNode,
  build: WireBuild | null,
): PipelineRunFact {
  const { definition, owner, stageName, jobName, queueTime, startTime, finishTime } = record;
  const outcome = recordOutcome(record);
  const names = [definition.name, stageName, jobName].map((name) => name ?? null);
  return {
    ...ofBuild(body, record, build),
    ...outcome,
    ...attemptOf(body, record, environment.id),
    id: recordId(body.place, body.project.id, record.id),
    updatedAt: Math.max(queueTime, startTime ?? 0, finishTime ?? 0),
    pipeline: pipelineOf(definition.name ?? '', build?.definition.path),
    kinds: ['CD'],
    parent: parentOf(body, record),
    rollback: isRollback(names),
    startedAt: startTime,
    endedAt: hasEnded(outcome.status) ? (finishTime ?? startTime ?? queueTime) : null,
    environment: nameOf(environment.name),
    environmentType: typeOf(environment.name, body),
    url: addressOf(body, owner.id),
  };
}

/** Returns when a deployment of a release began and ended; its last change stands for an end that is not said. */
function timesOf({ startedOn, completedOn, lastModifiedOn }: WireDeployment, isEnded: boolean) {
  const endedAt: Instant | null = isEnded ? (completedOn ?? lastModifiedOn) : null;
  return { startedAt: startedOn, endedAt };
}

/** Maps what a classic release deployed to one of its stages. */
export function toDeployment(body: RunsBody, deployment: WireDeployment): PipelineRunFact {
  const { place, project } = body;
  const { release, releaseDefinition, releaseEnvironment: to, reason } = deployment;
  const outcome = deploymentOutcome(deployment.deploymentStatus, deployment.operationStatus);
  const artifacts = release.artifacts ?? [];
  const stage = deployment.definitionEnvironmentId ?? to.id;
  return {
    ...codeIn(place, artifacts),
    ...outcome,
    ...timesOf(deployment, hasEnded(outcome.status)),
    id: deploymentId(place, project.id, deployment.id),
    updatedAt: deployment.lastModifiedOn,
    pipeline: pipelineOf(releaseDefinition.name, releaseDefinition.path),
    kinds: ['CD'],
    number: nameOrNull(release.name ?? null),
    run: releaseStageId(place, project.id, release.id, stage),
    attempt: deployment.attempt ?? 1,
    parent: null,
    project: nameOf(project.name),
    organization: organizationOf(place),
    rollback: isRollback([releaseDefinition.name, to.name]),
    services: [],
    environment: nameOf(to.name),
    environmentType: typeOf(to.name, body),
    infrastructure: null,
    tags: reason ? [nameOf(reason)] : [],
    artifactsIn: buildsIn(place, artifacts),
    artifactsOut: [],
    triggeredBy: callerOf(deployment.requestedFor, deployment.requestedBy),
    url: release.webAccessUri ?? null,
  };
}
