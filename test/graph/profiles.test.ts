import { describe, expect, it } from 'vitest';
import { insertIntegration } from '../../src/storage/integrations/integrations.js';
import { useDirectory } from '../directory/use-directory.js';
import { useGraph } from './use-graph.js';

const { parts, newAccount, settled } = useDirectory();
const ask = useGraph(() => parts.directory);

const efficiencyFields = /* GraphQL */ `
  fragment All on EfficiencyProfile {
    version preset
    leadTime { workScope workflowOrder phases { key enabled start { source event status } end { event status } } }
    deploymentSource deploymentEventTime changeRequestState deploymentPerService
    changeFailureRate { source method attributionWindowDays incidentState }
    meanTimeToRestore { source resolveOn includeIncidents }
    sprints { computationMode startGraceDays }
    maturity { benchmark overrides { metric phase bounds { level bound inclusive } } levels { key label } }
    calendar { zone days from to holidays }
    warnings { code field }
  }
`;
const saveEfficiency = (verb: 'create' | 'update') => /* GraphQL */ `
  mutation ($input: ${verb === 'create' ? 'Create' : 'Update'}EfficiencyProfileInput!) {
    ${verb}EfficiencyProfile(input: $input) { profile { id ...All } userErrors { code field } }
  }
  ${efficiencyFields}
`;

