import type { PipelineRunFact } from '../../model/facts/delivery.js';
import {
  at,
  dimension,
  type FactTable,
  integration,
  isBeside,
  joined,
  named,
  namedHashes,
  person,
  plain,
  type References,
  structured,
  text,
} from './fact-column.js';

const services = (fact: PipelineRunFact, to: References) =>
  JSON.stringify(fact.services.map((name) => to.dimension('SERVICE', name)));

export const pipelineRunTable: FactTable<'PIPELINE_RUN'> = {
  table: 'pipeline_run',
  people: ({ triggeredBy }) => (triggeredBy ? [triggeredBy] : []),
  dimensions: (fact) => [
    ...named('PIPELINE', fact.pipeline),
    ...named('SERVICE', ...fact.services),
  ],
  columns: {
    integration,
    pipeline: text('pipeline'),
    pipeline_number: dimension('PIPELINE', 'pipeline'),
    kinds: structured('kinds'),
    tool_number: text('number'),
    run: text('run'),
    attempt: plain('integer', 'attempt'),
    parent: text('parent'),
    project: text('project'),
    organization: text('organization'),
    ...joined,
    branch: text('branch'),
    named_hashes: namedHashes,
    commits: structured('commits'),
    status: text('status'),
    status_name: text('statusName'),
    rollback: plain('boolean', 'rollback'),
    started_at: at('startedAt'),
    ended_at: at('endedAt'),
    services: structured('services'),
    service_numbers: ['jsonb', services, isBeside],
    environment: text('environment'),
    environment_type: text('environmentType'),
    infrastructure: text('infrastructure'),
    tags: structured('tags'),
    artifacts_in: structured('artifactsIn'),
    artifacts_out: structured('artifactsOut'),
    triggered_by: person('triggeredBy'),
    told_at: [
      'timestamptz',
      (fact) => ((fact.startedAt ?? fact.endedAt) === null ? fact.updatedAt : null),
    ],
    url: text('url'),
  },
};

/** Columns that incidents and change requests share. */
const ticket = {
  integration,
  key: text('key'),
  title: text('title'),
  status: text('status'),
  priority: text('priority'),
  severity: text('severity'),
  urgency: text('urgency'),
  assignment_group: text('assignmentGroup'),
  service: text('service'),
  service_number: dimension('SERVICE', 'service'),
  owner: person('owner'),
  created_at: at('createdAt'),
  resolved_at: at('resolvedAt'),
  closed_at: at('closedAt'),
  custom_fields: structured('customFields'),
  url: text('url'),
  told_at: at('updatedAt'),
} as const;

export const incidentTable: FactTable<'INCIDENT'> = {
  table: 'incident',
  people: ({ owner }) => (owner ? [owner] : []),
  dimensions: (fact) => named('SERVICE', fact.service),
  columns: {
    ...ticket,
    labels: structured('labels'),
    ...joined,
    caused_by: structured('causedBy'),
    fixed_by: structured('fixedBy'),
  },
};

export const changeRequestTable: FactTable<'CHANGE_REQUEST'> = {
  table: 'change_request',
  people: ({ owner }) => (owner ? [owner] : []),
  dimensions: (fact) => named('SERVICE', fact.service),
  columns: ticket,
};
