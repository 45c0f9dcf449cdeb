import { expect, it } from 'vitest';
import type { Refusal } from '../../../src/model/errors.js';
import { githubActions } from '../../../src/providers/github-actions/index.js';

const { settings, identify } = githubActions;
const parse = (values: object) => settings.parse({ token: 'planted', ...values });
const faultOf = (values: object): string => {
  try {
    parse(values);
    return '';
  } catch (error) {
    return (error as Refusal).errors.map(({ field }) => field.join('.')).join();
  }
};

it('knows what deploys, what builds and what is production by default', () => {
  expect(parse({}).naming).toMatchObject({ jobs: 'MAY_DEPLOY', production: [] });
  expect(parse({ deploys: '' }).naming.deploys).toContain('*deploy*');
  expect(parse({ deploys: 'ship it\nrollout' }).naming.deploys).toEqual(['ship it', 'rollout']);
});

it('names the field that is wrong', () => {
  expect(faultOf({ jobs: 'SOME' })).toBe('jobs');
  expect(faultOf({ deployments: 'perhaps' })).toBe('deployments');
  expect(faultOf({ deploys: '*a*b*c*d*e' })).toBe('deploys');
  expect(faultOf({ production: 'x'.repeat(101) })).toBe('production');
});

it('is one place for the same selection in any order and case', () => {
  const [one, other] = [
    identify(parse({ organizations: 'Acme', repositories: 'eve/a\neve/b' })),
    identify(parse({ organizations: 'acme', repositories: 'eve/B, eve/a' })),
  ];
  expect(one!.place).toBe(other!.place);
  expect(identify(parse({})).place).not.toBe(one!.place);
  const server = identify(parse({ baseUrl: 'https://git.example.com/api/v3' }));
  expect(server.place).toBe('github-actions:git.example.com/*');
});

it('says what to grant for each kind of credential, in GitHub’s own words', () => {
  const kinds = Map.groupBy(settings.scopes ?? [], ({ credential }) => credential);
  for (const kind of ['GitHub App', 'Fine-grained personal access token'])
    expect(kinds.get(kind)?.map(({ name }) => name)).toEqual([
      'metadata:read',
      'actions:read',
      'deployments:read',
    ]);
});
