import type { Named } from './permission-company.js';

export const columns = [
  'VIEWER',
  'VIEWER who sees names',
  'MANAGER',
  'INGESTION',
  'ADMIN',
] as const;
export type Column = (typeof columns)[number];

const everybody = columns;
export const readers = ['VIEWER', 'VIEWER who sees names', 'MANAGER', 'ADMIN'] as const;
const named = ['VIEWER who sees names', 'ADMIN'] as const;
export const editors = ['MANAGER', 'ADMIN'] as const;
export const syncers = ['INGESTION', 'ADMIN'] as const;
export const admins = ['ADMIN'] as const;

/** One question to one field, and whose keys it is answered to. */
export interface Row {
  readonly field: string;
  readonly allowed: readonly Column[];
  /** The selection, naming things by what it is given. */
  readonly ask: (named: Named) => string;
  /** How everybody else is refused: with the code FORBIDDEN, or as if there were nothing. */
  readonly refusal: 'FORBIDDEN' | 'NOTHING';
  /** The result for a key that may ask. */
  readonly comesTo: string;
}

export const row = (
  field: string,
  allowed: readonly Column[],
  ask: (named: Named) => string,
  refusal: Row['refusal'] = 'FORBIDDEN',
): Row => ({ field, allowed, ask, refusal, comesTo: 'ANSWERS' });

const node = (type: string, allowed: readonly Column[], id: keyof Named) =>
  row('node', allowed, (at) => `node(id: "${at[id]}") { id ... on ${type} { id } }`, 'NOTHING');

const insights = (scope: string) =>
  `insights(scope: { ${scope} }, metrics: [CODING_DAYS_PER_DEVELOPER], range: { last: { count: 2, unit: WEEK } }) { headline { value } }`;

const delivered = (scope: string) =>
  `insights(scope: { ${scope} }, metrics: [DEPLOYMENT_FREQUENCY], range: { last: { count: 2, unit: WEEK } }) { headline { value } }`;

export const queries: readonly Row[] = [
  row('activityLog', admins, () => 'activityLog(first: 5) { nodes { action object details } }'),
  row('apiKeys', admins, () => 'apiKeys { id name }'),
  row(
    'deploymentPreview',
    editors,
    (at) =>
      `deploymentPreview(input: { node: "${at.team}" }) { runs { pipeline verdict why } userErrors { code } }`,
  ),
  row('developerImport', admins, (at) => `developerImport(id: "${at.import}") { id rowCount }`),
  row('developers', named, () => 'developers { nodes { name email } }'),
  row('developersDraft', admins, () => 'developersDraft'),
  row('exportJob', readers, (at) => `exportJob(id: "${at.export}") { id status }`),
  row(
    'filterPreview',
    editors,
    (at) =>
      `filterPreview(input: { node: "${at.team}", settings: { pipelines: { scope: [] } } }) { matches { field samples } userErrors { code } }`,
  ),
  row('insights', readers, (at) => insights(`team: "${at.team}"`)),
  row('insights', readers, (at) => insights(`orgNode: "${at.node}"`)),
  row('insights', readers, (at) => insights(`path: "${at.path}"`)),
  row('insights', readers, (at) => insights(`developer: "${at.alias}"`)),
  row('insights', readers, (at) => delivered(`service: "${at.service}"`)),
  row('insights', readers, (at) => delivered(`pipeline: "${at.pipeline}"`)),
  row('integrations', everybody, () => 'integrations { nodes { id name settings { value } } }'),
  row(
    'integrations',
    everybody,
    () =>
      'integrations { nodes { webhookUrl inbox { nodes { id event } } inboxCounts { count } } }',
  ),
  row('integrations', everybody, () => 'integrations { nodes { setAside { totalCount } } }'),
  row('metrics', everybody, () => 'metrics { id }'),
  node('OrgTree', readers, 'tree'),
  node('OrgNode', readers, 'node'),
  node('Team', readers, 'team'),
  node('EfficiencyProfile', readers, 'efficiency'),
  node('ProductivityProfile', readers, 'productivity'),
  node('BusinessAlignmentProfile', readers, 'alignment'),
  node('Insight', readers, 'insight'),
  node('ExportJob', readers, 'export'),
  node('Developer', named, 'developer'),
  node('DeveloperImport', admins, 'import'),
  node('ApiKey', admins, 'key'),
  node('Integration', everybody, 'integration'),
  node('Service', readers, 'service'),
  node('Pipeline', readers, 'pipeline'),
  row('orgTrees', readers, () => 'orgTrees { id root { path } }'),
  row(
    'overallRating',
    readers,
    (at) =>
      `overallRating(scope: { team: "${at.team}" }, range: { preset: LAST_MONTH }) { parts { metric } }`,
  ),
  row('pipelines', readers, () => 'pipelines { nodes { id name projects integrations } }'),
  row('profiles', readers, () => 'profiles { id name }'),
  row('providers', everybody, () => 'providers { id }'),
  row('repositories', everybody, () => 'repositories { nodes { id name } }'),
  row('services', readers, () => 'services { nodes { id name } }'),
  row('teams', readers, (at) => `teams(orgTree: "${at.tree}") { nodes { id name } }`),
  row('teams', readers, () => 'teams { nodes { setAside { totalCount nodes { message } } } }'),
  row('unmatchedAuthors', named, () => 'unmatchedAuthors { nodes { identity name email } }'),
  row('viewer', everybody, () => 'viewer { name permissions account { name } }'),
];

export const subscriptions: readonly Row[] = [
  row(
    'insightUpdated',
    readers,
    (at) =>
      `insightUpdated(scope: { team: "${at.team}" }, metrics: [CODING_DAYS_PER_DEVELOPER], range: { last: { count: 2, unit: WEEK } }, after: "0") { sequence insight { headline { value } } }`,
  ),
  row(
    'syncProgressed',
    everybody,
    (at) => `syncProgressed(integration: "${at.integration}") { status }`,
  ),
];
