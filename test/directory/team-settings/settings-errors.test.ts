import { describe, expect, it } from 'vitest';
import { patternError } from '../../../src/directory/release-pattern.js';
import { settingsErrors } from '../../../src/directory/team-settings/settings-errors.js';
import type { AnyFilter, FilterSet } from '../../../src/model/filter.js';
import {
  DEFAULT_RELEASE_PATTERN,
  emptyTeamSettings,
  type TeamSettings,
} from '../../../src/model/team.js';

describe('patternError', () => {
  it.each([
    DEFAULT_RELEASE_PATTERN,
    '^v?(\\d+)\\.(\\d+)\\.(\\d+)(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?$',
    '^release/.*$',
    '^(api|web)@\\d+$',
    '^v1(\\.\\d{1,3})?$',
  ])('accepts %s', (pattern) => {
    expect(patternError(pattern)).toBeNull();
  });
  it.each([
    '',
    '(',
    '^(a+)+$',
    '^((a|b)c)*$',
    '(x+){40}',
    '(a)\\1',
    '(?=v)v',
    '.*.*.*x',
    'a'.repeat(201),
  ])('refuses %s', (pattern) => {
    expect(patternError(pattern)?.code).toBe('INVALID_RELEASE_PATTERN');
  });
});

describe('settingsErrors', () => {
  it('accepts settings that say nothing', () => {
    expect(settingsErrors(emptyTeamSettings)).toEqual([]);
  });
  it('points at each wrong part', () => {
    const settings = {
      ...emptyTeamSettings,
      repositories: [{ property: 'branch', operator: 'EQUALS' as const, values: [' '] }],
      destinationBranches: [{ property: 'branch', operator: 'CONTAINS' as const, values: [] }],
      releasePattern: '[',
    };
    expect(settingsErrors(settings).map(({ field }) => field.join('.'))).toEqual([
      'repositories.0.property',
      'repositories.0.values.0',
      'destinationBranches.0.values',
      'releasePattern',
    ]);
  });
});

