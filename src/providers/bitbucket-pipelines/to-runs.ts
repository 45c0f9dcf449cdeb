import type { EnvironmentType, PipelineRunFact } from '../../model/facts/delivery.js';
import type { Instant } from '../../model/time.js';
import { personOf } from '../bitbucket-api/person.js';
import { nameOf, nameOrNull } from '../names.js';
import { environmentTypeOf, isRollback, kindsOf } from '../run-naming.js';
import { deploymentId, repositoryId, runId } from './ids.js';
import { hasEnded, outcomeOf } from './outcome.js';
import type { RunsPage, WireDeployment, WirePipeline } from './wire.js';

/** Returns the fields that pipelines and deployments share. */
const placed = ({ host, repository }: RunsPage) => ({
  attempt: 1,
  project: nameOf(repository.name),
  organization: nameOf(repository.name.split('/', 1)[0] ?? ''),
  repository: repositoryId(host, repository.uuid),
  services: [],
  infrastructure: null,
  artifactsIn: [],
  artifactsOut: [],
});

/** Returns the name of a pipeline as it stands in `bitbucket-pipelines.yml`: `custom: deploy`, `branches: main`, `default`. */
function pipelineOf({ target }: WirePipeline): string {
  const { type, pattern } = target?.selector ?? {};
  return nameOrNull([type, pattern].filter(Boolean).join(': ')) ?? 'default';
}

const commitsOf = (commit: { readonly hash?: string | null | undefined } | null | undefined) =>
  commit?.hash ? [commit.hash.toLowerCase()] : [];

const addressOf = ({ host, repository }: RunsPage, number: number | null | undefined) =>
  number ? `https://${host}/${repository.name}/pipelines/results/${number}` : null;

/** Maps a pipeline. Steps that are run again move its end. */
export function toRun(page: RunsPage, wire: WirePipeline): PipelineRunFact {
  const { state, target, created_on: createdAt, completed_on: completedAt, trigger } = wire;
  const { status, word } = outcomeOf(state.result?.name, state.stage?.name, state.name);
  const pipeline = pipelineOf(wire);
  const id = runId(page.host, wire.uuid);
  const people = { bots: page.bots, addresses: new Map<string, string>() };
  // Bitbucket dates the end of one that failed at once before its creation.
  const endedAt = Math.max(completedAt ?? createdAt, createdAt);
  return {
    ...placed(page),
    id,
    run: id,
    parent: null,
    pipeline,
    updatedAt: endedAt,
    kinds: kindsOf([pipeline], page.naming),
    number: wire.build_number ? String(wire.build_number) : null,
    branch: nameOrNull(target?.ref_name ?? target?.source ?? null),
    commits: commitsOf(target?.commit),
    status,
    statusName: nameOf(word),
    rollback: isRollback([pipeline]),
    startedAt: status === 'QUEUED' ? null : createdAt,
    endedAt: hasEnded(status) ? endedAt : null,
    environment: null,
    environmentType: null,
    tags: trigger?.name ? [nameOf(trigger.name)] : [],
    triggeredBy: wire.creator ? personOf(wire.creator, people) : null,
    url: addressOf(page, wire.build_number),
  };
}

/** Bitbucket has three types of environments: Test, Staging and Production. */
function typeOf(page: RunsPage, name: string | null, type: string | null): EnvironmentType | null {
  if (name === null) return null;
  const isProduction = type?.toLowerCase() === 'production';
  const found = environmentTypeOf({ name, isProduction, isTransient: false }, page.naming);
  return found ?? (type === null ? null : 'PRE_PRODUCTION');
}

/** The name of a release is the number of its pipeline, such as `#186`. */
const numberIn = (name: string | null | undefined): number | null => {
  const [, digits] = /^#(\d+)$/.exec(name ?? '') ?? [];
  return digits === undefined ? null : Number(digits);
};

interface Span {
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
}
const spanOf = ({
  started_on: startedAt,
  completed_on: completedAt,
}: WireDeployment['state']): Span => ({
  startedAt,
  endedAt: completedAt === null ? null : Math.max(completedAt, startedAt ?? completedAt),
});

/** Maps a deployment as a run below its pipeline, that deploys a commit to an environment; null if it has no date at all. */
export function toDeployment(page: RunsPage, wire: WireDeployment): PipelineRunFact | null {
  const { host, naming } = page;
  const { state, release, environment: place } = wire;
  const { startedAt, endedAt } = spanOf(state);
  const updatedAt = wire.last_update_time ?? endedAt ?? startedAt ?? release?.created_on ?? null;
  if (updatedAt === null) return null;
  const { status, word } = outcomeOf(state.status?.name, state.name);
  const environment = nameOrNull(place?.name ?? null);
  const id = deploymentId(host, wire.uuid);
  const parent = release?.pipeline?.uuid;
  const number = numberIn(release?.name);
  return {
    ...placed(page),
    id,
    run: id,
    updatedAt,
    startedAt,
    parent: parent ? runId(host, parent) : null,
    pipeline: nameOf(`deployment to ${environment ?? 'nowhere'}`),
    kinds: ['CD'],
    number: number === null ? null : String(number),
    branch: null,
    commits: commitsOf(release?.commit),
    status,
    statusName: nameOf(word),
    rollback: isRollback([environment]),
    endedAt: hasEnded(status) ? (endedAt ?? updatedAt) : null,
    environment,
    environmentType: typeOf(
      { ...page, naming },
      environment,
      place?.environment_type?.name ?? null,
    ),
    tags: [],
    triggeredBy: null,
    url: addressOf(page, number),
  };
}
