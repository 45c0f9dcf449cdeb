import { describe, expect, it } from 'vitest';
import { generateWorld } from './github/generated/generate.js';
import { ask, query, useGithub } from './use-github.js';

const world = generateWorld({ pullRequests: 60 });

describe('limits', () => {
  it('end the hour with 403 for REST and an error for GraphQL', async () => {
    const github = await useGithub({ world, limits: { perHour: 2 } });
    await ask(github, '/api/v3/user');
    const last = await ask(github, '/api/v3/user');
    expect(last.headers.get('x-ratelimit-remaining')).toBe('0');
    expect((await ask(github, '/api/v3/user')).status).toBe(403);
    for (let n = 0; n < 2; n += 1) await query(github, '{ viewer { login } }');
    const over = await query(github, '{ viewer { login } }');
    expect([over.status, over.body.errors?.[0]?.type]).toEqual([200, 'RATE_LIMITED']);
  });

  it('open again when the hour is over, by the clock of the server', async () => {
    const time = { now: world.now };
    const github = await useGithub({
      world,
      limits: { perHour: 1 },
      clock: () => time.now,
      skew: 7_000,
    });
    const once = await ask(github, '/api/v3/user');
    expect(once.headers.get('date')).toBe(new Date(world.now + 7_000).toUTCString());
    expect(Number(once.headers.get('x-ratelimit-reset'))).toBe((world.now + 7_000) / 1_000 + 3_600);
    expect((await ask(github, '/api/v3/user')).status).toBe(403);
    time.now += 3_601_000;
    expect((await ask(github, '/api/v3/user')).status).toBe(200);
  });

  it('count calls a minute too, and say how long to wait', async () => {
    const github = await useGithub({ world, limits: { perMinute: 1 } });
    await ask(github, '/api/v3/user');
    const limited = await ask(github, '/api/v3/user');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([403, '60']);
    expect(limited.text).toContain('secondary rate limit');
  });

  it('are not there on an Enterprise Server that has none', async () => {
    const github = await useGithub({ world, limits: 'OFF' });
    expect((await ask(github, '/api/v3/user')).headers.has('x-ratelimit-remaining')).toBe(false);
    expect((await ask(github, '/api/v3/rate_limit')).status).toBe(404);
  });
});
