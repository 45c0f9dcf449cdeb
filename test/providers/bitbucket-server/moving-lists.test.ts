import { describe, expect, it } from 'vitest';
import { bitbucketServer } from '../../../src/providers/bitbucket-server/index.js';
import { witnessed } from '../http/vendor-server.js';
import { createWorld } from '../play/bitbucket-server/generator.js';
import { merge, retitle, tag } from '../play/bitbucket-server/mutations.js';
import {
  factsIn,
  gather,
  HOUR,
  later,
  NOW,
  opened,
  playing,
  settingsOf,
  smallServer,
} from './support.js';

describe('bitbucket-server, while it is read:', () => {
  it('a backfill that was interrupted loses nothing, although the list moves', async () => {
    const small = await smallServer();
    const { server, world, web, bruno } = small;
    world.now = NOW - 40 * HOUR;
    for (let index = 0; index < 25; index += 1) {
      later(small);
      merge(world, web, opened(small, `Page ${index}`), bruno);
    }
    const budget = { pages: 2 };
    const { pages, cursor } = await gather(server, { budget });
    expect(factsIn(pages, 'PULL_REQUEST')).toHaveLength(10);
    retitle(world, web.pulls.get(1)!, 'The oldest one');
    opened(small, 'News');
    const { pages: rest } = await gather(server, { cursor });
    const all = [...pages, ...rest].flatMap((page) => factsIn([page], 'PULL_REQUEST'));
    const titles = new Map(all.map((fact) => [fact.number, fact.title]));
    expect(titles.size).toBe(26);
    expect([titles.get(1), titles.get(26)]).toEqual(['The oldest one', 'News']);
  });

  it('an earlier day to read from brings in what is older, and nothing again', async () => {
    const small = await smallServer();
    const { server, world, web, bruno } = small;
    world.now = NOW - 100 * 24 * HOUR;
    merge(world, web, opened(small, 'Old'), bruno);
    tag(web, 'v0.1.0', web.commits.get(web.head!)!);
    world.now = NOW - HOUR;
    merge(world, web, opened(small, 'New'), bruno);
    tag(web, 'v1.0.0', web.commits.get(web.head!)!);
    const { pages, cursor } = await gather(server);
    const titlesIn = (some: typeof pages) =>
      factsIn(some, 'PULL_REQUEST').map(({ title }) => title);
    const tagsIn = (some: typeof pages) => factsIn(some, 'TAG').map(({ name }) => name);
    expect([titlesIn(pages), tagsIn(pages)]).toEqual([['New'], ['v1.0.0']]);
    const { pages: wider } = await gather(server, { cursor }, { since: '2026-01-01' });
    expect([titlesIn(wider), tagsIn(wider)]).toEqual([['Old'], ['v0.1.0']]);
  });

  it('a run ends with the words of the server', async () => {
    const { server } = await smallServer();
    // Errors lie in a list, as it was recorded.
    const errors = [{ context: null, message: 'Project dev does not exist.' }];
    const effect = { kind: 'ANSWER', status: 409, body: { errors } } as const;
    server.faults.add({ effect, after: 1 });
    await expect(gather(server)).rejects.toThrow(
      '409 to /bitbucket/rest/api/latest/repos: Project dev',
    );
  });

  it('oddities of real servers are read, and none is dropped', async () => {
    const server = await playing({ world: createWorld({ size: 3, now: NOW }) });
    const { context } = witnessed({ now: NOW });
    const { pages } = await gather(server);
    expect(
      pages.flatMap((page) => Object.keys(bitbucketServer.toFacts(page).dropped ?? {})),
    ).toEqual([]);
    const odd = factsIn(pages, 'PULL_REQUEST').find(({ title }) => title.startsWith('NUL'))!;
    expect(odd).toMatchObject({
      ...{ title: 'NUL \uFFFD and half a character \uFFFD', body: null, readyAt: null },
      reviews: [{ state: 'DISMISSED' }, { state: 'APPROVED', by: { name: 'Gone Hall' } }],
      ...{ comments: [], commits: [{ authoredAt: odd.openedAt }] },
    });
    const empty = factsIn(pages, 'REPOSITORY').find(({ name }) => name === 'PAY/empty');
    expect(empty?.defaultBranch).toBeNull();
    expect((await bitbucketServer.check(settingsOf(server), context)).ok).toBe(true);
  });
});
