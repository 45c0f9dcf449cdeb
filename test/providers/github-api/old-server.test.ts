import { expect, it } from 'vitest';
import { openApi } from '../../../src/providers/github-api/api.js';
import { HttpFailure } from '../../../src/providers/http/failures.js';
import { answerJson, startVendor, witnessed } from '../http/vendor-server.js';

const VERSION = 'x-github-api-version';
const settings = { app: null, webhookSecret: '', organizations: [], repositories: [] };

it('github: an Enterprise Server that knows no version is asked without one, from the first refusal on', async () => {
  const { base, asked } = await startVendor(({ headers }, response) =>
    headers[VERSION] === undefined
      ? answerJson(response, { login: 'reader' })
      : answerJson(response, { message: 'Unknown API version' }, {}, 400),
  );
  const access = { ...settings, baseUrl: base.href, tokens: ['a token of the test'] };
  const { rest } = openApi(access, witnessed().context);
  for (const path of ['user', 'user/orgs'])
    expect(await rest.askJson(path)).toEqual({ login: 'reader' });
  expect(asked.map(({ headers }) => headers[VERSION])).toEqual([
    '2022-11-28',
    undefined,
    undefined,
  ]);
});

it('another refusal of a server that took the version is what it is', async () => {
  const { base, asked } = await startVendor((_, response, count) =>
    count === 1
      ? answerJson(response, { login: 'reader' })
      : answerJson(response, { message: 'Problems parsing JSON' }, {}, 400),
  );
  const access = { ...settings, baseUrl: base.href, tokens: ['a token of the test'] };
  const { rest } = openApi(access, witnessed().context);
  await rest.askJson('user');
  await expect(rest.askJson('user/orgs')).rejects.toThrow(HttpFailure);
  expect(asked).toHaveLength(2);
});
