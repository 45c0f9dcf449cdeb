import type { PipelineRunFact } from '../../model/facts/delivery.js';
import { unknownPerson } from '../../model/facts/people.js';
import type { Instant } from '../../model/time.js';
import { personOf } from '../azure-api/person.js';
import type { WireIdentity } from '../azure-api/wire.js';
import { nameOf, nameOrNull } from '../names.js';
import { isRollback, kindsOf } from '../run-naming.js';
import { buildId, stageId } from './ids.js';
import { artifactOf, originOf } from './origin.js';
import { hasEnded, outcomeOf } from './outcome.js';
import type { RunsBody, WireBuild, WireRecord } from './wire.js';

/** Returns the name of a pipeline; one in a folder is named with it. */
export const pipelineOf = (name: string, path: string | null | undefined): string => {
  const folder = (path ?? '').split('\\').filter(Boolean).join('/');
  return nameOf(folder === '' ? name : `${folder}/${name}`);
};

/** Returns who a run was made for; null if that is not said. */
export function callerOf(...identities: readonly (WireIdentity | null | undefined)[]) {
  const people = identities.filter(Boolean).map(personOf);
  return people.find((person) => person !== unknownPerson) ?? null;
}

export const organizationOf = (place: string): string =>
  nameOf(place.slice(place.indexOf('/') + 1));

/** The fields that all runs of a build share. */
export const sharedOf = ({ place, project }: RunsBody, build: WireBuild) => ({
  ...originOf(place, build),
  number: nameOrNull(build.buildNumber ?? null),
  project: nameOf(project.name),
  organization: organizationOf(place),
  services: [],
  infrastructure: null,
  artifactsIn: [],
  artifactsOut: [],
  tags: [...(build.reason ? [build.reason] : []), ...(build.tags ?? [])].map(nameOf),
  triggeredBy: callerOf(build.requestedFor, build.requestedBy),
});

export const addressOf = ({ web, project }: RunsBody, build: number): string =>
  `${web}/${project.id}/_build/results?buildId=${build}`;

const latest = (instants: readonly (Instant | null)[]): Instant =>
  Math.max(...instants.map((at) => at ?? 0));

/** A retried stage moves the end of its build; its attempts are counted in the timeline alone. */
const attemptOf = (records: readonly WireRecord[]): number =>
  Math.max(1, ...records.map(({ attempt }) => attempt ?? 1));

/** Returns when a build was last changed: also when it was begun, or a stage of it ended. */
const updatedAtOf = (build: WireBuild, records: readonly WireRecord[]): Instant =>
  latest([
    build.lastChangedDate,
    build.finishTime,
    build.startTime,
    build.queueTime,
    ...records.flatMap(({ startTime, finishTime }) => [startTime, finishTime]),
  ]);

/** Maps a run of a pipeline; one that is tried again stays one run. */
export function toBuild(
  body: RunsBody,
  build: WireBuild,
  records: readonly WireRecord[],
): PipelineRunFact {
  const outcome = outcomeOf(build.status, build.result);
  const { definition, project } = build;
  const id = buildId(body.place, build.id);
  const isDone = outcome.status === 'SUCCESS';
  return {
    ...sharedOf(body, build),
    ...outcome,
    id,
    updatedAt: updatedAtOf(build, records),
    pipeline: pipelineOf(definition.name, definition.path),
    kinds: kindsOf([definition.name], body.naming),
    run: id,
    attempt: attemptOf(records),
    parent: null,
    rollback: isRollback([definition.name]),
    startedAt: build.startTime,
    endedAt: hasEnded(outcome.status) ? (build.finishTime ?? build.lastChangedDate) : null,
    environment: null,
    environmentType: null,
    artifactsOut: isDone ? [artifactOf(body.place, project.id, definition.id, build.id)] : [],
    url: addressOf(body, build.id),
  };
}

/** A pipeline that is not divided has one stage with this name. */
const UNDIVIDED = '__default';

const identifierOf = ({ identifier, name }: WireRecord): string => identifier || name;

/** Returns the stages of a timeline; none of a pipeline that is not divided. */
export const stagesOf = (records: readonly WireRecord[]): readonly WireRecord[] =>
  records.filter(
    (record) => record.type.toLowerCase() === 'stage' && identifierOf(record) !== UNDIVIDED,
  );

/** Maps a stage as a run below its build. */
export function toStage(body: RunsBody, build: WireBuild, record: WireRecord): PipelineRunFact {
  const outcome = outcomeOf(record.state, record.result);
  const id = stageId(body.place, build.id, identifierOf(record));
  const names = [record.name, identifierOf(record)];
  const { definition } = build;
  return {
    ...sharedOf(body, build),
    ...outcome,
    id,
    updatedAt: latest([build.queueTime, record.startTime, record.finishTime]),
    pipeline: nameOf(`${pipelineOf(definition.name, definition.path)} / ${record.name}`),
    kinds: kindsOf(names, body.naming),
    run: id,
    attempt: record.attempt ?? 1,
    parent: buildId(body.place, build.id),
    rollback: isRollback([definition.name, ...names]),
    startedAt: record.startTime,
    endedAt: hasEnded(outcome.status) ? (record.finishTime ?? record.startTime) : null,
    environment: null,
    environmentType: null,
    url: `${addressOf(body, build.id)}&view=results`,
  };
}
