import { describe, expect, it } from 'vitest';
import { generateWorld } from './github/generated/generate.js';
import { effects, largePages } from './github/server/faults.js';
import { startGithub } from './github/start.js';
import { fullNameOf } from './github/world/world.js';
import { ask, query, useGithub } from './use-github.js';

const world = generateWorld({ pullRequests: 60 });
const [first] = world.repositories;
const [owner, name] = fullNameOf(first!).split('/');
const PULL_REQUESTS = `query PullRequests($owner: String!, $name: String!, $first: Int!) {
  repository(owner: $owner, name: $name) { pullRequests(first: $first) { nodes { number } } }
}`;
interface Numbers {
  readonly repository: { readonly pullRequests: { readonly nodes: readonly { number: number }[] } };
}

describe('what goes wrong at GitHub', () => {
  it('is a secondary limit with and without a time to wait, once', async () => {
    const github = await useGithub({
      world,
      faults: [
        { effect: effects.secondaryLimit(30) },
        { effect: effects.secondaryLimit(null, 429) },
      ],
    });
    const [limited, silent, well] = [
      await ask(github, '/api/v3/user'),
      await ask(github, '/api/v3/user'),
      await ask(github, '/api/v3/user'),
    ];
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([403, '30']);
    expect(Number(limited.headers.get('x-ratelimit-remaining'))).toBeGreaterThan(0);
    expect([silent.status, silent.headers.get('retry-after')]).toEqual([429, null]);
    expect(well.status).toBe(200);
  });

  it('strikes the requests that it is for, after those that pass', async () => {
    const github = await useGithub({
      world,
      faults: [
        {
          effect: effects.serverError(),
          when: ({ operation }) => operation === 'GET /user',
          after: 1,
          times: 2,
        },
      ],
    });
    const statuses: number[] = [];
    for (const path of ['/user', '/meta', '/user', '/user', '/user'])
      statuses.push((await ask(github, `/api/v3${path}`)).status);
    expect(statuses).toEqual([200, 200, 500, 500, 200]);
  });

  it('is a page of GraphQL that is too large, until a smaller one is asked for', async () => {
    const github = await useGithub({ world, faults: [largePages(10)] });
    const large = await query(github, PULL_REQUESTS, { owner, name, first: 25 });
    const small = await query<Numbers>(github, PULL_REQUESTS, { owner, name, first: 10 });
    expect(large.status).toBe(502);
    expect(small.body.data?.repository.pullRequests.nodes.length).toBe(10);
  });

  it('is a malformed record beside good ones', async () => {
    const spoil = (body: unknown) => {
      const { data } = body as { data: Numbers };
      (data.repository.pullRequests.nodes[0] as { number: unknown }).number = 'seven';
      return body;
    };
    const github = await useGithub({ world, faults: [{ effect: effects.change(spoil) }] });
    const answer = await query<Numbers>(github, PULL_REQUESTS, { owner, name, first: 2 });
    const [spoiled, good] = answer.body.data!.repository.pullRequests.nodes;
    expect([spoiled?.number, typeof good?.number]).toEqual(['seven', 'number']);
  });

  it('is a connection that ends before or in the middle of an answer', async () => {
    const github = await useGithub({
      world,
      faults: [{ effect: effects.drop() }, { effect: effects.cut() }],
    });
    await expect(ask(github, '/api/v3/user')).rejects.toThrow('fetch failed');
    await expect(ask(github, '/api/v3/user')).rejects.toThrow('terminated');
    expect(github.requests.map(({ status }) => status)).toEqual([0, 0]);
    expect((await ask(github, '/api/v3/user')).status).toBe(200);
  });

  it('is an answer of another server, an error on 200, a token that ended, or nobody at all', async () => {
    const errors = [{ type: 'SERVICE_UNAVAILABLE', message: 'Timeout' }];
    const github = await useGithub({
      world,
      closeAfter: 6,
      faults: [
        { effect: effects.html() },
        { effect: effects.graphqlErrors(errors) },
        { effect: effects.graphqlTimeout() },
        { effect: effects.badCredentials() },
        { effect: effects.unicorn() },
        { effect: effects.hourUsedUp(world.now) },
      ],
    });
    expect((await ask(github, '/api/v3/meta')).headers.get('content-type')).toBe('text/html');
    expect((await query(github, PULL_REQUESTS)).body.errors).toEqual(errors);
    expect((await query(github, PULL_REQUESTS)).status).toBe(200);
    expect((await ask(github, '/api/v3/user')).status).toBe(401);
    expect((await ask(github, '/api/v3/user')).text).toContain('Unicorn');
    expect((await ask(github, '/api/v3/user')).headers.get('x-ratelimit-remaining')).toBe('0');
    await expect(ask(github, '/api/v3/user')).rejects.toThrow('fetch failed');
    await expect(ask(github, '/api/v3/user')).rejects.toThrow('fetch failed');
    expect(github.requests.length).toBe(6);
  });

  it('is slow, and may be changed while it runs', async () => {
    const github = await startGithub({ world, faults: [{ effect: effects.slow(60) }] });
    const from = performance.now();
    expect((await ask(github, '/api/v3/user')).status).toBe(200);
    expect(performance.now() - from).toBeGreaterThan(50);
    github.faults.add({ effect: effects.serverError(503), times: Number.POSITIVE_INFINITY });
    expect((await ask(github, '/api/v3/user')).status).toBe(503);
    github.faults.set([]);
    expect((await ask(github, '/api/v3/user')).status).toBe(200);
    await github.close();
  });
});
