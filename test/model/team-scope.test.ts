import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnyFilter, FilterCondition } from '../../src/model/filter.js';
import {
  completeTeamSettings,
  emptyTeamSettings,
  type TeamSettings,
} from '../../src/model/team.js';
import {
  createOwnership,
  isExcludedByLabel,
  isForDestination,
  owns,
  ownsRepository,
  releaseNames,
} from '../../src/model/team-scope.js';

const is = (property: string, ...values: string[]): FilterCondition => ({
  ...{ property, operator: 'EQUALS', values },
});
const not = (property: string, ...values: string[]): FilterCondition => ({
  ...{ property, operator: 'NOT_EQUALS', values },
});
const settings = (part: Partial<TeamSettings>): TeamSettings => ({ ...emptyTeamSettings, ...part });
const named = (name: string, url = 'https://github.com/org/shop') => ({
  ...{ repository: [name], repositoryId: ['git:1', 'shop-1'] },
  repositoryUrl: [url, 'github.com/org/shop'],
});
const projects = (...conditions: FilterCondition[]) =>
  settings({ issueManagement: { ...emptyTeamSettings.issueManagement, projects: conditions } });
const incidents = (op: 'AND' | 'OR', ...conditions: FilterCondition[]) =>
  settings({
    incidentManagement: {
      ...{ incidents: { op, conditions }, changeRequests: { op, conditions } },
    },
  });

describe('what is a team’s', () => {
  it('is a repository by its id or any spelling of its address', () => {
    const ownsBy = (...conditions: FilterCondition[]) =>
      ownsRepository(settings({ repositories: conditions }), named('shop'));
    expect(ownsBy(is('repositoryId', 'shop-1'))).toBe(true);
    expect(ownsBy(is('repositoryId', 'shop'))).toBe(false);
    expect(ownsBy(is('repositoryUrl', 'git@github.com:Org/Shop.git'))).toBe(true);
    expect(ownsBy(not('repositoryUrl', 'git@github.com:Org/Shop.git'))).toBe(false);
    expect(ownsBy(is('repositoryUrl', 'https://github.com/org/other'))).toBe(false);
  });

  it('is nothing where nothing is said', () => {
    const none = emptyTeamSettings;
    expect(ownsRepository(none, named('shop'))).toBe(false);
    expect(owns('workItem', none, { project: ['SHOP'] })).toBe(false);
    expect(owns('version', none, { project: ['SHOP'] })).toBe(false);
    expect(owns('run', none, { pipeline: ['deploy'] })).toBe(false);
    expect(owns('incident', none, { group: ['core'] })).toBe(false);
    expect(owns('changeRequest', none, { group: ['core'] })).toBe(false);
  });

  it('is, of work items, what meets every condition', () => {
    const team = projects(is('project', 'SHOP'), not('label', 'chore'));
    expect(owns('workItem', team, { project: ['shop '], label: ['ui'] })).toBe(true);
    expect(owns('workItem', team, { project: ['SHOP'], label: ['ui', 'chore'] })).toBe(false);
    expect(owns('workItem', team, { project: ['PAY'] })).toBe(false);
  });

  it('is, of versions, what the conditions of the project take', () => {
    expect(
      owns('version', projects(is('project', 'SHOP'), is('label', 'ui')), { project: ['SHOP'] }),
    ).toBe(true);
    expect(owns('version', projects(is('project', 'SHOP')), { project: ['PAY'] })).toBe(false);
    expect(owns('version', projects(is('label', 'ui')), { project: ['SHOP'] })).toBe(false);
  });

  it('is, of versions, what a tree says of the project alone', () => {
    const either = (...conditions: FilterCondition[]) =>
      settings({
        issueManagement: {
          ...emptyTeamSettings.issueManagement,
          projects: {
            ...{ op: 'AND', conditions: [is('label', 'ui')] },
            groups: [
              { op: 'OR', conditions },
              { op: 'OR', conditions: [is('sprint', 'one')] },
            ],
          },
        },
      });
    const team = either(is('project', 'SHOP'), is('component', 'till'));
    expect(owns('version', team, { project: ['SHOP'] })).toBe(true);
    expect(owns('version', team, { project: ['PAY'] })).toBe(false);
    expect(owns('version', either(is('component', 'till')), { project: ['SHOP'] })).toBe(false);
    const traits = { label: ['ui'], sprint: ['one'], project: ['PAY'] };
    expect(owns('workItem', team, traits)).toBe(false);
    expect(owns('workItem', team, { ...traits, component: ['till'] })).toBe(true);
  });

  it('is, of incidents and change requests, what meets all conditions or any', () => {
    const conditions = [is('group', 'core'), is('priority', 'P1')];
    const traits = { group: ['core'], priority: ['P3'] };
    for (const kind of ['incident', 'changeRequest'] as const) {
      expect(owns(kind, incidents('AND', ...conditions), traits)).toBe(false);
      expect(owns(kind, incidents('OR', ...conditions), traits)).toBe(true);
    }
  });

  it('is, of runs and repositories, what the filter takes', () => {
    const team = settings({
      repositories: [{ property: 'repository', operator: 'STARTS_WITH', values: ['shop'] }],
      pipelines: { ...emptyTeamSettings.pipelines, scope: [is('service', 'checkout', 'search')] },
    });
    expect(ownsRepository(team, named('Shop-web'))).toBe(true);
    expect(owns('run', team, { service: ['search', 'other'] })).toBe(true);
    expect(owns('run', team, { pipeline: ['search'] })).toBe(false);
    const groups = [{ op: 'AND' as const, conditions: [] }];
    const bare = settings({ repositories: { op: 'AND', conditions: [], groups } });
    expect(ownsRepository(bare, named('shop'))).toBe(false);
  });
});

