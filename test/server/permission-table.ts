import { type Company, developersFile, type Named } from './permission-company.js';

export const columns = [
  'VIEWER',
  'VIEWER who sees names',
  'MANAGER',
  'INGESTION',
  'ADMIN',
] as const;
export type Column = (typeof columns)[number];

const everybody = columns;
const readers = ['VIEWER', 'VIEWER who sees names', 'MANAGER', 'ADMIN'] as const;
const named = ['VIEWER who sees names', 'ADMIN'] as const;
const editors = ['MANAGER', 'ADMIN'] as const;
const syncers = ['INGESTION', 'ADMIN'] as const;
const admins = ['ADMIN'] as const;

/** One question to one field, and whose keys it is answered to. */
export interface Row {
  readonly field: string;
  readonly allowed: readonly Column[];
  /** The selection, naming things by what it is given. */
  readonly ask: (named: Named) => string;
  /** How everybody else is refused: with the code FORBIDDEN, or as if there were nothing. */
  readonly refusal: 'FORBIDDEN' | 'NOTHING';
}

const row = (
  field: string,
  allowed: readonly Column[],
  ask: (named: Named) => string,
  refusal: Row['refusal'] = 'FORBIDDEN',
): Row => ({ field, allowed, ask, refusal });

const node = (type: string, allowed: readonly Column[], id: keyof Named) =>
  row('node', allowed, (at) => `node(id: "${at[id]}") { id ... on ${type} { id } }`, 'NOTHING');

const insights = (scope: string) =>
  `insights(scope: { ${scope} }, metrics: [CODING_DAYS_PER_DEVELOPER], range: { last: { count: 2, unit: WEEK } }) { headline { value } }`;

