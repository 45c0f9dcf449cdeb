import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/model/errors.js';
import { bitbucket } from '../../../src/providers/bitbucket/index.js';
import { lacks } from '../../../src/providers/bitbucket/lacks.js';

const given = { email: 'reader@example.com', token: 'ATATT3xFf', workspaces: 'acme' };

function faultsOf(
  values: Readonly<Record<string, string>>,
): readonly (readonly [string, string])[] {
  try {
    bitbucket.settings.parse(values);
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.errors.map(({ field, message }) => [String(field?.[0]), message] as const);
  }
}

describe('the settings of Bitbucket Cloud', () => {
  it('take an API token with an e-mail address, or an access token with a workspace', () => {
    expect(faultsOf(given)).toEqual([]);
    expect(faultsOf({ token: 'ATCTT3xFf', workspaces: 'acme' })).toEqual([]);
    expect(faultsOf({ token: 'ATCTT3xFf' })[0]?.[0]).toBe('workspaces');
    expect(faultsOf({ ...given, token: '' })[0]?.[0]).toBe('token');
  });

  it('bitbucket 8: refuse an app password and a username, and say what to use', () => {
    const [byToken] = faultsOf({ ...given, token: 'ATBBxyz' });
    const [byName] = faultsOf({ ...given, email: 'reader' });
    for (const [field, fault] of [
      ['token', byToken],
      ['email', byName],
    ] as const) {
      expect(fault?.[0]).toBe(field);
      expect(fault?.[1]).toMatch(/App passwords ended in June 2026.*API token with scopes/);
    }
  });

  it('refuse what is no workspace, repository or day', () => {
    expect(faultsOf({ ...given, workspaces: 'https://bitbucket.org/acme' })[0]?.[0]).toBe(
      'workspaces',
    );
    expect(faultsOf({ ...given, repositories: 'shop' })[0]?.[0]).toBe('repositories');
    expect(faultsOf({ ...given, since: 'yesterday' })[0]?.[0]).toBe('since');
  });

  it('name one place however it is spelled, and distinguish what is read of it', () => {
    const placeOf = (more: Readonly<Record<string, string>>) =>
      bitbucket.identify(bitbucket.settings.parse({ ...given, ...more })).place;
    expect(placeOf({ workspaces: 'Acme' })).toBe(placeOf({ baseUrl: 'https://bitbucket.org/' }));
    expect(placeOf({ workspaces: 'other' })).not.toBe(placeOf({}));
    expect(placeOf({ projects: 'SHOP' })).not.toBe(placeOf({}));
  });

  it('are read while secrets are sealed', () => {
    const { token, ...rest } = given;
    expect(token).not.toBe('');
    expect(bitbucket.settings.parse(rest, 'SEALED')).toMatchObject({ token: '' });
  });

  it('say what the vendor does not provide', () => {
    expect(lacks.map(({ field }) => field)).toContain('labels');
  });
});
