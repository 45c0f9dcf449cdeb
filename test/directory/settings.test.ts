import { describe, expect, it } from 'vitest';
import { patternError } from '../../src/directory/release-pattern.js';
import { settingsErrors } from '../../src/directory/settings.js';
import { DEFAULT_RELEASE_PATTERN, emptyTeamSettings } from '../../src/model/team.js';

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