describe('profiles in the graph', () => {
  it('of efficiency say everything that they set, and accept it again as it was said', async () => {
    const viewer = await newAccount();
    await parts.database.write(viewer.account, async (session) => {
      const number = await session.drawNumbers(1);
      await insertIntegration(session, { number, provider: 'CUSTOM', name: 'x', settings: {} });
    });
    const input = {
      name: 'Five',
      preset: 'FIVE_PHASES',
      deploymentEventTime: 'STARTED',
      deploymentPerService: true,
      changeFailureRate: { method: 'RATIO', incidentState: 'CLOSED' },
      meanTimeToRestore: { source: 'ISSUE_MANAGEMENT', includeIncidents: 'CREATED_IN_RANGE' },
      sprints: { startGraceDays: 2 },
      maturity: {
        benchmark: 'DORA_2024',
        overrides: [
          {
            metric: 'LEAD_TIME_FOR_CHANGES',
            phase: 'REVIEW',
            bounds: [
              { level: 'ELITE', bound: 3600 },
              { level: 'HIGH', bound: 7200, inclusive: true },
              { level: 'MEDIUM', bound: 10_800.5 },
            ],
          },
        ],
      },
      calendar: { zone: 'Europe/Berlin', days: [1, 2, 3, 4], from: '09:00', to: '17:00' },
    };
    const { createEfficiencyProfile: made } = await ask(viewer, saveEfficiency('create'), {
      input,
    });
    expect(made.userErrors).toEqual([]);
    expect(made.profile).toMatchObject({
      version: 1,
      preset: 'FIVE_PHASES',
      leadTime: { workScope: 'ALL_COMPLETED_WORK', workflowOrder: 'ENFORCE' },
      deploymentSource: 'CONTINUOUS_DEPLOYMENT',
      deploymentEventTime: 'STARTED',
      deploymentPerService: true,
      changeFailureRate: {
        source: 'INCIDENT_MANAGEMENT',
        method: 'RATIO',
        attributionWindowDays: 7,
        incidentState: 'CLOSED',
      },
      meanTimeToRestore: {
        source: 'ISSUE_MANAGEMENT',
        resolveOn: 'CLOSED_AND_RESOLVED',
        includeIncidents: 'CREATED_IN_RANGE',
      },
      sprints: { computationMode: 'STORY_POINTS', startGraceDays: 2 },
      maturity: {
        benchmark: 'DORA_2024',
        overrides: [
          {
            metric: 'LEAD_TIME_FOR_CHANGES',
            phase: 'REVIEW',
            bounds: [
              { level: 'ELITE', bound: 3600, inclusive: false },
              { level: 'HIGH', bound: 7200, inclusive: true },
              { level: 'MEDIUM', bound: 10_800.5, inclusive: false },
            ],
          },
        ],
      },
      calendar: { ...input.calendar, holidays: [] },
      warnings: [],
    });
    expect(made.profile.leadTime.phases).toHaveLength(5);
    const phases = [
      ['CODING', 'TICKET_STATUS', 'FIRST_COMMIT_CREATED'],
      ['REVIEW', 'FIRST_PR_CREATED', 'LAST_PR_MERGED'],
    ].map(([key, start, end]) => ({
      key,
      start: {
        source: start!.startsWith('T') ? 'ISSUE_MANAGEMENT' : 'SOURCE_CODE_MANAGEMENT',
        event: start,
        ...(start === 'TICKET_STATUS' && { status: ' In development' }),
      },
      end: { source: 'SOURCE_CODE_MANAGEMENT', event: end },
    }));
    const { updateEfficiencyProfile: next } = await ask(viewer, saveEfficiency('update'), {
      input: { profile: made.profile.id, expectedVersion: 1, name: 'Two', phases },
    });
    expect(next.userErrors).toEqual([]);
    expect(next.profile).toMatchObject({
      version: 2,
      calendar: null,
      leadTime: {
        phases: [
          { start: { event: 'TICKET_STATUS', status: 'In development' }, end: { status: null } },
          { start: { status: null } },
        ],
      },
      maturity: { benchmark: 'DEFAULT', overrides: [] },
      warnings: [{ code: 'NON_CONTIGUOUS_PHASES', field: ['phases', '1', 'start'] }],
    });
  });

  it('are refused by paths into the input', async () => {
    const viewer = await newAccount();
    const { createEfficiencyProfile: refused } = await ask(viewer, saveEfficiency('create'), {
      input: {
        name: ' ',
        deploymentSource: 'CHANGE_REQUESTS',
        phases: [],
        sprints: { endGraceDays: -1 },
        maturity: { levels: [] },
      },
    });
    expect(refused).toEqual({
      profile: null,
      userErrors: [
        { code: 'INVALID_NAME', field: ['name'] },
        { code: 'NO_PHASES', field: ['phases'] },
        { code: 'INVALID_GRACE_DAYS', field: ['sprints', 'endGraceDays'] },
        { code: 'INVALID_LEVELS', field: ['maturity', 'levels'] },
        { code: 'NEEDS_INCIDENT_MANAGEMENT', field: ['deploymentSource'] },
      ],
    });
    const { createProductivityProfile: wrong } = await ask(
      viewer,
      'mutation { createProductivityProfile(input: { name: "x", prSizeSmall: 0, recentWindowDays: 0, excludedPaths: [""], disabledMetrics: [CODE_REWORK, CODE_REWORK] }) { userErrors { field } } }',
    );
    expect(wrong.userErrors).toEqual([
      { field: ['disabledMetrics', '1'] },
      { field: ['prSizeSmall'] },
      { field: ['recentWindowDays'] },
      { field: ['excludedPaths', '0'] },
    ]);
  });

  it('of productivity say everything that they set', async () => {
    const viewer = await newAccount();
    const { createProductivityProfile: made } = await ask(
      viewer,
      `mutation { createProductivityProfile(input: {
        name: "Strict", excludedPaths: ["**/*.lock"], cycleTimeStart: PR_OPENED, restrictToDestinationBranches: true,
        countSubtasks: false, timeToCompleteBasis: FIRST_ACTIVE, denominator: CONTRIBUTING,
        disabledMetrics: [CODE_REWORK]
      }) { profile { disabledMetrics
        excludedPaths cycleTimeStart restrictToDestinationBranches countSubtasks timeToCompleteBasis denominator calendar { zone }
      } userErrors { code } } }`,
    );
    expect(made).toEqual({
      profile: {
        disabledMetrics: ['CODE_REWORK'],
        excludedPaths: ['**/*.lock'],
        cycleTimeStart: 'PR_OPENED',
        restrictToDestinationBranches: true,
        countSubtasks: false,
        timeToCompleteBasis: 'FIRST_ACTIVE',
        denominator: 'CONTRIBUTING',
        calendar: null,
      },
      userErrors: [],
    });
  });

  it('of business alignment are made, changed, given to a tree and removed', async () => {
    const viewer = await settled();
    const fields = `profile { id version categories { key name rank fetchScope scopeFilters { property operator values } goal { idealMin idealMax } }
      effortUnit effortCalculation effortAttribution leafOnly } userErrors { code field }`;
    const goal = '{ acceptableMin: 0, idealMin: 0.2, idealMax: 0.3, acceptableMax: 1 }';
    const { createBusinessAlignmentProfile: made } = await ask(
      viewer,
      `mutation { createBusinessAlignmentProfile(input: { name: "Effort", effortUnit: STORY_POINTS, leafOnly: true, categories: [
        { name: "New", goal: ${goal}, scopeFilters: [[{ property: "type", operator: EQUALS, values: ["Story"] }]] },
        { name: "Upkeep", fetchScope: EPIC_AND_ALL_DESCENDANTS }] }) { ${fields} } }`,
    );
    expect(made).toMatchObject({
      profile: {
        categories: [
          {
            ...{ key: 1, name: 'New', rank: 1, fetchScope: 'MATCH_ONLY' },
            scopeFilters: [[{ property: 'type', operator: 'EQUALS', values: ['Story'] }]],
            goal: { idealMin: 0.2, idealMax: 0.3 },
          },
          { key: 2, rank: 2, fetchScope: 'EPIC_AND_ALL_DESCENDANTS', scopeFilters: [], goal: null },
        ],
        ...{ effortUnit: 'STORY_POINTS', effortCalculation: 'ABSOLUTE', leafOnly: true },
        effortAttribution: 'CURRENT_ASSIGNEE',
      },
      userErrors: [],
    });
    const { id } = made.profile;
    const { updateBusinessAlignmentProfile: next } = await ask(
      viewer,
      `mutation ($id: ID!) { updateBusinessAlignmentProfile(input: { profile: $id, expectedVersion: 1, name: "Effort", categories: [{ key: 2, name: "Upkeep" }, { name: "Third" }] }) { ${fields} } }`,
      { id },
    );
    expect(next.profile).toMatchObject({
      version: 2,
      categories: [{ key: 2 }, { key: 3, rank: 2 }],
    });

    const { orgTrees } = await ask(viewer, '{ orgTrees { id } }');
    const give = (profile: string | null) =>
      ask(
        viewer,
        'mutation ($tree: ID!, $profile: ID) { updateOrgTree(input: { orgTree: $tree, businessAlignmentProfile: $profile }) { orgTree { profiles { businessAlignment { id name } } } userErrors { code } } }',
        { tree: orgTrees[0].id, profile },
      );
    const remove = () =>
      ask(
        viewer,
        'mutation ($id: ID!) { removeProfile(input: { profile: $id }) { removed userErrors { code field } } }',
        { id },
      );
    expect((await give(id)).updateOrgTree.orgTree.profiles.businessAlignment).toEqual({
      id,
      name: 'Effort',
    });
    const { node, profiles } = await ask(
      viewer,
      'query ($id: ID!) { node(id: $id) { ... on BusinessAlignmentProfile { name } } profiles(kind: BUSINESS_ALIGNMENT) { id __typename } }',
      { id },
    );
    expect(node).toEqual({ name: 'Effort' });
    expect(profiles).toEqual([{ id, __typename: 'BusinessAlignmentProfile' }]);
    expect((await remove()).removeProfile).toEqual({
      removed: null,
      userErrors: [{ code: 'PROFILE_IN_USE', field: ['profile'] }],
    });
    expect((await give(null)).updateOrgTree.orgTree.profiles.businessAlignment).toBeNull();
    expect((await remove()).removeProfile).toEqual({ removed: id, userErrors: [] });
  });
});
