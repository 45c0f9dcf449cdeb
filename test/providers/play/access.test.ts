import { describe, expect, it } from 'vitest';
import { createAppTokens } from '../../../src/providers/github-api/app-token.js';
import { witnessed } from '../http/vendor-server.js';
import { generateWorld } from './github/generated/generate.js';
import { permissionsWithout } from './github/server/tokens.js';
import { fullNameOf } from './github/world/world.js';
import { ask, query, useGithub } from './use-github.js';

const world = generateWorld({ pullRequests: 400 });
const [first] = world.repositories;
const name = fullNameOf(first!);
const here = `/api/v3/repos/${name}`;

describe('what a token may see', () => {
  it('is 401 without a right token', async () => {
    const github = await useGithub({ world });
    const wrong = await ask<{ message: string }>(github, '/api/v3/user', { token: 'ghp_wrong' });
    expect([wrong.status, wrong.body.message]).toEqual([401, 'Bad credentials']);
    expect((await ask(github, '/api/v3/user', { token: null })).status).toBe(401);
    expect((await query(github, '{ viewer { login } }', {}, { token: null })).status).toBe(401);
  });

  it('hides private repositories from a classic token without `repo`, and names its scopes', async () => {
    const github = await useGithub({ world, tokens: [{ scopes: ['read:org'] }] });
    const answer = await ask(github, `/api/v3/repos/${name}`);
    expect(answer.status).toBe(404);
    expect((await ask(github, '/api/v3/user')).headers.get('x-oauth-scopes')).toBe('read:org');
  });

  it('refuses the mail of users to a classic token without a scope for it', async () => {
    const github = await useGithub({ world, tokens: [{ scopes: ['repo'] }] });
    const answer = await query(github, '{ user(login: "ada-abara") { email } }');
    expect(answer.body.errors?.[0]?.type).toBe('INSUFFICIENT_SCOPES');
  });

  it('names the permission that a fine-grained token lacks', async () => {
    const permissions = permissionsWithout('pull_requests');
    const github = await useGithub({ world, tokens: [{ kind: 'FINE_GRAINED', permissions }] });
    const rest = await ask<{ message: string }>(github, `${here}/pulls`);
    expect([
      rest.status,
      rest.headers.get('x-accepted-github-permissions'),
      rest.body.message,
    ]).toEqual([403, 'pull_requests=read', 'Resource not accessible by personal access token']);
    const [owner, repo] = name.split('/');
    const asked =
      '{ repository(owner: "OWNER", name: "REPO") { pullRequests(first: 1) { nodes { number } } } }'
        .replace('OWNER', owner!)
        .replace('REPO', repo!);
    const answer = await query<{ repository: null }>(github, asked);
    expect([answer.status, answer.body.data, answer.body.errors?.[0]?.type]).toEqual([
      200,
      { repository: null },
      'FORBIDDEN',
    ]);
  });

  it('leads a token to single sign-on, and cuts its lists', async () => {
    const github = await useGithub({ world, tokens: [{ isAuthorizedForSso: false }] });
    const refused = await ask(github, here);
    expect([
      refused.status,
      refused.headers.get('x-github-sso')?.startsWith('required; url='),
    ]).toEqual([403, true]);
    const list = await ask<unknown[]>(github, '/api/v3/user/repos');
    expect(list.headers.get('x-github-sso')).toBe(
      `partial-results; organizations=${world.organization.id}`,
    );
    expect(list.body.length).toBe(1);
  });
});

describe('an App', () => {
  it('gets a token of its installation for a JWT that it signed, and sees the organisation by it', async () => {
    const github = await useGithub({ world });
    const { id, installation, privateKey } = github.app;
    const app = { id: String(id), installation: String(installation), privateKey };
    const { context } = witnessed();
    const tokens = createAppTokens(app, new URL(`${github.url}/api/v3`), context);
    const [token = ''] = await tokens();
    const list = await ask<{ total_count: number }>(github, '/api/v3/installation/repositories', {
      token,
    });
    expect(list.body.total_count).toBe(world.repositoriesOf(world.organization).length);
    expect((await ask(github, '/api/v3/user', { token })).status).toBe(403);
  });

  it('is refused for a JWT that somebody else signed', async () => {
    const github = await useGithub({ world });
    const other = await useGithub({ world });
    const { id, installation } = github.app;
    const app = {
      id: String(id),
      installation: String(installation),
      privateKey: other.app.privateKey,
    };
    const tokens = createAppTokens(app, new URL(`${github.url}/api/v3`), witnessed().context);
    await expect(tokens()).rejects.toThrow();
    expect(github.requests.map(({ status }) => status)).toEqual([401]);
  });
});
