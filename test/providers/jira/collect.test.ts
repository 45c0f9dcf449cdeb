import { describe, expect, it } from 'vitest';
import type { CollectContext, Page } from '../../../src/providers/provider.js';
import { closeSprint, renameProject, transition } from '../play/jira/mutations.js';
import type { Edition } from '../play/jira/render.js';
import type { PlayJira } from '../play/jira/server.js';
import { timeOf } from '../play/jira/vendor-time.js';
import { gather, itemOf, kept, playing } from './support.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const editions: readonly Edition[] = ['CLOUD', 'DATA_CENTER'];

/** Requests that bring issues or histories, as they were asked. */
const fetches = ({ requests }: PlayJira): string[] =>
  requests
    .filter(({ path }) => /bulkfetch$|(?<!project)\/search(?:\/jql)?$/.test(path))
    .map(({ path, body }) => `${path} ${JSON.stringify(body)}`);

/** Runs with one page each until there is no more, as if killed after every page. */
async function inSteps(server: PlayJira, more: Partial<CollectContext> = {}): Promise<Page[]> {
  const pages: Page[] = [];
  let cursor: string | null = null;
  for (;;) {
    const step: Awaited<ReturnType<typeof gather>> = await gather(server, {
      ...{ cursor, budget: { pages: 1 } },
      ...more,
    });
    if (step.pages.length === 0) return pages;
    pages.push(...step.pages);
    cursor = step.cursor;
  }
}

