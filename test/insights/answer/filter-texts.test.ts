import { expect, it } from 'vitest';
import { deploymentFrequency } from '../../../src/engine/metrics/efficiency/deployment-frequency.js';
import { filtersOf } from '../../../src/insights/answer/filter-texts.js';
import type { FilterCondition } from '../../../src/model/filter.js';
import { fivePhasesPreset } from '../../../src/model/profile/default-profile.js';
import { emptyTeamSettings, type TeamSettings } from '../../../src/model/team.js';
import { rules } from '../../arbitrary/questions.js';

const is = (property: string, ...values: string[]): FilterCondition => ({
  ...{ property, operator: 'EQUALS', values },
});
const words = (
  source: 'CONTINUOUS_DEPLOYMENT' | 'PULL_REQUEST_MERGES' | 'CHANGE_REQUESTS',
  settings: Partial<TeamSettings>,
) => {
  const { deploymentFrequency: deployments } = fivePhasesPreset;
  const efficiency = { ...fivePhasesPreset, deploymentFrequency: { ...deployments, source } };
  const profile = { number: 1, name: 'Delivery', version: 1 };
  return filtersOf(deploymentFrequency, {
    ...{ ...rules, efficiency, settings: { ...emptyTeamSettings, ...settings }, shape: '' },
    ...{ efficiencyProfile: profile, productivityProfile: profile, alignmentProfile: null },
  });
};

it('a list is written condition by condition, a tree with its groups in brackets', () => {
  const { pipelines } = emptyTeamSettings;
  const scope = (of: TeamSettings['pipelines']['scope']) =>
    words('CONTINUOUS_DEPLOYMENT', { pipelines: { ...pipelines, scope: of } });
  const [shop, till] = [is('service', 'shop', 'web'), is('service', 'till')];
  expect(scope([])).toEqual([]);
  expect(scope([shop, is('tag', 'x')])).toEqual(['service is "shop" or "web"', 'tag is "x"']);
  const groups = [
    { op: 'AND' as const, conditions: [till, is('tag', 'x')] },
    { op: 'AND' as const, conditions: [] },
  ];
  expect(scope({ op: 'OR', conditions: [shop], groups })).toEqual([
    'service is "shop" or "web" or (service is "till" and tag is "x")',
  ]);
});

it('changes are named as those that are excluded or kept', () => {
  const filter = {
    repositories: [is('repository', 'shop')],
    excludedChanges: [is('label', 'chore'), is('label', 'docs')],
  };
  const rest = [
    'repository is "shop"',
    'on the default branch',
    'releases are tags that match ^v?\\d+\\.\\d+\\.\\d+$',
  ];
  expect(words('PULL_REQUEST_MERGES', filter)).toEqual(
    rest.toSpliced(2, 0, 'without those whose label is "chore" and label is "docs"'),
  );
  expect(words('PULL_REQUEST_MERGES', { ...filter, excludedChangesMode: 'KEEP_MATCHING' })).toEqual(
    rest.toSpliced(2, 0, 'only those whose label is "chore" and label is "docs"'),
  );
});

it('nothing is written of change requests where nothing is said of them', () => {
  expect(words('CHANGE_REQUESTS', {})).toEqual([]);
});
