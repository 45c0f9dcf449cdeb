import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { EnvironmentError, parseEnvironment } from '../src/env.js';

const complaint = (variables: Record<string, string>): string => {
  try {
    parseEnvironment(variables);
    return '';
  } catch (error) {
    if (error instanceof EnvironmentError) return error.message;
    throw error;
  }
};
const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');

describe('the environment', () => {
  it('has a default for everything, empty values being none', () => {
    const { variables: _, ...environment } = parseEnvironment({ PORT: '', DATABASE_URL: '' });
    expect(environment).toEqual({
      port: 4000,
      host: '127.0.0.1',
      databaseUrl: null,
      databaseDirectUrl: null,
      dataDirectory: resolve('.data'),
      adminKey: null,
      corsOrigins: [],
      gitRoots: [],
      gitHosts: [],
      allowedPrivateHosts: [],
      secretKeys: null,
      logLevel: 'info',
      ci: false,
    });
  });

  it('lists everything that is wrong in one table and shows no secret', () => {
    const text = complaint({
      PORT: '99999',
      LOG_LEVEL: 'loud',
      CORS_ORIGINS: 'wiki.example.com',
      DATABASE_URL: 'mysql://root:hunter2@db',
      INSIGHTS_ADMIN_KEY: 'too short',
    });
    const rows = text.split('\n').slice(1);
    expect(rows.map((row) => row.trim().split(/\s+/)[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'INSIGHTS_ADMIN_KEY',
      'CORS_ORIGINS',
      'LOG_LEVEL',
    ]);
    expect(text).not.toMatch(/hunter2|too short/);
    expect(rows[0]).toMatch(/"99999"\s+needs a whole number from 0 to 65535/);
  });

  it('takes secrets from files, but not from both places', () => {
    const folder = mkdtempSync(join(tmpdir(), 'env-'));
    const file = join(folder, 'key');
    writeFileSync(file, 'a-secret-of-more-than-24-characters\n');
    expect(parseEnvironment({ INSIGHTS_ADMIN_KEY_FILE: file }).adminKey).toBe(
      'a-secret-of-more-than-24-characters',
    );
    expect(complaint({ INSIGHTS_ADMIN_KEY_FILE: `${folder}/none` })).toMatch('can be read');
    expect(
      complaint({ INSIGHTS_ADMIN_KEY_FILE: file, INSIGHTS_ADMIN_KEY: 'x'.repeat(24) }),
    ).toMatch('both are set');
    rmSync(folder, { recursive: true });
  });

  it('takes an address past the pooler beside the one through it only, from a file too', () => {
    const folder = mkdtempSync(join(tmpdir(), 'env-'));
    const file = join(folder, 'direct');
    writeFileSync(file, 'postgres://db:5432/insights\n');
    const through = { DATABASE_URL: 'postgres://pooler:6432/insights' };
    expect(parseEnvironment({ ...through, DATABASE_DIRECT_URL_FILE: file })).toMatchObject({
      databaseUrl: 'postgres://pooler:6432/insights',
      databaseDirectUrl: 'postgres://db:5432/insights',
    });
    expect(complaint({ DATABASE_DIRECT_URL_FILE: file })).toMatch(
      /DATABASE_DIRECT_URL\s+\(hidden\)\s+needs DATABASE_URL beside it/,
    );
    rmSync(folder, { recursive: true });
  });

  it('is explained by .env.example, whose lines hold the defaults and whose examples are valid', () => {
    const { variables: _, ...defaults } = parseEnvironment({});
    const { variables: __, ...written } = parseEnvironment(parseEnv(example) as never);
    expect(written).toEqual(defaults);
    const commented = [...example.matchAll(/^# ([A-Z_]+)=(.*)$/gm)].filter(
      ([, name]) => !name?.endsWith('_FILE'),
    );
    const examples = Object.fromEntries(commented.map(([, name, value]) => [name, value]));
    expect(Object.keys(examples)).toEqual([
      'DATABASE_URL',
      'DATABASE_DIRECT_URL',
      'INSIGHTS_ADMIN_KEY',
      'CORS_ORIGINS',
      'GIT_ROOTS',
      'GIT_HOSTS',
      'ALLOW_PRIVATE_HOSTS',
      'CONNECTIONS_PER_KEY',
      'SUBSCRIPTIONS_PER_KEY',
      'INSIGHTS_SECRET_KEYS',
    ]);
    expect(parseEnvironment(examples)).toMatchObject({ gitRoots: ['/srv/git', '/home/git'] });
  });
});
