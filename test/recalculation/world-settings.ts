import type { FilterCondition } from '../../src/model/filter.js';
import { emptyTeamSettings, type TeamSettings } from '../../src/model/team.js';

const is = (property: string, ...values: string[]): FilterCondition => ({
  ...{ property, operator: 'EQUALS', values },
});
const settings = (
  repository: string,
  releasePattern: string,
  tools: Pick<TeamSettings, 'issueManagement' | 'pipelines' | 'incidentManagement'>,
): TeamSettings => ({
  ...emptyTeamSettings,
  ...tools,
  repositories: [{ property: 'repository', operator: 'STARTS_WITH', values: [repository] }],
  destinationBranches: [],
  releasePattern,
  metricsUsingDeveloperFilters: ['LEAD_TIME_FOR_CHANGES'],
});
const tools = (
  item: FilterCondition,
  run: FilterCondition,
  incident: FilterCondition,
  disturbing: readonly FilterCondition[] = [],
) => ({
  issueManagement: {
    ...{ ...emptyTeamSettings.issueManagement, projects: [item], incidents: disturbing },
  },
  pipelines: { ...emptyTeamSettings.pipelines, scope: [run] },
  incidentManagement: {
    incidents: { op: 'OR' as const, conditions: [incident, is('priority', 'P0')] },
    changeRequests: { op: 'AND' as const, conditions: [incident] },
  },
});
const everything = tools(
  ...([is('project', 'SHOP', 'PAY'), is('pipeline', 'build', 'deploy')] as const),
  { property: 'group', operator: 'NOT_EQUALS', values: ['none'] },
  [is('type', 'Bug')],
);
/** Three states of what the teams say is theirs. */
export const settingsVariants = [
  settings('repository', '^v\\d+\\.\\d+\\.0$', everything),
  settings(
    'repository-1',
    '^v\\d+\\.\\d+\\.0$',
    tools(is('sprint', 'One'), is('service', 'checkout'), is('group', 'core')),
  ),
  settings(
    'repository',
    '^v1.*$',
    tools(
      ...([is('parent', 'SHOP-1', 'SHOP-2'), is('environment', 'prod', 'test')] as const),
      is('service', 'search'),
      [{ property: 'label', operator: 'NOT_EQUALS', values: ['ui'] }],
    ),
  ),
];
