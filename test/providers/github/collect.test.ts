import { describe, expect, it } from 'vitest';
import type { PullRequestFact } from '../../../src/model/facts/review.js';
import { generateWorld } from '../play/github/generated/generate.js';
import { countByOperation, repeatedFetches } from '../play/github/server/requests.js';
import type { PullRequest } from '../play/github/world/records.js';
import type { Repository, World } from '../play/github/world/world.js';
import { Kept, NOW, settingsFor, sync, useGithub } from './use-github.js';

/** The repositories that a good token reads. */
const repositoriesIn = (world: World): readonly Repository[] =>
  world.repositoriesOf(world.organization);

const pullRequestsIn = (world: World): (readonly [Repository, PullRequest])[] =>
  repositoriesIn(world).flatMap((repository) =>
    repository.content
      .order('pullRequests', 'CREATED_AT', 'ASC')
      .map((number) => [repository, repository.content.pullRequest(number)!] as const),
  );

const countsOf = ({ commits, files, reviews, comments }: PullRequestFact) => ({
  commits: commits.length,
  files: files.length,
  reviews: reviews.length,
  comments: comments.length,
});
const expectedOf = ({ commits, files, reviews, comments, threads }: PullRequest) => ({
  commits: commits.length,
  files: Math.min(3_000, files?.length ?? 0),
  reviews: reviews.filter(({ state }) => state !== 'PENDING').length,
  comments: comments.length + threads.reduce((sum, one) => sum + one.comments.length, 0),
});

describe('a first sync', () => {
  it('brings each pull request with all of its lists, and asks nothing twice', async () => {
    const server = await useGithub({ isHeld: true });
    const kept = new Kept();
    await sync(server, kept);
    const facts = new Map(kept.all('PULL_REQUEST').map((fact) => [fact.id, fact]));
    for (const [{ id }, one] of pullRequestsIn(server.world)) {
      const fact = facts.get(`github:127.0.0.1:${server.port}:${id}#${one.number}`);
      expect(fact && { number: one.number, ...countsOf(fact) }).toEqual({
        number: one.number,
        ...expectedOf(one),
      });
    }
    expect(facts.size).toBe(pullRequestsIn(server.world).length);
    expect([...repeatedFetches(server.requests)]).toEqual([]);
    expect(server.violations).toEqual([]);
    expect(kept.dropped).toEqual({});
  });

  it('reads what is newest first', async () => {
    const server = await useGithub();
    const { pages } = await sync(server, new Kept(), {
      settings: { issues: 'false', tags: 'false' },
    });
    const kept = new Kept();
    const month = NOW - 31 * 86_400_000;
    const isOld = pages
      .filter(({ kind }) => kind === 'pull-requests')
      .map((page) => {
        kept.write(page);
        const { nodes } = JSON.parse(page.body) as { nodes: { updatedAt: string }[] };
        return nodes.every(({ updatedAt }) => Date.parse(updatedAt) < month);
      });
    const firstOld = isOld.indexOf(true);
    expect(firstOld).toBeGreaterThan(0);
    expect(isOld.slice(firstOld)).toEqual(isOld.slice(firstOld).map(() => true));
  });

  it('says with each page how many there will be, closer as it goes on', async () => {
    const server = await useGithub();
    const settings = { tags: 'false', since: '2026-09-01' };
    const { pages } = await sync(server, new Kept(), { settings });
    for (const kind of ['pull-requests', 'issues']) {
      const all = pages.filter((page) => page.kind === kind);
      const brought = all.reduce((sum, { items = 0 }) => sum + items, 0);
      const totals = all.map(({ total = 0 }) => total);
      expect(brought).toBeGreaterThan(0);
      expect(totals.at(-1)).toBe(brought);
      for (const total of totals) expect(total).toBeGreaterThanOrEqual(brought / 2);
    }
  });

  it('reads no further back than it is asked to', async () => {
    const server = await useGithub();
    const kept = new Kept();
    await sync(server, kept, { settings: { since: '2026-11-01' } });
    const since = Date.UTC(2026, 10, 1);
    const wanted = pullRequestsIn(server.world).filter(([, one]) => one.updatedAt >= since);
    expect(kept.all('PULL_REQUEST')).toHaveLength(wanted.length);
    await sync(server, kept, { settings: { since: '2008-01-01' }, now: NOW + 3_600_000 });
    expect(kept.all('PULL_REQUEST')).toHaveLength(pullRequestsIn(server.world).length);
  });

  it('needs at most 60 calls for 1,000 pull requests', async () => {
    const world = generateWorld({ pullRequests: 3_000, repositories: 12 });
    const server = await useGithub({ world });
    const kept = new Kept();
    await sync(server, kept, { settings: { issues: 'false', tags: 'false' } });
    const count = kept.all('PULL_REQUEST').length;
    const calls = server.requests.length;
    expect(count).toBeGreaterThan(2_000);
    expect((calls / count) * 1_000, JSON.stringify(countByOperation(server.requests))).toBeLessThan(
      60,
    );
  });
});

describe('a sync that is cut off', () => {
  it('in the middle of a page fetches that page alone again', async () => {
    const server = await useGithub();
    const kept = new Kept();
    const whole = new Kept();
    await sync(server, whole);
    const asked = server.requests.length;
    server.faults.add({ effect: { kind: 'ANSWER', status: 401, body: {} }, after: 20 });
    await expect(sync(server, kept)).rejects.toThrow('401');
    await sync(server, kept);
    expect(kept.state).toEqual(whole.state);
    const again = repeatedFetches(server.requests.slice(asked));
    expect(again.get('PullRequests') ?? 0).toBeLessThanOrEqual(1);
  });
});