describe('settings of the tools', () => {
  const { issueManagement, pipelines, incidentManagement } = emptyTeamSettings;
  const errorsOf = (given: Partial<TeamSettings>) =>
    settingsErrors({ ...emptyTeamSettings, ...given }).map(
      ({ code, field }) => `${code} ${field.join('.')}`,
    );
  const by = (property: string, ...values: string[]) => [
    { property, operator: 'EQUALS' as const, values: values.length > 0 ? values : ['x'] },
  ];
  const ofFeatures = (simple: [number, number], medium: [number, number], complexMin: number) =>
    errorsOf({
      issueManagement: {
        ...issueManagement,
        features: {
          types: ['Story'],
          simple: { min: simple[0], max: simple[1] },
          medium: { min: medium[0], max: medium[1] },
          complexMin,
        },
      },
    });

  it.each([
    [[1, 3], [4, 6], 7, true],
    [[0, 0], [1, 1], 2, true],
    [[1, 3], [3, 6], 7, false],
    [[1, 3], [5, 6], 7, false],
    [[1, 3], [4, 6], 8, false],
    [[3, 1], [2, 6], 7, false],
    [[1, 2.5], [3.5, 6], 7, false],
  ] as const)('take features of %j, %j and from %d: %s', (simple, medium, complexMin, accepted) => {
    expect(ofFeatures([...simple], [...medium], complexMin)).toEqual(
      accepted ? [] : ['INVALID_FEATURE_POINTS issueManagement.features'],
    );
  });

  it('have a priority of bugs in one place only, whatever its case', () => {
    const bugs = { types: ['Bug'], critical: ['P0'], major: ['p0 ', 'P1'], minor: ['P1'] };
    expect(errorsOf({ issueManagement: { ...issueManagement, bugs } })).toEqual([
      'DUPLICATE_PRIORITY issueManagement.bugs.major.0',
      'DUPLICATE_PRIORITY issueManagement.bugs.minor.0',
    ]);
  });

  it('have goals whose ranges lie in each other', () => {
    const ofGoal = (...edges: readonly [number, number, number, number]) => {
      const [acceptableMin, idealMin, idealMax, acceptableMax] = edges;
      const goal = { acceptableMin, idealMin, idealMax, acceptableMax };
      const alignment = [{ category: 1, filters: [], goal }];
      return errorsOf({ issueManagement: { ...issueManagement, alignment } });
    };
    expect(ofGoal(0, 0.2, 0.2, 1)).toEqual([]);
    const refused = ['INVALID_GOAL issueManagement.alignment.0.goal'];
    expect(ofGoal(0.3, 0.2, 0.4, 1)).toEqual(refused);
    expect(ofGoal(0, 0.2, 0.4, 1.1)).toEqual(refused);
  });

  it('compare what each tool has', () => {
    const wrong = errorsOf({
      excludedChanges: by('branch'),
      issueManagement: {
        ...issueManagement,
        projects: by('field:'),
        incidents: by('status'),
        alignment: [
          { category: 1, filters: [by('type')] },
          { category: 1, filters: [by('label'), by('repository')] },
        ],
      },
      pipelines: { ...pipelines, success: { op: 'AND', conditions: by('rollback', 'true') } },
      incidentManagement: {
        ...incidentManagement,
        incidents: { op: 'OR', conditions: by('label') },
      },
    });
    expect(wrong).toEqual([
      'UNKNOWN_PROPERTY excludedChanges.0.property',
      'UNKNOWN_PROPERTY issueManagement.projects.0.property',
      'UNKNOWN_PROPERTY issueManagement.incidents.0.property',
      'DUPLICATE_CATEGORY issueManagement.alignment.1.category',
      'UNKNOWN_PROPERTY issueManagement.alignment.1.filters.1.0.property',
      'UNKNOWN_PROPERTY pipelines.success.conditions.0.property',
      'UNKNOWN_PROPERTY incidentManagement.incidents.conditions.0.property',
    ]);
    expect(
      errorsOf({
        deployingChanges: by('label'),
        issueManagement: { ...issueManagement, projects: by('field:Area') },
        pipelines: { ...pipelines, failure: { op: 'OR', conditions: by('rollback', 'True') } },
      }),
    ).toEqual([]);
    expect(
      errorsOf({
        pipelines: { ...pipelines, failure: { op: 'OR', conditions: by('rollback', 'yes') } },
      }),
    ).toEqual(['INVALID_VALUE pipelines.failure.conditions.0.values.0']);
  });

  it('have at most 50 conditions a filter', () => {
    const many = (count: number) => Array.from({ length: count }, () => by('service')).flat();
    expect(errorsOf({ pipelines: { ...pipelines, scope: many(50) } })).toEqual([]);
    expect(errorsOf({ pipelines: { ...pipelines, scope: many(51) } })).toEqual([
      'TOO_MANY_CONDITIONS pipelines.scope',
    ]);
  });

  it('have trees of three levels and 50 conditions in all, none of whose groups is empty', () => {
    const nested = (levels: number): FilterSet => ({
      ...{ op: 'AND', conditions: by('service') },
      ...(levels > 1 && { groups: [nested(levels - 1)] }),
    });
    const ofScope = (scope: AnyFilter) => errorsOf({ pipelines: { ...pipelines, scope } });
    expect(ofScope(nested(3))).toEqual([]);
    expect(ofScope(nested(5))).toEqual([
      'FILTER_TOO_DEEP pipelines.scope.groups.0.groups.0.groups.0',
    ]);
    const half = Array.from({ length: 25 }, () => by('tag')).flat();
    const groups = [{ op: 'OR' as const, conditions: half }];
    expect(ofScope({ op: 'AND', conditions: half, groups })).toEqual([]);
    expect(ofScope({ op: 'AND', conditions: [...half, ...by('tag')], groups })).toEqual([
      'TOO_MANY_CONDITIONS pipelines.scope.conditions',
    ]);
    const bare = { op: 'OR' as const, conditions: [] };
    expect(ofScope(bare)).toEqual([]);
    expect(ofScope({ ...bare, groups: [nested(1), bare] })).toEqual([
      'EMPTY_GROUP pipelines.scope.groups.1',
    ]);
    const wrong = { op: 'OR' as const, conditions: by('label') };
    expect(ofScope({ ...bare, groups: [wrong] })).toEqual([
      'UNKNOWN_PROPERTY pipelines.scope.groups.0.conditions.0.property',
    ]);
    const failure: FilterSet = { op: 'OR', conditions: [], groups: [nested(1)] };
    expect(errorsOf({ pipelines: { ...pipelines, failure } })).toEqual([
      'UNKNOWN_PROPERTY pipelines.failure.groups.0.conditions.0.property',
    ]);
  });
});
