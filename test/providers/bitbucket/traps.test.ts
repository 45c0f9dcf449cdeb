import { describe, expect, it } from 'vitest';
import { bitbucket } from '../../../src/providers/bitbucket/index.js';
import { createLimits } from '../../../src/providers/http/limits.js';
import { createWorld } from '../play/bitbucket/generator.js';
import { pullNumbered, repositoryNamed, retitle } from '../play/bitbucket/mutations.js';
import type { Commit } from '../play/bitbucket/types.js';
import { factsOf, gather, kept, playing, pullsIn } from './support.js';

const MINUTE = 60_000;
const numbered = (server: Awaited<ReturnType<typeof playing>>, number: number) =>
  pullNumbered(repositoryNamed(server.world, 'shop'), number);
const shopAlone = { workspaces: '', repositories: 'harbour/shop' };
const ofShop = ({ id }: { readonly id: string }) => id.includes('-000000000000#');

describe('traps of Bitbucket Cloud, where it is asked', () => {
  it('bitbucket 1: pages of pull requests hold at most 50', async () => {
    const server = await playing({ size: 156 });
    const { pages } = await gather(server, { since: 0 }, shopAlone);
    expect(pullsIn(pages)).toHaveLength(52);
    const lists = server.requests.filter(({ path }) => path.endsWith('/pullrequests'));
    expect(lists.every(({ url }) => url.includes('pagelen=50'))).toBe(true);
    expect(lists.every(({ status }) => status === 200)).toBe(true);
    const headers = { authorization: `Bearer ${server.accessToken}` };
    const path = '/2.0/repositories/harbour/shop/pullrequests?pagelen=51';
    const refused = await fetch(server.url + path, { headers });
    expect([refused.status, await refused.text()]).toEqual([
      400,
      expect.stringContaining('Invalid pagelen'),
    ]);
  });

  it('bitbucket 2: the next page is followed, and never counted', async () => {
    const server = await playing();
    const pull = numbered(server, 2);
    const [first] = pull.commits;
    pull.commits = Array.from({ length: 230 }, (_, index): Commit => {
      const hash = index.toString(16).padStart(40, '0');
      return { ...first!, hash };
    });
    const { pages } = await gather(server);
    const fact = pullsIn(pages).find((one) => ofShop(one) && one.number === 2);
    expect(fact?.commits).toHaveLength(230);
    const asked = server.requests.filter(({ path }) => path.endsWith('/pullrequests/2/commits'));
    expect(asked.filter(({ url }) => url.includes('ctx='))).toHaveLength(2);
    expect(server.requests.filter(({ url }) => /[?&]page=/.test(url))).toEqual([]);
  });

  it('bitbucket 3: every state is asked for', async () => {
    const server = await playing({ size: 36 });
    const { pages } = await gather(server, { since: 0 });
    const states = new Set(pullsIn(pages).map(({ state }) => state));
    expect([...states].sort()).toEqual(['CLOSED', 'MERGED', 'OPEN']);
    const lists = server.requests.filter(({ path }) => path.endsWith('/pullrequests'));
    for (const { url } of lists) expect(url.match(/state=/g)).toHaveLength(4);
  });

  it('bitbucket 6: a pull request is found although its repository was not updated', async () => {
    const server = await playing({ now: Date.now() - 10 * MINUTE });
    const first = await gather(server);
    retitle(numbered(server, 2), 'Another title', Date.now() - MINUTE);
    const { pages } = await gather(server, { cursor: first.cursor });
    expect(pullsIn(pages).map(({ title }) => title)).toEqual(['Another title']);
  });

  it('bitbucket 7: lists over all workspaces, which ended, are not asked', async () => {
    const server = await playing();
    const { pages } = await gather(server, {}, { workspaces: '' });
    expect(kept('REPOSITORY', pages)).toHaveLength(3);
    const paths = server.requests.map(({ path }) => path);
    expect(paths[0]).toBe('/2.0/user/workspaces');
    expect(paths.filter((path) => /^\/2\.0\/(?:repositories|workspaces)$/.test(path))).toEqual([]);
    expect(paths.filter((path) => path.includes('/user/permissions'))).toEqual([]);
  });

  it('bitbucket 9: a difference that comes too late is asked for once more, then its lines are unknown', async () => {
    const server = await playing();
    numbered(server, 2).lateAnswers = 1;
    numbered(server, 3).lateAnswers = 2;
    const { pages } = await gather(server);
    const facts = new Map(
      pullsIn(pages)
        .filter(ofShop)
        .map((fact) => [fact.number, fact]),
    );
    expect(facts.get(2)?.additions).toBeGreaterThan(0);
    expect(facts.get(3)).toMatchObject({ additions: null, deletions: null, files: [] });
  });

  it('bitbucket 10: a scheduled run stays below 900 calls, and a limit without an end is waited for', async () => {
    const server = await playing({ size: 60 });
    const { pages } = await gather(server, { since: 0 }, shopAlone);
    const ofPulls = pages.filter(({ kind }) => kind === 'pull-requests');
    const calls = server.requests.length / ofPulls.length;
    expect(calls * bitbucket.rhythm!.pages).toBeLessThan(900);
    const body = { type: 'error', error: { message: 'Rate limit for this resource exceeded' } };
    server.faults.add({ effect: { kind: 'ANSWER', status: 429, body }, times: 2 });
    const limits = createLimits(() => 0.5);
    await expect(gather(server, { limits })).rejects.toThrow('allows no more calls until');
  });

  it('bitbucket 11: the difference lies behind a redirect', async () => {
    const server = await playing();
    const { pages } = await gather(server);
    const moved = server.requests.filter(({ status }) => status === 302);
    expect(moved).toHaveLength(pullsIn(pages).length);
    expect(pullsIn(pages).every(({ additions }) => (additions ?? 0) > 0)).toBe(true);
  });

  it('bitbucket 15: what no delivery brought comes with the next sync', async () => {
    const server = await playing({ now: Date.now() - 10 * MINUTE });
    const first = await gather(server);
    const pull = numbered(server, 4);
    pull.description = 'x'.repeat(300_000);
    pull.updatedAt = Date.now() - MINUTE;
    const { pages } = await gather(server, { cursor: first.cursor });
    expect(pullsIn(pages)[0]?.body).toHaveLength(300_000);
  });

  it.each([
    ['archived', (world: ReturnType<typeof createWorld>) => world.archived.add('harbour')],
    ['hidden', (world: ReturnType<typeof createWorld>) => world.workspaces.splice(0)],
  ])(
    'bitbucket 16: nothing of a workspace that is %s is taken for deleted',
    async (_name, hide) => {
      const world = createWorld({ size: 12 });
      world.workspaces.push('pier');
      world.repositories[2]!.workspace = 'pier';
      const server = await playing({ world });
      const given = { workspaces: 'harbour, pier' };
      const first = await gather(server, {}, given);
      hide(world);
      world.workspaces.push('pier');
      const next = await gather(server, { cursor: first.cursor, pass: 'SWEEP' }, given);
      expect(next.pages.flatMap((page) => factsOf(page).tombstones ?? [])).toEqual([]);
      expect(next.lines.join()).toContain('harbour cannot be read');
    },
  );

  it('bitbucket: a repository that is no more is asked for by its id, in escaped braces', async () => {
    const server = await playing();
    const first = await gather(server);
    server.world.repositories.pop();
    const { pages } = await gather(server, { cursor: first.cursor, pass: 'SWEEP' });
    expect(pages.flatMap((page) => factsOf(page).tombstones ?? [])).toMatchObject([
      { kind: 'REPOSITORY', id: expect.stringMatching(/-000000000002$/) },
    ]);
    const paths = server.requests.map(({ path }) => path);
    expect(paths.filter((path) => path.includes('%7B'))).toHaveLength(1);
  });

  it('bitbucket 17: numbers of pull requests are those of their repository, whose forks may be gone', async () => {
    const server = await playing();
    numbered(server, 2).hasSource = false;
    const { pages } = await gather(server);
    const second = pullsIn(pages).filter(({ number }) => number === 2);
    expect(second).toHaveLength(3);
    expect(new Set(second.map(({ id }) => id)).size).toBe(3);
  });
});
