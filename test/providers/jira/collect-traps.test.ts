import { describe, expect, it } from 'vitest';
import { createLimits } from '../../../src/providers/http/limits.js';
import { createIssue, lengthen, moveIssue, transition } from '../play/jira/mutations.js';
import { droppedIn, gather, itemOf, kept, playing } from './support.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const bodiesOf = (
  requests: readonly { readonly path: string; readonly body: unknown }[],
  end: string,
) =>
  requests.flatMap(({ path, body }) =>
    path.endsWith(end) ? [body as Readonly<Record<string, unknown>>] : [],
  );

describe('traps of Jira, where it is asked', () => {
  it('jira: Cloud has no /search any more, and Data Center no version 3', async () => {
    const cloud = await playing();
    await gather(cloud);
    expect(cloud.requests.filter(({ path }) => /\/rest\/api\/[23]\/search$/.test(path))).toEqual(
      [],
    );
    expect(cloud.requests.every(({ status }) => [200, 400].includes(status))).toBe(true);
    const server = await playing({ edition: 'DATA_CENTER' });
    await gather(server);
    expect(server.requests.filter(({ path }) => path.includes('/rest/api/3'))).toEqual([]);
    expect(server.requests.every(({ status }) => [200, 400].includes(status))).toBe(true);
  });

  it('jira: a search ends where there is no token, although isLast says so from the beginning', async () => {
    const server = await playing({ size: 350 });
    const { pages } = await gather(server);
    expect(kept(pages).items).toHaveLength(350);
    for (const body of bodiesOf(server.requests, '/search/jql'))
      expect(body).toMatchObject({
        jql: expect.stringContaining('updated >= '),
        fields: ['updated'],
      });
  });

  it('jira: a token that comes again ends the walk with a warning', async () => {
    const server = await playing({ size: 350, faults: { repeatedToken: true } });
    const { lines } = await gather(server);
    expect(bodiesOf(server.requests, '/search/jql').length).toBeLessThan(10);
    expect(lines.filter((line) => line.startsWith('warn')).join()).toContain('leads nowhere');
  });

  it('jira: an expired token begins again below the last issue that was read', async () => {
    const server = await playing({ size: 350 });
    const whole = await gather(server);
    const half = await gather(server, { budget: { pages: 4 } });
    expect(kept(half.pages).items.length).toBeGreaterThan(0);
    server.faults.expiredTokens = true;
    server.faults.before = ({ body }) => {
      const { jql } = (body ?? {}) as { jql?: string };
      // The walk that begins again is given tokens that hold.
      if (jql?.includes('updated <=')) server.faults.expiredTokens = false;
      return null;
    };
    const rest = await gather(server, { cursor: half.cursor });
    expect(kept([...half.pages, ...rest.pages]).items).toEqual(kept(whole.pages).items);
    const again = bodiesOf(server.requests, '/search/jql').some(({ jql }) =>
      String(jql).includes('updated <= '),
    );
    expect(again).toBe(true);
  });

  it('jira: search lags behind, so increments overlap', async () => {
    const server = await playing();
    const first = await gather(server);
    server.world.now += MINUTE;
    const late = createIssue(server.world, 'SHOP-1');
    server.world.unindexed.add(late.id);
    server.world.now += MINUTE;
    transition(server.world, 'SHOP-2', '10001');
    const second = await gather(server, { cursor: first.cursor });
    expect(kept(second.pages).items.map(({ id }) => id)).not.toContain(late.id);
    server.world.unindexed.delete(late.id);
    server.world.now += 15 * MINUTE;
    const third = await gather(server, { cursor: second.cursor });
    expect(kept(third.pages).items.map(({ id }) => id)).toEqual([late.id]);
  });

  it.each(['America/Toronto', 'Asia/Shanghai', 'UTC', 'Asia/Kathmandu'])(
    'jira: instants of JQL have minutes, in the zone of the token’s user (%s)',
    async (zone) => {
      const server = await playing({ zone });
      const first = await gather(server);
      server.world.now += 7 * MINUTE;
      transition(server.world, 'OPS-2', '10001');
      server.world.now += 3 * HOUR;
      const second = await gather(server, { cursor: first.cursor });
      expect(kept(second.pages).items.map(({ key }) => key)).toEqual(['OPS-2']);
    },
  );

  it('jira: nothing is lost in the hour that clocks show twice', async () => {
    // Toronto's clocks went back on 2026-11-01 at 06:00 UTC.
    const first = Date.UTC(2026, 10, 1, 5, 20);
    const server = await playing({ edition: 'DATA_CENTER', now: first });
    const { cursor } = await gather(server);
    for (const after of [10, 40, 70]) {
      server.world.now = first + after * MINUTE;
      transition(server.world, 'SHOP-2', after === 40 ? '10001' : '3');
      const next = await gather(server, { cursor });
      expect(kept(next.pages).items.map(({ key }) => key)).toContain('SHOP-2');
    }
  });

  it('jira: a history that a search cuts is read by itself on Data Center, and in bulk on Cloud', async () => {
    const server = await playing({ edition: 'DATA_CENTER' });
    const long = lengthen(server.world, 'SHOP-3', 90);
    const { pages } = await gather(server);
    expect(server.requests.filter(({ path }) => path.endsWith(`/issue/${long.id}`))).toHaveLength(
      1,
    );
    const cloud = await playing({ faults: { mostHistories: 30 } });
    lengthen(cloud.world, 'SHOP-3', 90);
    const other = await gather(cloud);
    const { statusHistory } = itemOf(pages, 'SHOP-3');
    expect(statusHistory.length).toBeGreaterThan(1);
    expect(itemOf(other.pages, 'SHOP-3').statusHistory).toEqual(statusHistory);
    expect(bodiesOf(cloud.requests, '/changelog/bulkfetch').length).toBeGreaterThan(3);
  });

  it('jira: both editions say the same of the same company', async () => {
    const cloud = kept((await gather(await playing())).pages);
    const server = kept((await gather(await playing({ edition: 'DATA_CENTER' }))).pages);
    const comparable = ({ items }: typeof cloud) =>
      items.map(({ assignee: _, assigneeHistory, statusHistory, resolvedAt, ...item }) => ({
        ...item,
        assigned: assigneeHistory.map(({ at }) => at),
        statuses: statusHistory.map(({ at, status }) => [at, status]),
      }));
    expect(comparable(server)).toEqual(comparable(cloud));
  });

  it('jira: boards estimate by different fields, and the project’s board decides', async () => {
    const server = await playing();
    const { items } = kept((await gather(server)).pages);
    const pay = items.filter(({ project }) => project === 'PAY');
    expect(pay.every(({ points }) => points !== null)).toBe(true);
    const named = await gather(server, {}, { storyPoints: 'Story Points' });
    const other = kept(named.pages).items.filter(({ project }) => project === 'PAY');
    expect(other.every(({ points }) => points === null)).toBe(true);
  });

  it('jira: a kanban board has no sprints, and a simple one answers 400', async () => {
    const server = await playing();
    const { pages } = await gather(server);
    expect(kept(pages).sprints).toHaveLength(8);
    const asked = server.requests.filter(({ path }) => path.endsWith('/sprint'));
    expect(asked.map(({ path, status }) => [path.split('/')[5], status])).toEqual([
      ['1', 200],
      ['2', 200],
      ['3', 400],
    ]);
  });

  it('jira: without the right to boards all but sprints is read', async () => {
    const server = await playing({ faults: { withoutBoards: true } });
    const { pages } = await gather(server);
    expect(kept(pages).items).toHaveLength(60);
    expect(kept(pages).sprints).toEqual([]);
  });

  it('jira: a moved issue is one issue under its new key', async () => {
    const server = await playing();
    const first = await gather(server);
    server.world.now += HOUR;
    const moved = moveIssue(server.world, 'SHOP-5', '10012');
    const second = await gather(server, { cursor: first.cursor });
    const { items } = kept([...first.pages, ...second.pages]);
    expect(items).toHaveLength(60);
    expect(items.find(({ id }) => id === moved.id)).toMatchObject({
      ...{ key: moved.key, project: 'OPS', formerKeys: ['SHOP-5'] },
    });
  });

  it('jira: a malformed record is counted beside the good ones', async () => {
    const server = await playing();
    server.faults.malformedIssue = [...server.world.issues.keys()][3]!;
    const { pages } = await gather(server);
    expect(kept(pages).items).toHaveLength(59);
    expect(droppedIn(pages)).toEqual({ MALFORMED_ISSUE: 1 });
  });

  it('jira: what must not be read is in no page', async () => {
    const server = await playing();
    const { pages } = await gather(server, {}, { excludedFields: 'Summary', customFields: 'Team' });
    const text = pages.map(({ body }) => body).join('\n');
    expect(text).not.toContain('Issue 5 of');
    expect(text).not.toContain('old words');
    expect(text).not.toContain(server.token);
    const { items } = kept(pages);
    expect(items.every(({ title, key }) => title === key)).toBe(true);
    expect(items.filter(({ customFields }) => customFields.Team).length).toBe(30);
  });

  it('jira: 429 with and without Retry-After, and 503 that says why', async () => {
    const server = await playing();
    let count = 0;
    server.faults.before = ({ url }) => {
      if (!url.pathname.endsWith('/search/jql')) return null;
      count += 1;
      if (count === 1) return { status: 429, headers: { 'retry-after': '1' } };
      return count === 2
        ? { status: 503, headers: { 'retry-after': '0', 'ratelimit-reason': 'jira-burst-based' } }
        : null;
    };
    const { pages } = await gather(server);
    expect(kept(pages).items).toHaveLength(60);
    server.faults.before = ({ url }) =>
      url.pathname.endsWith('/search/jql') ? { status: 429 } : null;
    await expect(gather(server, { limits: createLimits(() => 0.5) })).rejects.toMatchObject({
      name: 'LimitReached',
    });
  });

  it('jira: a broken connection and a failure of the server are asked again', async () => {
    const server = await playing();
    let count = 0;
    server.faults.before = () => {
      count += 1;
      if (count === 3) return 'DROP';
      return count === 6 ? { status: 502 } : null;
    };
    const { pages } = await gather(server);
    expect(kept(pages).items).toHaveLength(60);
  });
});
