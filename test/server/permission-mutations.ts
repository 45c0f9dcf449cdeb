import { type Company, developersFile, type Named } from './permission-company.js';
import {
  admins,
  type Column,
  editors,
  type Row,
  readers,
  row,
  syncers,
} from './permission-table.js';

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
    mutation(
      'rotateCredential',
      admins,
      (at) => `${spare(at)}, settings: [{ key: "token", value: "new" }]`,
      integration,
    ),
    mutation('updateIntegration', admins, (at) => `${spare(at)}, intervalMinutes: 60`, integration),
    {
      ...mutation(
        'discover',
        admins,
        (at) => `${spare(at)}, kind: "REPOSITORY"`,
        'items { value }',
      ),
      // A folder of git offers nothing to choose from, and no way to look up one thing.
      comesTo: '(NOTHING_TO_DISCOVER)',
    },
    {
      ...mutation('spotCheck', admins, (at) => `${spare(at)}, what: "42"`, 'held { title }'),
      comesTo: '(NO_SPOT_CHECK)',
    },
    mutation('pauseIntegration', admins, spare, integration),
    mutation('resumeIntegration', admins, spare, integration),
    mutation('replayPages', admins, main, 'run { status }'),
    mutation('redeliver', admins, spare, 'redelivered'),
    mutation('reingest', admins, spare, 'run { status }'),
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
