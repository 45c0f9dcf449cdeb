import { describe, expect, it } from 'vitest';
import { useDirectory } from '../directory/use-directory.js';
import { useGraph } from './use-graph.js';

const { parts, settled } = useDirectory();
const ask = useGraph(() => parts.directory);

const everything = /* GraphQL */ `
  fragment Everything on TeamSettings {
    repositories { values } excludedChanges { property values } excludedChangesMode deployingChanges { values } releasePattern
    issueManagement {
      projects { property values } incidents { property } alignment { category filters { property } goal { idealMin } }
      features { types simple { min max } complexMin } bugs { critical } activeStatuses terminatedStatuses
    }
    pipelines { scope { property operator values } success { op conditions { property } } failure { op conditions { property values } } }
    incidentManagement { incidents { op conditions { property } } changeRequests { op conditions { property } } }
    metricsUsingDeveloperFilters savedOn version
  }
`;
const save = (section: string, settings: string) => /* GraphQL */ `
  mutation ($node: ID!, $version: Int) {
    saved: saveTeam${section}(input: { node: $node, expectedVersion: $version, settings: ${settings} }) {
      settings { ...Everything } userErrors { code field }
    }
  }
  ${everything}
`;

async function company() {
  const viewer = await settled();
  const { teams } = await ask(viewer, '{ teams { nodes { id name } } }');
  const [direct, bo] = teams.nodes.map(({ id }: { id: string }) => id).sort() as [string, string];
  return { viewer, direct, bo };
}

