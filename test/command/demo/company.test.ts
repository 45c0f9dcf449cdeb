import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repositories, teams } from '../../../src/command/demo/organisation.js';
import { developersFile } from '../../../src/command/demo/people.js';
import { inventCompany, writeRepositories } from '../../../src/command/demo/write-repositories.js';
import { readEnvironment } from '../../../src/env.js';
import { DAY_MILLISECONDS } from '../../../src/model/time.js';

const wednesday = Date.UTC(2026, 8, 16, 15);
const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'demo-')));

const write = (directory: string, now: number) =>
  writeRepositories(inventCompany(now), {
    directory,
    variables: readEnvironment().variables,
    signal: new AbortController().signal,
  });
const git = (repository: string, ...parameters: string[]) =>
  execFileSync('git', ['-C', join(folders[0]!, `${repository}.git`), ...parameters], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  }).trim();
const linesOf = (text: string) => (text === '' ? [] : text.split('\n'));

beforeAll(async () => {
  await write(folders[0]!, wednesday);
  await write(folders[1]!, wednesday + 3 * DAY_MILLISECONDS);
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe('the demo company', () => {
  it('is the same byte for byte all week', () => {
    execFileSync('git', ['diff', '--no-index', '--quiet', '--', ...folders]);
    expect(readdirSync(folders[0]!)).toHaveLength(repositories.length);
  });

  it('has forty-eight developers in twelve teams under four levels of managers, with no two of one name', async () => {
    const { staff } = inventCompany(wednesday);
    for (const employees of [staff.before, staff.since]) {
      expect(new Set(employees.map(({ email }) => email)).size).toBe(employees.length);
      const managers = new Map(employees.map((one) => [one.email, one.managerEmail]));
      const depth = (email: string): number => {
        const manager = managers.get(email);
        return manager ? 1 + depth(manager) : 0;
      };
      const developers = employees.filter(({ team }) => team !== null);
      expect(developers).toHaveLength(48);
      expect(new Set(developers.map(({ email }) => depth(email)))).toEqual(new Set([4]));
      expect(new Set(developers.map(({ team }) => team)).size).toBe(teams.length);
    }
    const emails = (employees: typeof staff.since) => new Set(employees.map(({ email }) => email));
    const [before, since] = [emails(staff.before), emails(staff.since)];
    expect([...before].filter((email) => !since.has(email))).toHaveLength(3);
    expect([...since].filter((email) => !before.has(email))).toHaveLength(3);
    expect((await developersFile(staff.since)).split('\n')[0]).toMatch(/^Full Name,Email,Manager/);
  });

  it('worked for half a year, up to the Monday of the running week', () => {
    const monday = Date.UTC(2026, 8, 14) / 1000;
    for (const { name } of repositories) {
      const seconds = linesOf(git(name, 'log', '--all', '--format=%ct')).map(Number);
      expect(Math.max(...seconds)).toBeLessThan(monday);
      expect(Math.min(...seconds)).toBeGreaterThan(monday - 27 * 7 * 86_400);
    }
  });

  it('rests at weekends and works by the clocks of several zones', () => {
    const commits = linesOf(
      git('web-shop', 'log', '--no-merges', '--format=%ad', '--date=format:%u %z'),
    );
    const weekend = commits.filter((line) => Number(line[0]) > 5).length;
    expect(weekend / commits.length).toBeLessThan(0.06);
    expect(new Set(commits.map((line) => line.slice(2))).size).toBeGreaterThan(2);
  });

  it('leaves what real histories hold: bots, squashes, merges, reverts, tags, second addresses, open branches', () => {
    const authors = (name: string) => git(name, 'log', '--all', '--format=%an <%ae>');
    expect(authors('checkout-service')).toMatch(/dependabot\[bot\]/);
    expect(authors('platform')).toMatch(/renovate\[bot\]/);
    const everybody = repositories.map(({ name }) => authors(name)).join('\n');
    expect(everybody).toMatch(/@users\.noreply\.github\.com/);
    expect(everybody).not.toMatch(/undefined|NaN/);
    const squashed = linesOf(git('catalog-service', 'log', '--format=%s %P', 'main'));
    expect(squashed.filter((line) => /\(#\d+\) /.test(line)).length).toBeGreaterThan(100);
    expect(
      squashed.filter((line) => line.split(' ').filter((word) => word.length === 40).length > 1),
    ).toEqual([]);
    expect(git('web-shop', 'log', '--merges', '--format=%s')).toMatch(/^Merge pull request #\d+/m);
    expect(git('mobile-app', 'log', '--merges', '--format=%b')).toMatch(/See merge request/);
    const subjects = repositories.map(({ name }) => git(name, 'log', '--format=%s', 'main'));
    expect(subjects.join('\n')).toMatch(/^Revert "/m);
    expect(linesOf(git('backoffice', 'tag', '--list', 'billing/v*')).length).toBeGreaterThan(20);
    expect(linesOf(git('mobile-app', 'tag')).length).toBeLessThan(20);
    expect(git('platform', 'show', 'main:.mailmap')).toMatch(/<.+@lumen\.example> <.+>/);
    expect(linesOf(git('checkout-service', 'branch', '--list', '*/*')).length).toBeGreaterThan(0);
    expect(git('checkout-service', 'branch', '--list', 'scratch')).toBe('');
  });

  it('has a quiet team and works over its files again and again', () => {
    expect(linesOf(git('warehouse-erp', 'log', '--format=%h')).length).toBeLessThan(120);
    const touched = linesOf(
      git('web-shop', 'log', '--first-parent', '--format=', '--name-only', 'main'),
    );
    const counts = Map.groupBy(touched.filter(Boolean), (path) => path);
    expect([...counts.values()].filter((times) => times.length > 10).length).toBeGreaterThan(10);
  });
});