it('goes to a branch of the team by its name or by its prefix', () => {
  const destinationBranches = {
    op: 'OR' as const,
    conditions: [
      is('branch', 'main'),
      { property: 'branch', operator: 'STARTS_WITH' as const, values: ['release/'] },
    ],
  };
  const reached = ['main', 'release/2', 'topic', 'mainline'].filter((targetBranch) =>
    isForDestination({ destinationBranches }, { targetBranch, toDefaultBranch: false }),
  );
  expect(reached).toEqual(['main', 'release/2']);
});

describe('what a team leaves out', () => {
  const chores = { excludedChanges: [is('label', 'chore')] };

  it('is what the filter matches, and what it does not match where that is kept', () => {
    for (const labels of [['Chore', 'docs'], ['docs'], []]) {
      const isMatch = labels.includes('Chore');
      expect(isExcludedByLabel(settings(chores), labels)).toBe(isMatch);
      expect(
        isExcludedByLabel(settings({ ...chores, excludedChangesMode: 'KEEP_MATCHING' }), labels),
      ).toBe(!isMatch);
    }
  });

  it('is nothing where no condition is given, whatever the mode', () => {
    expect(isExcludedByLabel(emptyTeamSettings, ['chore'])).toBe(false);
    expect(isExcludedByLabel(settings({ excludedChangesMode: 'KEEP_MATCHING' }), ['chore'])).toBe(
      false,
    );
  });

  it('is what the filter matches where settings were stored without a mode', () => {
    const stored = completeTeamSettings(chores);
    expect(stored.excludedChangesMode).toBe('EXCLUDE_MATCHING');
    expect(isExcludedByLabel(stored, ['chore'])).toBe(true);
  });
});

it('reads classes of characters in patterns of releases, and older patterns as before', () => {
  expect(releaseNames('\\p{L}+-\\d+')('é-1')).toBe(true);
  expect(releaseNames('\\p{L}+-\\d+')('p{L}-1')).toBe(false);
  expect(releaseNames('v\\-\\d+')('v-1')).toBe(true);
});

it('finds the repositories that a filter takes without looking at each', () => {
  const anyName = fc.constantFrom(
    'shop',
    ' Shop',
    'pay',
    'https://git.x.io/shop.git',
    'git.x.io/shop',
  );
  const anyCondition: fc.Arbitrary<FilterCondition> = fc.record({
    property: fc.constantFrom('repository', 'repositoryId', 'repositoryUrl', 'label'),
    operator: fc.constantFrom('EQUALS', 'NOT_EQUALS', 'CONTAINS', 'STARTS_WITH'),
    values: fc.array(anyName, { minLength: 1, maxLength: 2 }),
  });
  const conditions = fc.array(anyCondition, { maxLength: 2 });
  const anyFilter: fc.Arbitrary<AnyFilter> = fc.oneof(
    conditions,
    fc.record({
      ...{ op: fc.constantFrom('AND', 'OR'), conditions },
      groups: fc.array(fc.record({ op: fc.constantFrom('AND', 'OR'), conditions }), {
        maxLength: 1,
      }),
    }),
  );
  const names = fc.array(anyName, { maxLength: 2 });
  const anyTraits = fc.record({ repository: names, repositoryId: names, repositoryUrl: names });
  fc.assert(
    fc.property(fc.array(anyTraits.map((traits) => ({ traits }))), anyFilter, (all, filter) => {
      const settings = { ...emptyTeamSettings, repositories: filter } as TeamSettings;
      const wanted = all.filter(({ traits }) => ownsRepository(settings, traits));
      expect(createOwnership(all)(settings)).toEqual(wanted);
    }),
  );
});
