import type { PipelineRunFact } from '../../../model/facts/delivery.js';
import type { Person } from '../../../model/facts/people.js';
import type { Instant } from '../../../model/time.js';
import { nameOf, nameOrNull } from '../../names.js';
import { environmentTypeOf, isRollback } from '../../run-naming.js';
import { buildId, stageId, userId } from '../ids.js';
import { kindsOf, matchesAny, type Names, type Parameters, valueBy } from '../naming.js';
import type { BuildNode, BuildsBody, WireBuild, WireRun, WireStage } from '../wire.js';
import { hasEnded, outcomeOf, outcomeOfBuild } from './outcome.js';
import { sourceOf } from './source.js';

const lastOf = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

/** A build with what is known of it. */
interface KnownBuild {
  readonly body: BuildsBody;
  readonly node: BuildNode;
  readonly build: WireBuild;
  /** Null where stages are not known. */
  readonly run: WireRun | null;
}

const parametersOf = ({ actions }: WireBuild): Parameters =>
  new Map(
    actions.flatMap(({ parameters }) =>
      parameters.flatMap(({ name, value }): [string, string][] =>
        typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number'
          ? [[name, String(value)]]
          : [],
      ),
    ),
  );

/** The person who started it; builds that a push, a clock or another build started have none. */
function personOf({ actions }: WireBuild, place: string): Person | null {
  const cause = actions.flatMap(({ causes }) => causes).find(({ userId }) => userId);
  if (!cause?.userId) return null;
  const id = nameOf(userId(place, cause.userId));
  return { applicationType: 'JENKINS', id, name: nameOrNull(cause.userName), email: null };
}

/** A pipeline waits in the queue within its time: the stage view says for how long. */
function timesOf({ build, run }: KnownBuild, isEnded: boolean) {
  const { timestamp, duration } = build;
  const begun = run?.startTimeMillis ?? timestamp;
  const endedAt = isEnded ? (run?.endTimeMillis ?? timestamp + duration) : null;
  const startedAt = begun + (run?.queueDurationMillis ?? 0);
  return { startedAt: endedAt === null ? startedAt : Math.min(startedAt, endedAt), endedAt };
}

/** Jenkins itself says nothing of an environment. */
const unmarked = { isProduction: false, isTransient: false };

interface Destination {
  readonly services: readonly string[];
  readonly environment: string | null;
  readonly environmentType: PipelineRunFact['environmentType'];
}
const nowhere: Destination = { services: [], environment: null, environmentType: null };

/** The names by which rules find where a build, or a stage of it, deploys to. */
function destinationOf({ body, node, build }: KnownBuild, stage: Names | null): Destination {
  const { naming } = body;
  const { job } = node;
  const parameters = parametersOf(build);
  const ofJob = [
    { own: lastOf(job.pipeline), whole: job.pipeline },
    ...(job.branch === null ? [] : [{ own: job.branch }]),
  ];
  const ofStage = stage ? [stage] : [];
  const found = valueBy(naming.environments, [...ofStage, ...ofJob], parameters);
  const service = valueBy(naming.services, [...ofJob, ...ofStage], parameters);
  const environment = nameOrNull(found);
  return {
    services: service === null ? [] : [nameOf(service)],
    environment,
    environmentType:
      environment === null ? null : environmentTypeOf({ ...unmarked, name: environment }, naming),
  };
}

/** The fields that a build and its stages share. */
function sharedOf({ body, node, build }: KnownBuild) {
  const { naming, place } = body;
  const { job } = node;
  const source = sourceOf(build, job, naming, parametersOf(build));
  return {
    number: String(build.number),
    project: nameOrNull(job.project),
    organization: nameOrNull(job.organization),
    repository: nameOrNull(source.repository),
    branch: nameOrNull(source.branch),
    commits: source.commits,
    attempt: 1,
    infrastructure: null,
    tags: [],
    artifactsIn: [],
    artifactsOut: [],
    triggeredBy: personOf(build, place),
    url: `${body.base}/${job.path}/${build.number}/`,
  };
}

const idOf = ({ body: { place }, node: { job }, build }: KnownBuild): string => {
  const { number, timestamp, queueId = null } = build;
  return buildId(place, { number, timestamp, queueId, fullName: job.fullName });
};

/** True unless the job is of a branch that does not deploy. */
const mayDeploy = ({ body: { naming }, node: { job } }: KnownBuild): boolean =>
  job.branch === null || matchesAny(naming.deployBranches, { own: job.branch });

/** Jenkins dates nothing but the beginning and the end. */
const updatedAtOf = (known: KnownBuild): Instant => {
  const isEnded = hasEnded(outcomeOfBuild(known.build, known.body.naming));
  return timesOf(known, isEnded).endedAt ?? known.build.timestamp;
};

/** Maps a build. */
export function toRun(known: KnownBuild): PipelineRunFact {
  const { body, node, build } = known;
  const { pipeline } = node.job;
  const outcome = outcomeOfBuild(build, body.naming);
  const named = kindsOf({ own: lastOf(pipeline), whole: pipeline }, body.naming);
  const kinds = mayDeploy(known) ? named : (['CI'] as const);
  const id = idOf(known);
  return {
    ...{ ...sharedOf(known), id, run: id, updatedAt: updatedAtOf(known) },
    pipeline: nameOf(pipeline),
    kinds,
    parent: node.parent,
    status: outcome.status,
    statusName: nameOf(outcome.statusName),
    rollback: isRollback([lastOf(pipeline)]),
    ...timesOf(known, hasEnded(outcome)),
    ...(kinds.includes('CD') ? destinationOf(known, null) : nowhere),
  };
}

/** Maps the stages that deploy, each as a run of its own below the build: how it ended is its own matter. */
export function toDeployments(known: KnownBuild, stages: readonly WireStage[]): PipelineRunFact[] {
  const { body, node } = known;
  if (!mayDeploy(known)) return [];
  const shared = sharedOf(known);
  const parent = idOf(known);
  const deploying = stages.filter(({ name }) =>
    matchesAny(body.naming.deployStages, { own: name }),
  );
  return deploying.map((stage) => {
    const outcome = outcomeOf(stage.status, body.naming);
    const id = stageId(parent, stage.id);
    const { startTimeMillis: startedAt, durationMillis } = stage;
    const end = startedAt === null ? updatedAtOf(known) : startedAt + durationMillis;
    return {
      ...{ ...shared, id, run: id, parent, updatedAt: updatedAtOf(known) },
      pipeline: nameOf(`${node.job.pipeline} / ${stage.name}`),
      kinds: ['CD'],
      status: outcome.status,
      statusName: nameOf(outcome.statusName),
      rollback: isRollback([stage.name, lastOf(node.job.pipeline)]),
      startedAt,
      endedAt: hasEnded(outcome) ? end : null,
      ...destinationOf(known, { own: stage.name }),
    };
  });
}