describe.each(editions)('a sync of Jira (%s)', (edition) => {
  it('brings in all issues, sprints and versions, the newest issues first', async () => {
    const server = await playing({ edition, size: 240 });
    const { pages } = await gather(server);
    const { items, sprints, versions } = kept(pages);
    expect(items).toHaveLength(240);
    expect(sprints).toHaveLength(8);
    expect(versions).toHaveLength(3);
    const updated = pages
      .filter(({ kind }) => kind === 'issues')
      .map(({ body }) => {
        const { issues } = JSON.parse(body) as { issues: { fields: { updated: string } }[] };
        return Math.max(...issues.map(({ fields }) => timeOf(fields.updated)));
      });
    expect(updated.length).toBeGreaterThan(2);
    expect(updated).toEqual(updated.toSorted((left, right) => right - left));
  });

  it('brings nothing where nothing changed', async () => {
    const server = await playing({ edition });
    const first = await gather(server);
    server.world.now += 15 * MINUTE;
    const second = await gather(server, { cursor: first.cursor });
    expect(second.pages).toEqual([]);
  });

  it('brings what changed once, although increments overlap', async () => {
    const server = await playing({ edition });
    const first = await gather(server);
    server.world.now += 10 * MINUTE;
    transition(server.world, 'SHOP-2', '10002');
    const second = await gather(server, { cursor: first.cursor });
    expect(kept(second.pages).items.map(({ key }) => key)).toEqual(['SHOP-2']);
    expect(itemOf(second.pages, 'SHOP-2')).toMatchObject({
      statusCategory: 'DONE',
      resolvedAt: server.world.now,
    });
    server.world.now += 2 * MINUTE;
    const third = await gather(server, { cursor: second.cursor });
    expect(third.pages).toEqual([]);
  });

  it('fetches no page twice when it is cut off after every page', async () => {
    const server = await playing({ edition, size: 240 });
    const whole = await gather(server);
    const other = await playing({ edition, size: 240 });
    const pages = await inSteps(other);
    expect(kept(pages).facts).toEqual(kept(whole.pages).facts);
    const asked = fetches(other).filter((one) => !/changelog|"key in/.test(one));
    const repeated = asked.length - new Set(asked).size;
    // The increment after the end of the backfill finds nothing and leaves no page.
    expect(repeated).toBeLessThanOrEqual(1);
  });

  it('goes on after an answer that never came', async () => {
    let isBroken = false;
    const server = await playing({ edition, size: 240, faults: {} });
    const whole = await gather(server);
    server.faults.before = ({ url }) => {
      if (!(isBroken && /search/.test(url.pathname))) return null;
      return { status: 400 };
    };
    const half = await gather(server, { budget: { pages: 6 } });
    isBroken = true;
    await expect(gather(server, { cursor: half.cursor })).rejects.toThrow('400');
    isBroken = false;
    const rest = await gather(server, { cursor: half.cursor });
    expect(kept([...half.pages, ...rest.pages]).facts).toEqual(kept(whole.pages).facts);
  });

  it('ends in the same state in any order and twice', async () => {
    const server = await playing({ edition });
    const first = await gather(server);
    server.world.now += 10 * MINUTE;
    transition(server.world, 'PAY-3', '10002');
    const second = await gather(server, { cursor: first.cursor });
    const pages = [...first.pages, ...second.pages];
    const { facts } = kept(pages);
    expect(kept(pages.toReversed()).facts).toEqual(facts);
    expect(kept([...pages, ...pages]).facts).toEqual(facts);
    const rebuilt = await gather(server);
    expect(kept(rebuilt.pages).items).toEqual(kept(pages).items);
  });

  it('reads a new project from the beginning and all others onward', async () => {
    const server = await playing({ edition });
    const first = await gather(server, {}, { projects: 'SHOP' });
    expect(new Set(kept(first.pages).items.map(({ project }) => project))).toEqual(
      new Set(['SHOP']),
    );
    server.world.now += HOUR;
    const second = await gather(server, { cursor: first.cursor }, { projects: 'SHOP, PAY' });
    expect(new Set(kept(second.pages).items.map(({ project }) => project))).toEqual(
      new Set(['PAY']),
    );
  });

  it('reads issues again under their new keys where a project is renamed', async () => {
    const server = await playing({ edition });
    const first = await gather(server);
    server.world.now += HOUR;
    renameProject(server.world, '10011', 'CASH');
    const second = await gather(server, { cursor: first.cursor });
    const { items } = kept([...first.pages, ...second.pages]);
    expect(items.some(({ key }) => key.startsWith('PAY-'))).toBe(false);
    expect(items.some(({ key }) => key.startsWith('CASH-'))).toBe(true);
    expect(items).toHaveLength(60);
  });

  it('brings a sprint that was closed, and says when', async () => {
    const server = await playing({ edition });
    const first = await gather(server);
    server.world.now += HOUR;
    const id = closeSprint(server.world);
    const second = await gather(server, { cursor: first.cursor });
    const sprint = kept(second.pages).sprints.find((one) => one.id === String(id));
    expect(sprint).toMatchObject({ state: 'CLOSED', completedAt: server.world.now });
    server.world.now += HOUR;
    const third = await gather(server, { cursor: second.cursor });
    expect(third.pages).toEqual([]);
  });

  it('never lets its cursor pass our clock, nor the site’s', async () => {
    const server = await playing({ edition });
    const behind = server.world.now - 2 * HOUR;
    const { cursor } = await gather(server, { now: behind });
    const { projects } = JSON.parse(cursor!) as { projects: Record<string, { until: number }> };
    expect(Object.values(projects).map(({ until }) => until)).toEqual(Array(3).fill(behind));
    const ahead = server.world.now + 2 * HOUR;
    const other = await gather(server, { now: ahead });
    const after = JSON.parse(other.cursor!) as typeof projects & { projects: typeof projects };
    for (const { until } of Object.values(after.projects)) expect(until).toBe(server.world.now);
  });

  it('begins again from a cursor that it cannot read', async () => {
    const server = await playing({ edition });
    const { pages } = await gather(server, { cursor: '{"version":0}' });
    expect(kept(pages).items).toHaveLength(60);
  });

  it('reads as far back as it is set, the settings’ day or 180 days', async () => {
    const server = await playing({ edition });
    const count = async (more: Partial<CollectContext>, given: Record<string, string> = {}) =>
      kept((await gather(server, more, given)).pages).items.length;
    const all = await count({});
    expect(all).toBe(60);
    const since = server.world.now - 40 * 24 * HOUR;
    const some = await count({ since });
    expect(some).toBeLessThan(all);
    expect(await count({}, { since: new Date(since).toISOString().slice(0, 10) })).toBe(some);
  });

  it('needs few calls: a page of issues costs three at the most', async () => {
    const server = await playing({ edition, size: 600 });
    const { pages } = await gather(server);
    const issues = pages.filter(({ kind }) => kind === 'issues').length;
    expect(server.requests.length).toBeLessThanOrEqual(3 * issues + 25);
  });
});