describe('an increment', () => {
  it('has no page where nothing changed, and one call that counts', async () => {
    const server = await useGithub();
    const kept = new Kept();
    await sync(server, kept);
    await sync(server, kept, { now: NOW + 3_600_000 });
    const asked = server.requests.length;
    const { pages, calls } = await sync(server, kept, { now: NOW + 7_200_000 });
    expect(pages).toEqual([]);
    expect(countByOperation(server.requests.slice(asked))).toEqual({
      'GET /orgs/{org}/repos': 1,
      NewestOfMany: 1,
    });
    expect(calls.filter(({ isSaved }) => isSaved)).toHaveLength(1);
  });

  it('brings what changed, down to what was seen before', async () => {
    const server = await useGithub();
    const kept = new Kept();
    await sync(server, kept);
    await sync(server, kept, { now: NOW + 3_600_000 });
    const [repository] = repositoriesIn(server.world);
    const number = repository!.content.order('pullRequests', 'UPDATED_AT', 'ASC')[0]!;
    server.world.changePullRequest(repository!, number, NOW + 5_000_000, (one) => {
      one.title = 'Another title';
    });
    const asked = server.requests.length;
    await sync(server, kept, { now: NOW + 7_200_000 });
    expect(kept.all('PULL_REQUEST').filter(({ title }) => title === 'Another title')).toHaveLength(
      1,
    );
    expect(countByOperation(server.requests.slice(asked)).PullRequests).toBe(1);
  });

  it('brings several that were updated in one second', async () => {
    const server = await useGithub();
    const kept = new Kept();
    await sync(server, kept);
    const [repository] = repositoriesIn(server.world);
    const numbers = repository!.content.order('pullRequests', 'UPDATED_AT', 'ASC').slice(0, 60);
    for (const number of numbers)
      server.world.changePullRequest(repository!, number, NOW + 60_000, (one) => {
        one.title = 'At once';
      });
    await sync(server, kept, { now: NOW + 90_000, budget: { pages: 2 } });
    await sync(server, kept, { now: NOW + 7_200_000 });
    expect(kept.all('PULL_REQUEST').filter(({ title }) => title === 'At once')).toHaveLength(60);
  });

  it.each([
    ['ahead', 600_000],
    ['behind', -600_000],
  ])(
    'brings two of one second with a sync between them, at a clock ten minutes %s',
    async (_, skew) => {
      const server = await useGithub();
      const kept = new Kept();
      const now = NOW + skew;
      await sync(server, kept, { now });
      const [repository] = repositoriesIn(server.world);
      const [number] = repository!.content.order('pullRequests', 'UPDATED_AT', 'ASC');
      for (const title of ['First', 'Second']) {
        server.world.changePullRequest(repository!, number!, NOW - 1_000, (one) => {
          one.title = title;
        });
        await sync(server, kept, { now });
        expect(kept.all('PULL_REQUEST').map((one) => one.title)).toContain(title);
      }
    },
  );

  it('github: an update that claims to lie in the future does not become the cursor', async () => {
    const server = await useGithub();
    const kept = new Kept();
    const [repository] = repositoriesIn(server.world);
    const [first, second] = repository!.content.order('pullRequests', 'UPDATED_AT', 'DESC');
    const change = (number: number, at: number, title: string) =>
      server.world.changePullRequest(repository!, number, at, (one) => {
        one.title = title;
      });
    change(first!, NOW + 86_400_000, 'From the future');
    await sync(server, kept);
    change(second!, NOW + 3_600_000, 'After it');
    await sync(server, kept, { now: NOW + 7_200_000 });
    const titles = kept.all('PULL_REQUEST').map(({ title }) => title);
    expect(titles).toContain('From the future');
    expect(titles).toContain('After it');
  });

  it('brings lists that are switched on later', async () => {
    const server = await useGithub();
    const kept = new Kept();
    await sync(server, kept, { settings: { issues: 'false', tags: 'false' } });
    expect(kept.all('WORK_ITEM')).toEqual([]);
    await sync(server, kept, { now: NOW + 3_600_000, settings: { commits: 'true' } });
    expect(kept.all('WORK_ITEM').length).toBeGreaterThan(10);
    expect(kept.all('TAG').length).toBeGreaterThan(1);
    expect(kept.all('COMMIT').length).toBeGreaterThan(10);
  });
});

it('begins again with a cursor that is not its own', async () => {
  const server = await useGithub();
  const kept = new Kept();
  kept.cursor = '{"version":0}';
  await sync(server, kept);
  expect(kept.all('PULL_REQUEST').length).toBeGreaterThan(100);
});

it('is one place however it is written', async () => {
  const server = await useGithub();
  const { identify } = (await import('../../../src/providers/github/index.js')).github;
  const place = (more: Readonly<Record<string, string>>) =>
    identify(settingsFor(server, more)).place;
  expect(place({ organizations: 'B-org, a-org' })).toBe(place({ organizations: 'A-org\nb-org' }));
  expect(place({ baseUrl: 'https://api.github.com' })).toBe(
    place({ baseUrl: 'https://github.com/' }),
  );
});
