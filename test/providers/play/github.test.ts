import { describe, expect, it } from 'vitest';
import { generateWorld } from './github/generated/generate.js';
import { hasContracts } from './github/server/hold.js';
import { countByOperation, repeatedFetches } from './github/server/requests.js';
import { fullNameOf } from './github/world/world.js';
import { ask, askAll, nextOf, query, useGithub } from './use-github.js';

const world = generateWorld({ pullRequests: 400 });
const [first] = world.repositories;
const name = fullNameOf(first!);
const here = `/api/v3/repos/${name}`;
const repositoryWhere = (holds: (one: (typeof world.repositories)[number]) => boolean): string =>
  fullNameOf(world.repositories.find(holds)!);

describe('what GitHub answers by REST', () => {
  it.skipIf(!hasContracts)('passes its contract on every route', async () => {
    const github = await useGithub({ world, isHeld: true });
    const number = first!.content.numbersOf('pullRequests').at(-20)!;
    const issue = first!.content.numbersOf('issues').at(-1)!;
    const paths = [
      '/user',
      '/user/repos?per_page=100',
      '/user/orgs',
      '/users/ada-abara',
      '/rate_limit',
      '/meta',
      `/orgs/${world.organization.login}`,
      `/orgs/${world.organization.login}/repos?per_page=100`,
      `/orgs/${world.organization.login}/members`,
      `/repos/${name}`,
      ...['', '/commits', '/files', '/reviews', '/comments'].map(
        (tail) => `/repos/${name}/pulls/${number}${tail}`,
      ),
      `/repos/${name}/pulls?state=all&per_page=100`,
      `/repos/${name}/pulls/comments?per_page=100`,
      `/repos/${name}/issues?state=all&per_page=100`,
      `/repos/${name}/issues/${issue}`,
      ...['comments', 'events', 'timeline'].map((tail) => `/repos/${name}/issues/${issue}/${tail}`),
      `/repos/${name}/issues/comments?per_page=100`,
      `/repos/${name}/issues/events?per_page=100`,
      `/repos/${name}/commits?per_page=100`,
      `/repos/${name}/tags`,
      `/repos/${name}/releases`,
    ];
    for (const path of paths) expect((await ask(github, `/api/v3${path}`)).status, path).toBe(200);
    expect(github.violations).toEqual([]);
    await ask(github, `/api/v3/repos/${name}/pulls?since=2026-01-01`);
    expect(github.violations).toEqual([
      `asked GET /repos/${name}/pulls?since=2026-01-01: unknown query since`,
    ]);
  });

  it('answers at the addresses of an Enterprise Server and of api.github.com', async () => {
    const github = await useGithub({ world });
    const enterprise = await ask<{ url: string }>(github, `/api/v3/repos/${name}`);
    const bare = await ask<{ url: string }>(github, `/repos/${name}`);
    expect(enterprise.body.url).toBe(`${github.url}/api/v3/repos/${name}`);
    expect(bare.body.url).toBe(`${github.url}/repos/${name}`);
  });

  it('pages by Link, which names the repository by its number, up to 100 a page', async () => {
    const github = await useGithub({ world });
    const page = await ask<unknown[]>(github, `${here}/pulls?state=all&per_page=500`);
    expect(page.body.length).toBe(100);
    expect(nextOf(await ask(github, `${here}/pulls?state=all&per_page=7`))).toBe(
      `${github.url}/api/v3/repositories/${first!.id}/pulls?state=all&per_page=7&page=2`,
    );
    const all = await askAll<{ number: number }>(github, `${here}/pulls?state=all&per_page=7`);
    expect(all.map(({ number }) => number)).toEqual(
      first!.content.order('pullRequests', 'CREATED_AT', 'DESC'),
    );
  });

  it('ends the commits of a pull request at 250, and a comparison pages on', async () => {
    const github = await useGithub({ world });
    const long = first!.content
      .numbersOf('pullRequests')
      .map((number) => first!.content.pullRequest(number)!)
      .find(({ commits }) => commits.length > 250)!;
    expect((await askAll(github, `${here}/pulls/${long.number}/commits?per_page=100`)).length).toBe(
      250,
    );
    const compare = `${here}/compare/${long.base.sha}...${long.head.sha}?per_page=100&page=3`;
    const compared = await ask<{ total_commits: number; commits: { sha: string }[] }>(
      github,
      compare,
    );
    expect(compared.body.total_commits).toBe(long.commits.length);
    expect(compared.body.commits.map(({ sha }) => sha)).toEqual(
      long.commits.slice(200).map(({ sha }) => sha),
    );
  });

  it('answers 304 to a validator, and does not count it', async () => {
    const github = await useGithub({ world });
    const once = await ask(github, here);
    const etag = once.headers.get('etag')!;
    const left = once.headers.get('x-ratelimit-remaining');
    const again = await ask(github, here, { headers: { 'if-none-match': etag } });
    expect([again.status, again.text]).toEqual([304, '']);
    const after = await ask<{ rate: { remaining: number } }>(github, '/api/v3/rate_limit');
    expect(String(after.body.rate.remaining)).toBe(left);
  });

  it('has a 301 for a renamed repository, and none where the name was taken by another', async () => {
    const github = await useGithub({ world: generateWorld({ pullRequests: 50 }) });
    const [, , repository] = github.world.repositories;
    const old = fullNameOf(repository!);
    github.world.rename(repository!, 'brand-new', github.world.now);
    const moved = await ask(github, `/api/v3/repos/${old}/pulls?state=all`);
    expect([moved.status, moved.headers.get('location')]).toEqual([
      301,
      `${github.url}/api/v3/repositories/${repository!.id}/pulls?state=all`,
    ]);
    const reused = github.world.repositories.find(({ name: one }) => one.endsWith('-classic'))!;
    const other = await ask<{ id: number }>(
      github,
      `/api/v3/repos/${fullNameOf(reused).replace('-classic', '')}`,
    );
    expect(other.status).toBe(200);
    expect(other.body.id).not.toBe(reused.id);
  });

  it('refuses with 404, 409, 410 and 451 what is gone, empty, switched off and blocked', async () => {
    const github = await useGithub({ world });
    const status = async (path: string) => (await ask(github, `/api/v3/repos/${path}`)).status;
    expect(await status('harbour-works/nothing')).toBe(404);
    expect(await status(`${repositoryWhere(({ isEmpty }) => isEmpty)}/commits`)).toBe(409);
    expect(await status(`${repositoryWhere(({ hasIssues }) => !hasIssues)}/issues`)).toBe(410);
    expect(await status(repositoryWhere(({ isBlocked }) => isBlocked))).toBe(451);
  });
});

describe('what was asked', () => {
  it('is kept with its operation, and what was asked twice is found', async () => {
    const github = await useGithub({ world });
    await ask(github, here);
    await ask(github, here);
    await query(github, 'query Who { viewer { login } }');
    expect(countByOperation(github.requests)).toEqual({ 'GET /repos/{owner}/{repo}': 2, Who: 1 });
    expect([...repeatedFetches(github.requests)]).toEqual([['GET /repos/{owner}/{repo}', 1]]);
  });
});
