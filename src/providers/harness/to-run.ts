import type { PipelineRunFact } from '../../model/facts/delivery.js';
import type { Instant } from '../../model/time.js';
import { nameOf, nameOrNull } from '../names.js';
import { artifactsOut } from './artifacts.js';
import { branchOf, commitsOf } from './build.js';
import { runId, stageId } from './ids.js';
import { kindsOf } from './naming.js';
import { hasEnded, statusOf } from './outcome.js';
import { callerOf } from './person.js';
import { destinationsOf, isOwnRollback, isRollback, type Stage } from './stages.js';
import type { ExecutionsPage, WireExecution } from './wire.js';

const latest = (...instants: readonly (Instant | null)[]): Instant =>
  Math.max(...instants.map((at) => at ?? 0));

const tagsOf = ({ tags, executionTriggerInfo }: WireExecution): string[] => [
  ...new Set(
    [
      ...tags.map(({ key, value }) => [key, value].filter(Boolean).join(':')),
      executionTriggerInfo?.triggerType ?? '',
    ].flatMap((tag) => nameOrNull(tag) ?? []),
  ),
];

/** Harness counts the executions of a pipeline, not its attempts: the first one is 1, and later ones have greater numbers. */
function attemptOf(place: string, { planExecutionId: id, ...execution }: WireExecution) {
  const { isRerun = false, rerunInfo = null } = execution.executionTriggerInfo ?? {};
  const root = isRerun ? (rerunInfo?.rootExecutionId ?? null) : null;
  if (root === null || root === id) return { run: runId(place, id), attempt: 1 };
  return { run: runId(place, root), attempt: Math.max(2, execution.runSequence ?? 2) };
}

function parentOf(place: string, { parentStageInfo: above }: WireExecution): string | null {
  const id = above?.hasparentpipeline ? above.executionid : null;
  return id === null ? null : runId(place, id);
}

/** The page of an execution, as Harness' own notifications name it. */
function addressOf(
  { baseUrl, account, organization, project }: ExecutionsPage,
  { pipelineIdentifier, planExecutionId, modules }: WireExecution,
): string {
  const module = modules.find((one) => one === 'cd' || one === 'ci') ?? 'cd';
  const path = `account/${account}/${module}/orgs/${organization}/projects/${project}`;
  return `${baseUrl}/ng/#/${path}/pipelines/${pipelineIdentifier}/executions/${planExecutionId}/pipeline`;
}

function timesOf(
  word: string | null,
  { startTs, endTs }: { readonly startTs: Instant | null; readonly endTs: Instant | null },
) {
  const status = statusOf(word, endTs);
  return {
    status,
    statusName: nameOf(word ?? 'unknown'),
    startedAt: status === 'QUEUED' ? null : startTs,
    endedAt: hasEnded(status) ? endTs : null,
  };
}

/** Returns an execution without its stages. */
function toExecution(
  page: ExecutionsPage,
  execution: WireExecution,
  repository: string | null,
): PipelineRunFact {
  const { own } = destinationsOf(execution, page.naming);
  const { name, pipelineIdentifier, modules, layoutNodeMap, moduleInfo, runSequence } = execution;
  const ends = layoutNodeMap.flatMap(({ startTs, endTs }) => [startTs, endTs]);
  const build = moduleInfo?.ci ?? null;
  const kinds = kindsOf(modules, [name, pipelineIdentifier], page.naming);
  return {
    ...attemptOf(page.place, execution),
    ...timesOf(execution.status, execution),
    id: runId(page.place, execution.planExecutionId),
    updatedAt: latest(execution.createdAt, execution.startTs, execution.endTs, ...ends),
    pipeline: nameOf(name ?? pipelineIdentifier),
    // Its work is a part of the failure of the execution above, not a deployment beside it.
    kinds: isOwnRollback(execution) ? [] : kinds,
    number: runSequence === null ? null : String(runSequence),
    parent: parentOf(page.place, execution),
    project: nameOf(page.project),
    organization: nameOf(page.organization),
    repository,
    branch: branchOf(build),
    commits: commitsOf(build),
    rollback: isRollback(execution),
    services: own.services,
    environment: own.environment,
    environmentType: own.environmentType,
    infrastructure: own.infrastructure,
    tags: tagsOf(execution),
    artifactsIn: own.artifactsIn,
    artifactsOut: [],
    triggeredBy: callerOf(execution),
    url: addressOf(page, execution),
  };
}

/** Returns a stage that deploys as a run below its execution. */
function toStageRun(
  { place }: ExecutionsPage,
  { planExecutionId }: WireExecution,
  above: PipelineRunFact,
  stage: Stage,
): PipelineRunFact {
  const id = stageId(place, planExecutionId, stage.key);
  return {
    ...above,
    ...timesOf(stage.status, stage),
    id,
    run: id,
    parent: above.id,
    pipeline: nameOf(`${above.pipeline} / ${stage.name}`),
    kinds: ['CD'],
    services: stage.services,
    environment: stage.environment,
    environmentType: stage.environmentType,
    infrastructure: stage.infrastructure,
    artifactsIn: stage.artifactsIn,
    artifactsOut: [],
  };
}

/** Returns an execution, and those of its stages that are deployments of their own. */
export function toRuns(
  page: ExecutionsPage,
  execution: WireExecution,
  {
    images,
    repository,
  }: { readonly images: readonly unknown[]; readonly repository: string | null },
): PipelineRunFact[] {
  const run = { ...toExecution(page, execution, repository), artifactsOut: artifactsOut(images) };
  const { stages } = destinationsOf(execution, page.naming);
  return [run, ...stages.map((stage) => toStageRun(page, execution, run, stage))];
}
