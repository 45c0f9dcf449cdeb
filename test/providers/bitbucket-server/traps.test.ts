import { describe, expect, it } from 'vitest';
import { bitbucketServer } from '../../../src/providers/bitbucket-server/index.js';
import { inTimeZone } from '../../in-time-zone.js';
import { comment, decline, merge, review } from '../play/bitbucket-server/mutations.js';
import {
  factsIn,
  gather,
  HOUR,
  later,
  NOW,
  opened,
  pullsOf,
  settingsOf,
  smallServer,
} from './support.js';

describe('bitbucket-server', () => {
  it('bitbucket-server 1: pull requests of every state, of one repository each', async () => {
    const small = await smallServer();
    merge(small.world, small.web, opened(small), small.bruno);
    decline(small.world, opened(small), small.anna);
    opened(small);
    const { pages } = await gather(small.server);
    const states = factsIn(pages, 'PULL_REQUEST').map(({ state }) => state);
    expect(states.sort()).toEqual(['CLOSED', 'MERGED', 'OPEN']);
    const lists = small.server.requests.filter(({ path }) => path.endsWith('/pull-requests'));
    expect(lists.every(({ url }) => url.includes('/repos/'))).toBe(true);
    expect(lists.every(({ url }) => url.includes('state=ALL'))).toBe(true);
  });

  it('bitbucket-server 2: the next page starts where the server says, not at start + limit', async () => {
    const small = await smallServer();
    const { world, server } = small;
    // A page leaves out what the account may not see, so the next one starts later.
    world.hidden.add(1);
    world.mostAtOnce = 1;
    const { pages } = await gather(server, {}, { personal: 'true' });
    const names = factsIn(pages, 'REPOSITORY').map(({ name }) => name);
    expect(names).toEqual(['SHOP/api', 'PAY/ledger', '~anna.berg/scratch']);
    const starts = server.requests
      .filter(({ path }) => path.endsWith('/repos'))
      .map(({ url }) => new URL(url, 'http://play').searchParams.get('start'));
    expect(starts).toEqual([null, '2', '3']);
  });

  it('bitbucket-server 2: a page that goes on nowhere ends the walk with a warning', async () => {
    const { server } = await smallServer();
    const change = (body: unknown) => ({
      ...(body as object),
      isLastPage: false,
      nextPageStart: null,
    });
    server.faults.add({
      effect: { kind: 'CHANGE', change },
      when: ({ path }) => path.endsWith('/repos'),
    });
    const { lines } = await gather(server);
    expect(lines.filter((line) => line.includes('goes on and does not say where'))).toHaveLength(1);
  });

  it('bitbucket-server 3: a smaller page than was asked for is no end', async () => {
    const small = await smallServer();
    small.world.mostAtOnce = 2;
    const pull = opened(small);
    for (let index = 0; index < 5; index += 1) comment(small.world, pull, small.bruno);
    for (let index = 0; index < 6; index += 1) opened(small, `Page ${index}`);
    const facts = await pullsOf(small.server);
    expect(facts).toHaveLength(7);
    expect(facts[0]!.comments).toHaveLength(5);
  });

  it('bitbucket-server 4: no list says what was updated since, so the newest are read until they are known', async () => {
    const small = await smallServer();
    for (let index = 0; index < 40; index += 1) {
      merge(small.world, small.web, opened(small, `Page ${index}`), small.bruno);
      small.world.now -= 48 * HOUR;
    }
    small.world.now = NOW - HOUR;
    const { cursor } = await gather(small.server);
    const before = small.server.requests.length;
    opened(small, 'News');
    const { pages } = await gather(small.server, { cursor });
    expect(factsIn(pages, 'PULL_REQUEST').map(({ title }) => title)).toEqual(['News']);
    const asked = small.server.requests.slice(before).map(({ url }) => url);
    // Two lists, and the three parts of the one that is new.
    const ofWeb = asked.filter((url) => url.includes('SHOP/repos/web/pull-requests'));
    expect(ofWeb).toHaveLength(2 + 3);
  });

  it('bitbucket-server 4: approvals and comments move no date, and are read all the same', async () => {
    const small = await smallServer();
    const pull = opened(small);
    for (let index = 0; index < 30; index += 1) {
      later(small);
      merge(small.world, small.web, opened(small), small.bruno);
    }
    const { cursor } = await gather(small.server, { now: NOW + 100 * HOUR });
    const dates = [pull.updatedAt, pull.version];
    small.world.now = NOW + 90 * HOUR;
    review(small.world, pull, small.bruno, 'APPROVED');
    comment(small.world, pull, small.bruno);
    expect([pull.updatedAt, pull.version]).toEqual(dates);
    const [fact, ...others] = await pullsOf(small.server, { cursor, now: NOW + 101 * HOUR });
    expect(others).toEqual([]);
    expect(fact).toMatchObject({ number: 1, reviews: [{ state: 'APPROVED' }], comments: [{}] });
  });

  it('bitbucket-server 5: instants are milliseconds, the same in every time zone', async () => {
    const small = await smallServer();
    const openedAt = small.world.now;
    merge(small.world, small.web, opened(small), small.bruno);
    const { pages } = await gather(small.server, {}, { since: '2026-11-01' });
    const read = () => [
      ...[factsIn(pages, 'PULL_REQUEST'), settingsOf(small.server, { since: '2026-11-01' })],
    ];
    const there = await inTimeZone('Pacific/Auckland', read);
    expect(await inTimeZone('America/New_York', read)).toEqual(there);
    expect(there[0]).toMatchObject([{ openedAt, mergedAt: openedAt }]);
  });

  it('bitbucket-server 5: a webhook’s date with an offset is not read', () => {
    const body = Buffer.from(
      JSON.stringify({
        ...{ eventKey: 'pr:opened', date: '2018-07-05T19:21:30+0000' },
        pullRequest: {
          ...{ id: 2, createdDate: '2018-07-05T19:21:30+0000' },
          toRef: { repository: { slug: 'web', project: { key: 'SHOP' } } },
        },
      }),
    );
    const { nudges, pages } = bitbucketServer.open!({ body, headers: {}, receivedAt: NOW });
    expect([nudges, pages]).toEqual([['pull/SHOP/web/2'], []]);
  });
});
