import { expect, it } from 'vitest';
import { fileNameOf, readsJobs } from '../../../src/providers/github-actions/naming.js';
import { environmentTypeOf, isRollback, kindsOf } from '../../../src/providers/run-naming.js';
import { naming } from './recorded.js';

it.each([
  [['CodeQL'], ['CI']],
  [['Build'], ['CI']],
  [['Deploy to staging'], ['CD']],
  [['Redeployment'], ['CD']],
  [['Release'], ['CD']],
  [['Prerelease notes'], ['CI']],
  [['CI/CD'], ['CI', 'CD']],
  [['Build and deploy'], ['CI', 'CD']],
  [['Production', 'deploy-prod'], ['CD']],
  [[null, null], ['CI']],
])('reads %j as %j', (names, kinds) => {
  expect(kindsOf(names, naming)).toEqual(kinds);
});

it('takes every sign of a pattern but * as it is', () => {
  const own = { ...naming, deploys: ['ship (v1.*)+'] };
  expect(kindsOf(['Ship (v1.7)+'], own)).toEqual(['CD']);
  expect(kindsOf(['ship v1x7'], own)).toEqual(['CI']);
});

it('knows the file of a workflow without folder and ending', () => {
  expect(fileNameOf('.github/workflows/deploy.yaml')).toBe('deploy');
  expect(fileNameOf('acme/flows/.github/workflows/cd.yml@refs/heads/main')).toBe('cd');
  expect(fileNameOf(null)).toBeNull();
});

const typed = (name: string, more: object = {}, own = naming) =>
  environmentTypeOf({ name, isProduction: false, isTransient: false, ...more }, own);

it('takes what GitHub marks as production, and leaves other names to the team', () => {
  expect(typed('eu-1', { isProduction: true })).toBe('PRODUCTION');
  expect(typed('prod')).toBeNull();
  expect(typed('staging')).toBeNull();
});

it('takes no pre-production for production by its name', () => {
  for (const name of ['pre-production', 'preprod', 'Non-Prod', 'not-live'])
    expect(typed(name)).toBe('PRE_PRODUCTION');
  expect(typed('review-12', { isTransient: true })).toBe('PRE_PRODUCTION');
});

it('takes the environments that the settings name alone, beside those that GitHub marks', () => {
  const own = { ...naming, production: ['eu-*', 'blue'] };
  expect(typed('EU-1', {}, own)).toBe('PRODUCTION');
  expect(typed('blue', {}, own)).toBe('PRODUCTION');
  expect(typed('prod', {}, own)).toBe('PRE_PRODUCTION');
  expect(typed('prod', { isProduction: true }, own)).toBe('PRODUCTION');
});

it('reads the jobs of runs that may deploy', () => {
  const of = (event: string, name: string, jobs = naming.jobs) =>
    readsJobs({ event, name, path: null }, { ...naming, jobs });
  expect(of('push', 'CI')).toBe(true);
  expect(of('pull_request', 'CI')).toBe(false);
  expect(of('merge_group', 'CI')).toBe(false);
  expect(of('pull_request', 'Deploy preview')).toBe(true);
  expect(of('pull_request', 'CI', 'ALL')).toBe(true);
  expect(of('push', 'Deploy', 'NONE')).toBe(false);
});

it('knows a rollback by its name', () => {
  expect(isRollback(['Roll back production'])).toBe(true);
  expect(isRollback(['deploy:rollback', null])).toBe(true);
  expect(isRollback(['scroll backwards'])).toBe(false);
});