describe('team settings in the graph', () => {
  it('are saved tab by tab, and none resets what another saved', async () => {
    const { viewer, bo: node } = await company();
    await ask(
      viewer,
      save(
        'SourceCode',
        '{ repositories: [{ operator: EQUALS, values: ["shop"] }], excludedChanges: [{ operator: EQUALS, values: ["chore"] }], excludedChangesMode: KEEP_MATCHING, releasePattern: "^r\\\\d+$", metricsUsingDeveloperFilters: [LEAD_TIME_FOR_CHANGES] }',
      ),
      { node },
    );
    await ask(
      viewer,
      save(
        'IssueManagement',
        '{ projects: [{ property: "project", operator: EQUALS, values: ["SHOP"] }], bugs: { critical: ["Blocker"] }, features: { types: ["Epic"] } }',
      ),
      { node },
    );
    await ask(
      viewer,
      save(
        'Pipelines',
        '{ scope: [{ property: "service", operator: STARTS_WITH, values: ["shop-"] }], failure: { conditions: [{ property: "rollback", operator: EQUALS, values: ["true"] }] } }',
      ),
      { node },
    );
    await ask(
      viewer,
      save(
        'IncidentManagement',
        '{ incidents: { op: OR, conditions: [{ property: "group", operator: EQUALS, values: ["Shop"] }] } }',
      ),
      { node },
    );
    const { saved } = await ask(
      viewer,
      save('SourceCode', '{ repositories: [{ operator: EQUALS, values: ["till"] }] }'),
      { node, version: 4 },
    );
    expect(saved.userErrors).toEqual([]);
    expect(saved.settings).toMatchObject({
      repositories: [{ values: ['till'] }],
      excludedChanges: [],
      excludedChangesMode: 'EXCLUDE_MATCHING',
      releasePattern: '^v?\\d+\\.\\d+\\.\\d+$',
      metricsUsingDeveloperFilters: ['LEAD_TIME_FOR_CHANGES'],
      issueManagement: {
        projects: [{ property: 'project', values: ['SHOP'] }],
        incidents: [],
        alignment: [],
        features: { types: ['Epic'], simple: { min: 1, max: 3 }, complexMin: 7 },
        bugs: { critical: ['Blocker'] },
        activeStatuses: ['In Progress'],
      },
      pipelines: {
        scope: [{ property: 'service', operator: 'STARTS_WITH', values: ['shop-'] }],
        success: { op: 'AND', conditions: [] },
        failure: { op: 'OR', conditions: [{ property: 'rollback', values: ['true'] }] },
      },
      incidentManagement: {
        incidents: { op: 'OR', conditions: [{ property: 'group' }] },
        changeRequests: { op: 'AND', conditions: [] },
      },
      version: 5,
    });
  });

  it('are refused by paths into the input', async () => {
    const { viewer, bo: node } = await company();
    const refused = async (section: string, settings: string, version: number | null = null) =>
      (await ask(viewer, save(section, settings), { node, version })).saved.userErrors;
    const condition = '{ property: "branch", operator: EQUALS, values: ["x"] }';
    expect(
      await refused(
        'IssueManagement',
        `{ projects: [], alignment: [{ category: 9, filters: [[${condition}]] }] }`,
      ),
    ).toEqual([
      {
        code: 'UNKNOWN_PROPERTY',
        field: ['settings', 'alignment', '0', 'filters', '0', '0', 'property'],
      },
      { code: 'UNKNOWN_CATEGORY', field: ['settings', 'alignment', '0', 'category'] },
    ]);
    const goal = '{ acceptableMin: 0, idealMin: 0.5, idealMax: 0.4, acceptableMax: 1 }';
    expect(
      await refused(
        'IssueManagement',
        `{ projects: [], alignment: [{ category: 9, filters: [], goal: ${goal} }] }`,
      ),
    ).toEqual([
      { code: 'INVALID_GOAL', field: ['settings', 'alignment', '0', 'goal'] },
      { code: 'UNKNOWN_CATEGORY', field: ['settings', 'alignment', '0', 'category'] },
    ]);
    expect(await refused('Pipelines', '{ scope: [{ operator: EQUALS, values: [] }] }')).toEqual([
      { code: 'UNKNOWN_PROPERTY', field: ['settings', 'scope', '0', 'property'] },
      { code: 'VALUES_REQUIRED', field: ['settings', 'scope', '0', 'values'] },
    ]);
    expect(
      await refused('IncidentManagement', `{ changeRequests: { conditions: [${condition}] } }`),
    ).toEqual([
      {
        code: 'UNKNOWN_PROPERTY',
        field: ['settings', 'changeRequests', 'conditions', '0', 'property'],
      },
    ]);
    expect(await refused('Pipelines', 'null', 3)).toEqual([
      { code: 'STALE_VERSION', field: ['expectedVersion'] },
    ]);
  });

  it('are tried before they are saved, and refused as a save would refuse them', async () => {
    const { viewer, bo: node } = await company();
    const attempt = (settings: string) =>
      ask(
        viewer,
        `query ($node: ID!) { filterPreview(input: { node: $node, settings: ${settings} }) {
          matches { field subject matched total samples others } userErrors { code field }
        } }`,
        { node },
      );
    const nothing = { matched: 0, total: 0, samples: [], others: [] };
    const is = (property: string) => `{ property: "${property}", operator: EQUALS, values: ["x"] }`;
    const { filterPreview: tried } = await attempt(
      `{ pipelines: { scope: [${is('tag')}], failure: { conditions: [${is('status')}] } } }`,
    );
    expect(tried).toEqual({
      matches: [
        {
          field: ['settings', 'pipelines', 'scope'],
          ...{ subject: 'PIPELINE_RUN', ...nothing },
        },
        {
          field: ['settings', 'pipelines', 'failure'],
          ...{ subject: 'PIPELINE_RUN', ...nothing },
        },
      ],
      userErrors: [],
    });
    const { filterPreview: code } = await attempt('{ sourceCode: { repositories: [] } }');
    expect(code.matches.map(({ field }: { field: string[] }) => field.at(-1))).toEqual([
      ...['repositories', 'destinationBranches', 'excludedChanges', 'deployingChanges'],
      'releasePattern',
    ]);
    const { filterPreview: refused } = await attempt(
      `{ incidentManagement: { incidents: { conditions: [${is('label')}] } } }`,
    );
    const path = ['settings', 'incidentManagement', 'incidents', 'conditions', '0', 'property'];
    expect(refused).toEqual({
      matches: null,
      userErrors: [{ code: 'UNKNOWN_PROPERTY', field: path }],
    });
    const { node: still } = await ask(
      viewer,
      'query ($id: ID!) { node(id: $id) { ... on Team { settings { version } } } }',
      { id: node },
    );
    expect(still.settings.version).toBe(0);
  });

  it('are copied to other teams', async () => {
    const { viewer, bo, direct } = await company();
    await ask(
      viewer,
      save('Pipelines', '{ scope: [{ property: "tag", operator: EQUALS, values: ["a"] }] }'),
      { node: bo },
    );
    const copy = /* GraphQL */ `
      mutation ($source: ID!, $targets: [ID!]!) {
        copyTeamSettings(input: { source: $source, targets: $targets, sections: [PIPELINES], mode: MERGE }) {
          results { target settings { pipelines { scope { values } } version } userErrors { code } }
          userErrors { code field }
        }
      }
    `;
    const { copyTeamSettings } = await ask(viewer, copy, { source: bo, targets: [direct] });
    expect(copyTeamSettings).toEqual({
      results: [
        {
          target: direct,
          settings: { pipelines: { scope: [{ values: ['a'] }] }, version: 1 },
          userErrors: [],
        },
      ],
      userErrors: [],
    });
    expect((await ask(viewer, copy, { source: bo, targets: [] })).copyTeamSettings).toEqual({
      results: null,
      userErrors: [{ code: 'TARGETS_REQUIRED', field: ['targets'] }],
    });
  });
});
