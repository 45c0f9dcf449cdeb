import { p } from '@mikro-orm/core';
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
import { instant, joined, json, namedHashes, whole } from './column.js';
import { factTable, ownTable } from './own-table.js';
import type { Joined, NamesHashes, SameShape, StoredBeside } from './same-shape.js';

export const PipelineRunTable = factTable({
  name: 'PipelineRun',
  properties: {
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
  indexes: [
    ['run'],
    ['parent'],
    ['repository', 'endedAt'],
    ['endedAt'],
    ['integration', 'endedAt'],
  ],
});
true satisfies SameShape<
  StoredBeside<PipelineRunFact, 'pipelineNumber' | 'serviceNumbers'> &
    Record<'toldAt', number | null> &
    Joined &
    NamesHashes,
  typeof PipelineRunTable
>;

const ticket = () => ({
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

export const IncidentTable = factTable({
  name: 'Incident',
  properties: {
    ...ticket(),
    labels: json<readonly string[]>(),
    ...joined(),
    causedBy: json<readonly string[]>(),
    fixedBy: json<readonly string[]>(),
  },
  indexes: [
    ['createdAt'],
    ['resolvedAt'],
    ['serviceNumber', 'createdAt'],
    ['repository', 'createdAt'],
    ['integration', 'createdAt'],
  ],
});
true satisfies SameShape<
  StoredBeside<IncidentFact> & Record<'serviceNumber' | 'toldAt', number | null> & Joined,
  typeof IncidentTable
>;

export const ChangeRequestTable = factTable({
  name: 'ChangeRequest',
  properties: ticket(),
  indexes: [['createdAt'], ['closedAt'], ['integration', 'createdAt']],
});
true satisfies SameShape<
  StoredBeside<ChangeRequestFact> & Record<'serviceNumber' | 'toldAt', number | null>,
  typeof ChangeRequestTable
>;

/** Manual override of a deployment's outcome; `markedBy` is the key's number. */
export const DeploymentOverrideTable = ownTable({
  name: 'DeploymentMark',
  properties: {
    run: whole().primary(),
    mark: p.text().$type<DeploymentMark>(),
    markedBy: whole(),
    at: instant(),
  },
});