export const queries: readonly Row[] = [
  row('activityLog', admins, () => 'activityLog(first: 5) { nodes { action object details } }'),
  row('apiKeys', admins, () => 'apiKeys { id name }'),
  row('developerImport', admins, (at) => `developerImport(id: "${at.import}") { id rowCount }`),
  row('developers', named, () => 'developers { nodes { name email } }'),
  row('developersDraft', admins, () => 'developersDraft'),
  row('exportJob', readers, (at) => `exportJob(id: "${at.export}") { id status }`),
  row('insights', readers, (at) => insights(`team: "${at.team}"`)),
  row('insights', readers, (at) => insights(`orgNode: "${at.node}"`)),
  row('insights', readers, (at) => insights(`path: "${at.path}"`)),
  row('insights', readers, (at) => insights(`developer: "${at.alias}"`)),
  row('integrations', everybody, () => 'integrations { nodes { id name settings { value } } }'),
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
  row('orgTrees', readers, () => 'orgTrees { id root { path } }'),
  row(
    'overallRating',
    readers,
    (at) =>
      `overallRating(scope: { team: "${at.team}" }, range: { preset: LAST_MONTH }) { parts { metric } }`,
  ),
  row('profiles', readers, () => 'profiles { id name }'),
  row('providers', everybody, () => 'providers { id }'),
  row('teams', readers, (at) => `teams(orgTree: "${at.tree}") { nodes { id name } }`),
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

const mutation = (
  field: string,
  allowed: readonly Column[],
  input: (at: Named) => string,
  answer: string,
) =>
  row(
    field,
    allowed,
    (at) => `${field}(input: { ${input(at)} }) { ${answer} userErrors { code field message } }`,
  );

const section = (name: string, settings: string) =>
  mutation(
    `saveTeam${name}`,
    editors,
    (at) => `node: "${at.node}", settings: { ${settings} }`,
    'settings { version }',
  );

/** In an order in which each can be carried out after those before it. */
export const mutationsOf = ({ location }: Pick<Company, 'location'>): readonly Row[] => {
  const source = `provider: GIT, settings: [{ key: "location", value: ${JSON.stringify(location)} }]`;
  const mapping =
    'mapping: [{ column: "Name", target: NAME }, { column: "Email", target: EMAIL }, { column: "Manager Email", target: MANAGER_EMAIL }]';
  const spare = (at: Named) => `integration: "${at.spare}"`;
  const main = (at: Named) => `integration: "${at.integration}"`;
  const profile = 'profile { id }';
  const integration = 'integration { id }';
  return [
    mutation('updateAccount', admins, () => 'timeZone: "Europe/Berlin"', 'account { timeZone }'),
    mutation('createEfficiencyProfile', admins, () => 'name: "New"', profile),
    mutation(
      'updateEfficiencyProfile',
      admins,
      (at) => `profile: "${at.efficiency}", name: "E"`,
      profile,
    ),
    mutation('createProductivityProfile', admins, () => 'name: "New"', profile),
    mutation(
      'updateProductivityProfile',
      admins,
      (at) => `profile: "${at.productivity}", name: "P"`,
      profile,
    ),
    mutation(
      'createBusinessAlignmentProfile',
      admins,
      () => 'name: "New", categories: []',
      profile,
    ),
    mutation(
      'updateBusinessAlignmentProfile',
      admins,
      (at) => `profile: "${at.alignment}", name: "A", categories: []`,
      profile,
    ),
    mutation('removeProfile', admins, (at) => `profile: "${at.alignment}"`, 'removed'),
    mutation(
      'updateOrgTree',
      admins,
      (at) => `orgTree: "${at.tree}", efficiencyProfile: "${at.efficiency}"`,
      'orgTree { id }',
    ),
    mutation(
      'saveTeamSourceCode',
      editors,
      (at) =>
        `node: "${at.node}", settings: { repositories: [{ operator: EQUALS, values: ["rye"] }] }`,
      'settings { version }',
    ),
    section('IssueManagement', 'projects: []'),
    section('Pipelines', 'scope: []'),
    section('IncidentManagement', ''),
    mutation(
      'copyTeamSettings',
      editors,
      (at) => `source: "${at.node}", targets: ["${at.team}"], sections: [PIPELINES]`,
      'results { target }',
    ),
    mutation(
      'uploadDevelopers',
      admins,
      () => `content: ${JSON.stringify(developersFile)}`,
      'import { id }',
    ),
    mutation(
      'mapDeveloperColumns',
      admins,
      (at) => `import: "${at.import}", ${mapping}`,
      'import { id }',
    ),
    mutation(
      'activateDeveloperImport',
      admins,
      (at) => `import: "${at.import}"`,
      'adoption { added }',
    ),
    mutation(
      'upsertDevelopers',
      admins,
      () => 'developers: [{ email: "new@x.example", name: "New" }]',
      'adoption { added }',
    ),
    mutation(
      'linkIdentity',
      editors,
      (at) => `identity: "${at.identity}", developer: "${at.developer}"`,
      '',
    ),
    mutation('unlinkIdentity', editors, (at) => `identity: "${at.identity}"`, ''),
    mutation(
      'removeDevelopers',
      admins,
      () => 'emails: ["gone@x.example"]',
      'adoption { removed }',
    ),
    mutation('createApiKey', admins, () => 'name: "New", role: VIEWER', 'key { id }'),
    mutation('revokeApiKey', admins, (at) => `key: "${at.key}"`, 'key { revokedAt }'),
    mutation('checkIntegration', admins, () => source, 'report { ok }'),
    mutation('connectIntegration', admins, () => source, integration),
    mutation('pauseIntegration', admins, spare, integration),
    mutation('resumeIntegration', admins, spare, integration),
    mutation('replayPages', admins, main, 'run { status }'),
    mutation(
      'ingestFacts',
      syncers,
      () =>
        `source: "Facts", lines: ${JSON.stringify('{"kind":"SPRINT","id":"S","updatedAt":"2026-03-02T09:00:00Z","name":"S","state":"FUTURE"}')}`,
      'accepted',
    ),
    mutation(
      'markDeployment',
      editors,
      (at) => `deployment: "${at.deployment}", mark: FAILED`,
      'mark',
    ),
    mutation(
      'startExport',
      readers,
      (at) =>
        `scope: { team: "${at.team}" }, metrics: [CODING_DAYS_PER_DEVELOPER], range: { preset: LAST_MONTH }`,
      'job { id }',
    ),
    mutation('syncIntegration', syncers, main, 'run { status }'),
    mutation('removeIntegration', admins, spare, 'integration { status }'),
  ];
};
