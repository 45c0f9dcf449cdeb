import type { Instant } from '../../model/time.js';
import { nameOrNull } from '../names.js';
import { artifactsIn } from './artifacts.js';
import { environmentTypeOf, type Naming } from './naming.js';
import type { WireExecution, WireNode } from './wire.js';

/** Harness starts these itself, to bring back what was there before. */
const rollbackModes = ['POST_EXECUTION_ROLLBACK', 'PIPELINE_ROLLBACK'];

export const isRollback = ({ executionMode }: WireExecution): boolean =>
  rollbackModes.includes(executionMode ?? '');
/** A rollback that a failing execution made of itself is part of its failure. */
export const isOwnRollback = ({ executionMode }: WireExecution): boolean =>
  executionMode === 'PIPELINE_ROLLBACK';

type Node = WireExecution['layoutNodeMap'][number];

/** True for a stage that deploys and has begun. Strategies repeat what their children are, and rollback stages wait in every execution. */
const isDeployment =
  (rollsBack: boolean) =>
  ({ module, nodeGroup, status, startTs, isRollbackStageNode }: WireNode): boolean =>
    module === 'cd' &&
    nodeGroup === 'STAGE' &&
    startTs !== null &&
    !/^(?:Skipped|NotStarted)$/i.test(status ?? '') &&
    isRollbackStageNode === rollsBack;

/** Where something was deployed, and what. */
export interface Destination {
  readonly services: readonly string[];
  readonly environment: string | null;
  readonly environmentType: ReturnType<typeof environmentTypeOf>;
  readonly infrastructure: string | null;
  readonly artifactsIn: ReturnType<typeof artifactsIn>;
}
export interface Stage extends Destination {
  readonly key: string;
  readonly name: string;
  readonly status: string | null;
  readonly startTs: Instant;
  readonly endTs: Instant | null;
}

function destinationOf({ moduleInfo }: WireNode, naming: Naming): Destination {
  const { serviceInfo = null, infraExecutionSummary: place = null } = moduleInfo?.cd ?? {};
  const service = nameOrNull(serviceInfo?.displayName ?? serviceInfo?.identifier ?? null);
  const { primary = null, sidecars = [] } = serviceInfo?.artifacts ?? {};
  const names = [place?.name ?? null, place?.identifier ?? null];
  return {
    services: service === null ? [] : [service],
    environment: nameOrNull(place?.name ?? place?.identifier ?? null),
    environmentType: environmentTypeOf(place?.type ?? null, names, naming),
    infrastructure: nameOrNull(
      place?.infrastructureName ?? place?.infrastructureIdentifier ?? null,
    ),
    artifactsIn: [...(primary ? [primary] : []), ...sidecars].flatMap(artifactsIn),
  };
}

const toStage = (node: Node, naming: Naming): Stage => ({
  ...destinationOf(node, naming),
  key: node.key,
  name: node.name ?? node.nodeIdentifier ?? node.key,
  status: node.status,
  startTs: node.startTs!,
  endTs: node.endTs,
});

const byStart = (left: Stage, right: Stage): number =>
  left.startTs - right.startTs || (left.key < right.key ? -1 : 1);

/** Returns the stages of an execution that deployed, in order. */
const stagesOf = (execution: WireExecution, naming: Naming): Stage[] =>
  execution.layoutNodeMap
    .filter(isDeployment(isRollback(execution)))
    .map((node) => toStage(node, naming))
    .sort(byStart);

/** Returns the only value of a list; null where there are several, since nobody says which is which. */
const only = (values: readonly string[]): string | null => {
  const [first = null, ...others] = [...new Set(values)];
  return others.length === 0 ? first : null;
};

/** Returns where an execution went by its own summary, which names the sets over all its stages. */
function summaryOf({ moduleInfo }: WireExecution, naming: Naming): Destination {
  const { cd } = moduleInfo ?? {};
  const environment = nameOrNull(only(cd?.envIdentifiers ?? []));
  return {
    services: (cd?.serviceIdentifiers ?? []).flatMap((name) => nameOrNull(name) ?? []),
    environment,
    environmentType: environmentTypeOf(only(cd?.environmentTypes ?? []), [environment], naming),
    infrastructure: nameOrNull(only(cd?.infrastructureIdentifiers ?? [])),
    artifactsIn: [],
  };
}

const signatureOf = ({ services, environment, environmentType }: Destination): string =>
  JSON.stringify([services, environment, environmentType]);
const hasChainedStage = ({ layoutNodeMap }: WireExecution): boolean =>
  layoutNodeMap.some(({ nodeType }) => nodeType === 'Pipeline');

/**
 * Returns where the execution itself went, and the stages that are runs of their own. These are all that deploy,
 * if they differ or a chained pipeline stands beside them.
 */
export function destinationsOf(execution: WireExecution, naming: Naming) {
  const stages = stagesOf(execution, naming);
  const isApart =
    new Set(stages.map(signatureOf)).size > 1 || (stages.length > 0 && hasChainedStage(execution));
  const nowhere: Destination = {
    ...{ services: [], environment: null, environmentType: null, infrastructure: null },
    artifactsIn: [],
  };
  if (isApart && !isOwnRollback(execution)) return { own: nowhere, stages };
  const [first] = stages;
  const artifacts = stages.flatMap((stage) => stage.artifactsIn);
  const own =
    first && !isApart ? { ...first, artifactsIn: artifacts } : summaryOf(execution, naming);
  return { own, stages: [] };
}
