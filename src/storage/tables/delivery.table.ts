import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type {
  Artifact,
  ChangeRequestFact,
  EnvironmentType,
  IncidentFact,
  PipelineRunFact,
  RunKind,
  RunStatus,
} from '../../model/facts/delivery.js';
import type { DeploymentMark } from '../../model/inputs/delivery-input.js';
import { fact, instant, joined, json, namedHashes, ownRowsOnly, whole } from './column.js';
import type { Joined, NamesHashes, SameShape, StoredBeside } from './same-shape.js';

interface ReportedAt {
  readonly toldAt: number | null;
}

export const PipelineRunTable = defineEntity({
  name: 'PipelineRun',
  tableName: 'pipeline_run',
  properties: {
    ...fact(),
    integration: whole(),
    pipeline: p.text(),
    pipelineNumber: whole(),
    kinds: json<readonly RunKind[]>(),
    toolNumber: p.text().nullable(),
    run: p.text(),
    attempt: p.integer(),
    parent: p.text().nullable(),
    project: p.text().nullable(),
    organization: p.text().nullable(),
    repository: whole().nullable(),
    ...joined(),
    branch: p.text().nullable(),
    ...namedHashes(),
    commits: json<readonly string[]>(),
    status: p.text().$type<RunStatus>(),
    statusName: p.text(),
    rollback: p.boolean(),
    startedAt: instant().nullable(),
    endedAt: instant().nullable(),
    services: json<readonly string[]>(),
    serviceNumbers: json<readonly number[]>(),
    environment: p.text().nullable(),
    environmentType: p.text().$type<EnvironmentType>().nullable(),
    infrastructure: p.text().nullable(),
    tags: json<readonly string[]>(),
    artifactsIn: json<readonly Artifact[]>(),
    artifactsOut: json<readonly Artifact[]>(),
    triggeredBy: whole().nullable(),
    /** Instant of its version, if the run has no instant of its own. */
    toldAt: instant().nullable(),
    url: p.text().nullable(),
  },
  uniques: [{ properties: ['accountId', 'number'] }],
  indexes: [
    { properties: ['accountId', 'run'] },
    { properties: ['accountId', 'parent'] },
    { properties: ['accountId', 'repository', 'endedAt'] },
    { properties: ['accountId', 'endedAt'] },
    { properties: ['accountId', 'integration', 'endedAt'] },
  ],
  ...ownRowsOnly,
});
true satisfies SameShape<
  StoredBeside<PipelineRunFact, 'pipelineNumber' | 'serviceNumbers'> &
    ReportedAt &
    Joined &
    NamesHashes,
  InferEntity<typeof PipelineRunTable>
>;

const ticket = () => ({
  ...fact(),
  integration: whole(),
  key: p.text(),
  title: p.text(),
  status: p.text(),
  priority: p.text().nullable(),
  severity: p.text().nullable(),
  urgency: p.text().nullable(),
  assignmentGroup: p.text().nullable(),
  service: p.text().nullable(),
  serviceNumber: whole().nullable(),
  owner: whole().nullable(),
  createdAt: instant(),
  resolvedAt: instant().nullable(),
  closedAt: instant().nullable(),
  customFields: json<Readonly<Record<string, readonly string[]>>>(),
  url: p.text().nullable(),
  /** When the tool last changed anything of it. */
  toldAt: instant().nullable(),
});
interface ServiceNumber {
  readonly serviceNumber: number | null;
}

export const IncidentTable = defineEntity({
  name: 'Incident',
  tableName: 'incident',
  properties: {
    ...ticket(),
    labels: json<readonly string[]>(),
    repository: whole().nullable(),
    ...joined(),
    causedBy: json<readonly string[]>(),
    fixedBy: json<readonly string[]>(),
  },
  uniques: [{ properties: ['accountId', 'number'] }],
  indexes: [
    { properties: ['accountId', 'createdAt'] },
    { properties: ['accountId', 'resolvedAt'] },
    { properties: ['accountId', 'serviceNumber', 'createdAt'] },
    { properties: ['accountId', 'repository', 'createdAt'] },
    { properties: ['accountId', 'integration', 'createdAt'] },
  ],
  ...ownRowsOnly,
});
true satisfies SameShape<
  StoredBeside<IncidentFact> & ServiceNumber & ReportedAt & Joined,
  InferEntity<typeof IncidentTable>
>;

export const ChangeRequestTable = defineEntity({
  name: 'ChangeRequest',
  tableName: 'change_request',
  properties: ticket(),
  uniques: [{ properties: ['accountId', 'number'] }],
  indexes: [
    { properties: ['accountId', 'createdAt'] },
    { properties: ['accountId', 'closedAt'] },
    { properties: ['accountId', 'integration', 'createdAt'] },
  ],
  ...ownRowsOnly,
});
true satisfies SameShape<
  StoredBeside<ChangeRequestFact> & ServiceNumber & ReportedAt,
  InferEntity<typeof ChangeRequestTable>
>;

/** Manual override of a deployment's outcome; `markedBy` is the key's number. */
export const DeploymentOverrideTable = defineEntity({
  name: 'DeploymentMark',
  tableName: 'deployment_mark',
  properties: {
    accountId: whole().primary(),
    run: whole().primary(),
    mark: p.text().$type<DeploymentMark>(),
    markedBy: whole(),
    at: instant(),
  },
  ...ownRowsOnly,
});
