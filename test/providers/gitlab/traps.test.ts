import { describe, expect, it } from 'vitest';
import { gitlab } from '../../../src/providers/gitlab/index.js';
import { answerJson, startVendor, witnessed } from '../http/vendor-server.js';
import { iso } from '../play/gitlab/elements.js';
import { merge, moveProject, rename } from '../play/gitlab/mutations.js';
import { addOpen, DAY, HOUR, NOW, oneProject } from './made.js';
import { askedOf, factsIn, gather, playing, settingsOf, tombstonesIn } from './support.js';

const none = { tags: 'false' };

describe('reading GitLab', () => {
  it('gitlab 1: no list is asked by an offset that grows, and ties of more than a page are read', async () => {
    const { world, shop } = oneProject();
    for (let count = 0; count < 65; count += 1) {
      const one = addOpen(world, shop, 40);
      // A migration touched 45 of them at one instant.
      if (count < 45) one.fields.updated_at = iso(NOW - 2 * HOUR);
      else one.fields.updated_at = iso(NOW - HOUR - count * 1_000);
    }
    const server = await playing({ world });
    const { pages, cursor } = await gather(server, {}, none);
    const numbers = factsIn(pages, 'PULL_REQUEST').map(({ number }) => number);
    expect(numbers.toSorted((left, right) => left - right)).toEqual(
      Array.from({ length: 65 }, (_, index) => index + 1),
    );
    const before = server.requests.length;
    for (const one of shop.mergeRequests.values()) one.fields.updated_at = iso(NOW + HOUR);
    world.now = NOW + 2 * HOUR;
    shop.last_activity_at = iso(NOW + HOUR);
    const next = await gather(server, { cursor }, none);
    expect(new Set(factsIn(next.pages, 'PULL_REQUEST').map(({ number }) => number)).size).toBe(65);
    const lists = askedOf(server).filter((url) => /merge_requests\?/.test(url));
    expect(lists.every((url) => Number(/[?&]page=(\d+)/.exec(url)?.[1]) <= 4)).toBe(true);
    expect(server.requests.length).toBeGreaterThan(before);
  });

  it('a server that answers every page with the first ends no run late', async () => {
    const { world, shop } = oneProject();
    for (let count = 0; count < 30; count += 1)
      addOpen(world, shop, 40).fields.updated_at = iso(NOW - 2 * HOUR);
    shop.last_activity_at = iso(NOW);
    const server = await playing({ world });
    const change = (body: unknown) =>
      [...shop.mergeRequests.values()].slice(0, 20).map(({ fields }) => fields) ?? body;
    const when = ({ path }: { readonly path: string }) => path.endsWith('/merge_requests');
    server.faults.add({ effect: { kind: 'CHANGE', change }, when, times: 99 });
    const { lines, cursor } = await gather(server, {}, none);
    const again = await gather(server, { cursor }, none);
    for (const said of [lines, again.lines])
      expect(said.join('\n')).toMatch(/harbour\/shop lists a page of merge_requests again/);
  });

  it('gitlab 1: projects are asked by the last id, whose list has no end at 50,000', async () => {
    const { world, shop } = oneProject();
    for (let count = 1; count < 103; count += 1)
      world.projects.push({ ...shop, id: shop.id + count, path: `harbour/p${count}` });
    const server = await playing({ world });
    const { pages } = await gather(server, {}, { ...none, mergeRequests: 'false' });
    expect(factsIn(pages, 'REPOSITORY')).toHaveLength(103);
    const asked = askedOf(server).filter((url) => url.startsWith('/projects?'));
    expect(asked.map((url) => /id_after=(\d+)/.exec(url)?.[1] ?? null)).toEqual([
      null,
      String(shop.id + 99),
    ]);
  });

  it('gitlab 4: events are asked where the merge lacks its instant, and nowhere else', async () => {
    const { world, shop } = oneProject();
    const [ada] = world.users;
    for (const hours of [30, 20])
      merge(world, shop, addOpen(world, shop, hours), { at: NOW - HOUR, by: ada! });
    shop.mergeRequests.get(1)!.fields.merged_at = null;
    const server = await playing({ world });
    const { pages } = await gather(server, {}, none);
    expect(factsIn(pages, 'PULL_REQUEST').map(({ mergedAt }) => mergedAt)).toEqual([
      NOW - HOUR,
      NOW - HOUR,
    ]);
    const asked = askedOf(server).filter((url) => url.includes('resource_state_events'));
    expect(asked.map((url) => url.split('?')[0])).toEqual([
      `/projects/${shop.id}/merge_requests/1/resource_state_events`,
    ]);
  });

  it('gitlab 7: neither approvals nor their rules are asked for, which need a paid tier', async () => {
    const server = await playing();
    await gather(server);
    expect(askedOf(server).filter((url) => /approval/.test(url))).toEqual([]);
  });

  it('gitlab 10: a moved project keeps its id, and what shows its name is read again', async () => {
    const { world, shop } = oneProject();
    addOpen(world, shop, 30);
    const server = await playing({ world });
    const { cursor } = await gather(server, {}, none);
    moveProject(shop, 'quay/store');
    const { pages } = await gather(server, { cursor }, none);
    expect(factsIn(pages, 'REPOSITORY').map(({ id, name }) => [id, name])).toEqual([
      [`gitlab:${new URL(server.url).host}:${shop.id}`, 'quay/store'],
    ]);
    expect(factsIn(pages, 'PULL_REQUEST')[0]?.url).toContain('/quay/store/-/merge_requests/1');
  });

  it('gitlab 10: a redirect to another host is refused, so that the token goes nowhere else', async () => {
    const other = await startVendor((_, response) => answerJson(response, []));
    const moved = await startVendor((_, response) => {
      response.writeHead(301, { location: `${other.base.href}api/v4/projects` });
      response.end();
    });
    const settings = gitlab.settings.parse({
      baseUrl: moved.base.origin,
      token: 'glpat-secret-of-reader',
    });
    const { context } = witnessed({ now: NOW });
    const run = { ...context, pass: 'INCREMENT' as const, since: null, cursor: null };
    const pages = gitlab.collect(settings, { ...run, budget: { pages: 9 } });
    await expect(Array.fromAsync(pages)).rejects.toThrow(/redirects to .* base URL/);
    expect(other.asked).toEqual([]);
  });

  it('gitlab 11: a project whose activity stands still for an hour is not passed over', async () => {
    const { world, shop } = oneProject();
    const one = addOpen(world, shop, 30);
    shop.last_activity_at = iso(NOW - 20 * 60_000);
    const server = await playing({ world });
    const { cursor } = await gather(server, {}, none);
    world.now = NOW + 10 * 60_000;
    rename(shop, one, 'Renamed', world.now - 1_000);
    expect(shop.last_activity_at).toBe(iso(NOW - 20 * 60_000));
    const { pages } = await gather(server, { cursor }, none);
    expect(factsIn(pages, 'PULL_REQUEST').map(({ title }) => title)).toEqual(['Renamed']);
  });

  it('gitlab 11: a project in which nothing happened for days is not asked for its lists', async () => {
    const { world, shop } = oneProject();
    const one = addOpen(world, shop, 30 * 24);
    const server = await playing({ world });
    const { cursor } = await gather(server);
    const before = server.requests.length;
    world.now = NOW + 10 * 60_000;
    await gather(server, { cursor });
    expect(
      askedOf(server)
        .slice(before)
        .map((url) => url.split('?')[0]),
    ).toEqual(['/projects']);
    // Labels move no activity: the sweep finds what they change.
    one.fields.updated_at = iso(world.now - 1_000);
    one.fields.labels = ['late'];
    const { pages } = await gather(server, { cursor, pass: 'SWEEP' });
    expect(factsIn(pages, 'PULL_REQUEST').map(({ labels }) => labels)).toEqual([['late']]);
  });

  it('gitlab 19: hooks of groups need a paid tier, so deliveries of a project and of a server say the same', () => {
    const opened = [
      { object_kind: 'tag_push', project_id: 7, project: { id: 7 } },
      { event_name: 'tag_push', project_id: 7 },
    ].map((body) =>
      gitlab.open!({ headers: {}, receivedAt: NOW, body: Buffer.from(JSON.stringify(body)) }),
    );
    expect(opened.map(({ nudges }) => nudges)).toEqual([['tags/7'], ['tags/7']]);
  });

  it('gitlab 20: an older server, and one without limits and totals, is read by what it answers', async () => {
    const { world, shop } = oneProject();
    for (let count = 0; count < 25; count += 1) addOpen(world, shop, 30 + count);
    const server = await playing({ world });
    world.version = '15.11.2';
    const { context } = witnessed({ now: NOW });
    const report = await gitlab.check(settingsOf(server), context);
    expect(report).toMatchObject({ ok: false });
    expect(report.items.filter(({ ok }) => !ok).map(({ message }) => message)).toEqual([
      'GitLab 15.11.2 is too old: 16.0 is needed.',
    ]);
    // A proxy that passes on no header leaves the pages.
    const proxy = await startVendor(({ path, headers }, response) => {
      const asked = { headers: { authorization: headers.authorization ?? '' } };
      fetch(server.url + path, asked).then(
        async (answer) => answerJson(response, await answer.json(), {}, answer.status),
        () => response.destroy(),
      );
    });
    const { pages } = await gather(server, {}, { ...none, baseUrl: proxy.base.origin });
    expect(factsIn(pages, 'PULL_REQUEST')).toHaveLength(25);
  });

  it('gitlab 21: instants are written so that no sign of them is lost', async () => {
    const server = await playing();
    await gather(server);
    const instants = server.requests.flatMap(({ url }) => {
      const query = new URL(url, 'http://play').searchParams;
      return [query.get('updated_after'), query.get('updated_before')].filter((at) => at !== null);
    });
    expect(instants.length).toBeGreaterThan(0);
    expect(instants.filter((at) => !/^[\d-]+T[\d:.]+Z$/.test(at))).toEqual([]);
  });

  it('an update dated in the future does not become the cursor', async () => {
    const { world, shop } = oneProject();
    addOpen(world, shop, 30).fields.updated_at = iso(NOW + 300 * DAY);
    const second = addOpen(world, shop, 20);
    const server = await playing({ world });
    const { cursor } = await gather(server, {}, none);
    world.now = NOW + HOUR;
    rename(shop, second, 'Renamed', world.now - 60_000);
    const { pages } = await gather(server, { cursor }, none);
    expect(factsIn(pages, 'PULL_REQUEST').map(({ title }) => title)).toEqual(['Renamed']);
  });

  it('a project that the token no longer sees is kept, unless its group’s list shows that it is gone', async () => {
    const { world, shop } = oneProject();
    const till = { ...shop, id: shop.id + 1, path: 'harbour/till', mergeRequests: new Map() };
    world.projects.push(till);
    const server = await playing({ world });
    const { cursor } = await gather(server);
    world.projects = [shop];
    const hidden = await gather(server, { cursor, pass: 'SWEEP' });
    expect(tombstonesIn(hidden.pages)).toEqual([]);
    expect(hidden.lines.join('\n')).toMatch(/harbour\/till is gone, or hidden/);
    world.projects = [shop, till];
    const byGroup = await gather(server, {}, { groups: 'harbour' });
    world.projects = [shop];
    const gone = await gather(
      server,
      { cursor: byGroup.cursor, pass: 'SWEEP' },
      { groups: 'harbour' },
    );
    expect(tombstonesIn(gone.pages).map(({ kind, id }) => [kind, id.split(':').at(-1)])).toEqual([
      ['REPOSITORY', String(till.id)],
    ]);
  });
});
