import { describe, expect, it } from 'vitest';
import { jenkins } from '../../../src/providers/jenkins/index.js';
import { witnessed } from '../http/vendor-server.js';
import { addBuild, stagesFrom } from '../play/jenkins/generator.js';
import { endBuilds, makeAgain, rotate } from '../play/jenkins/mutations.js';
import type { Item, World } from '../play/jenkins/types.js';
import { gather, newItem, playing, runsIn, settingsOf, worldOf } from './support.js';

const START = Date.UTC(2026, 3, 1);
const HOUR = 3_600_000;

const addMany = (world: World, job: Item, count: number): void => {
  for (let index = 0; index < count; index += 1)
    addBuild(world, job, {
      ...{ timestamp: START + index * HOUR, duration: 60_000, result: 'SUCCESS', actions: [{}] },
    });
};

/** A server with one free-style job of so many builds. */
const onlyJob = (count: number, kind: Item['kind'] = 'FREE_STYLE') => {
  const job = newItem(kind, 'only');
  const world = worldOf([job]);
  addMany(world, job, count);
  return { job, world };
};
const numbersOf = (runs: readonly { readonly number: string | null }[]): readonly number[] =>
  runs.map(({ number }) => Number(number));

describe('builds of Jenkins', () => {
  it('jenkins 1: more than 100 builds of a job are read, by slices', async () => {
    const { world } = onlyJob(250);
    const server = await playing({ world });
    const { pages } = await gather(server);
    const numbers = numbersOf(runsIn(pages));
    expect(numbers).toEqual(Array.from({ length: 250 }, (_, index) => 250 - index));
    // 250 builds are three slices of 100, each of which begins with the last of the one before.
    const slices = server.requests.filter(({ url }) => url.includes('allBuilds'));
    expect(slices.map(({ url }) => /%7B(\d+)%2C(\d+)%7D/.exec(url)?.slice(1))).toEqual([
      ['0', '100'],
      ['99', '199'],
      ['198', '298'],
    ]);
  });

  it('jenkins 2: no question asks for builds without a range, or to a depth', async () => {
    const server = await playing();
    await gather(server);
    for (const { url, status } of server.requests) {
      expect(status).not.toBe(503);
      expect(url).not.toContain('depth=');
      if (url.includes('allBuilds')) expect(url).toMatch(/%7B\d+%2C\d+%7D$/);
    }
  });

  it('jenkins 3: a build that goes on has no end, and is read again until it has one', async () => {
    const { job, world } = onlyJob(2);
    addBuild(world, job, { timestamp: START + 9 * HOUR, duration: 0, result: null, actions: [] });
    const server = await playing({ world });
    const first = await gather(server);
    expect(runsIn(first.pages)[0]).toMatchObject({ status: 'RUNNING', endedAt: null, number: '3' });
    endBuilds(job, 'FAILURE', 5_000);
    const second = await gather(server, { cursor: first.cursor });
    expect(runsIn(second.pages)).toMatchObject([
      { number: '3', status: 'FAILURE', endedAt: START + 9 * HOUR + 5_000 },
    ]);
    expect((await gather(server, { cursor: second.cursor })).pages).toEqual([]);
  });

  it('jenkins 4: a pipeline begins when it leaves the queue, and ends with its time', async () => {
    const { job, world } = onlyJob(0, 'PIPELINE');
    const queued = 7_000;
    addBuild(world, job, {
      ...{ timestamp: START, duration: 60_000, result: 'SUCCESS', actions: [], queued },
      stages: stagesFrom(START + queued, [['build', 53_000, 'SUCCESS']]),
    });
    const { pages } = await gather(await playing({ world }));
    expect(runsIn(pages)).toMatchObject([{ startedAt: START + 7_000, endedAt: START + 60_000 }]);
    const plain = onlyJob(1);
    const { pages: other } = await gather(await playing({ world: plain.world }));
    expect(runsIn(other)).toMatchObject([{ startedAt: START, endedAt: START + 60_000 }]);
  });

  it('jenkins 10: a root address of the server’s own settings is not asked', async () => {
    const { world } = onlyJob(1);
    world.root = 'http://127.0.0.1:1/elsewhere/';
    const server = await playing({ world, prefix: '/ci' });
    const { pages } = await gather(server);
    expect(runsIn(pages)).toMatchObject([{ url: `${server.url}/ci/job/only/1/` }]);
  });

  it('jenkins 11: builds that the rotation of logs took, and deleted jobs, are no deletions', async () => {
    const { job, world } = onlyJob(30);
    const server = await playing({ world });
    const { cursor } = await gather(server);
    rotate(job, 2);
    world.items.push(newItem('FREE_STYLE', 'other'));
    for (const pass of ['INCREMENT', 'SWEEP'] as const) {
      const { pages } = await gather(server, { cursor, pass });
      expect(pages.flatMap((page) => jenkins.toFacts(page).tombstones ?? [])).toEqual([]);
      expect(runsIn(pages)).toEqual([]);
    }
    world.items.shift();
    const { pages } = await gather(server, { cursor, pass: 'SWEEP' });
    expect(pages.flatMap((page) => jenkins.toFacts(page).tombstones ?? [])).toEqual([]);
  });

  it('jenkins 12: a job that was made again has other builds under the same numbers', async () => {
    const { job, world } = onlyJob(3);
    const server = await playing({ world });
    const first = await gather(server);
    makeAgain(world, job, START + 100 * HOUR);
    const second = await gather(server, { cursor: first.cursor });
    expect(numbersOf(runsIn(second.pages))).toEqual([1]);
    // Made again once more, with more builds than were known: all of them are new.
    job.builds = [];
    addMany(world, job, 5);
    for (const build of job.builds) build.timestamp += 200 * HOUR;
    const third = await gather(server, { cursor: second.cursor });
    expect(numbersOf(runsIn(third.pages))).toEqual([5, 4, 3, 2, 1]);
    const ids = [first, second, third].flatMap(({ pages }) => runsIn(pages).map(({ id }) => id));
    expect(new Set(ids).size).toBe(3 + 1 + 5);
  });

  it('goes on below a build that was deleted while a job is read', async () => {
    const { job, world } = onlyJob(250);
    const server = await playing({ world });
    const first = await gather(server, { budget: { pages: 1 } });
    job.builds = job.builds.filter(({ number }) => number < 200 || number > 240);
    const second = await gather(server, { cursor: first.cursor });
    const read = new Set(numbersOf(runsIn([...first.pages, ...second.pages])));
    expect(read.size).toBe(250);
  });
});

describe('jobs of Jenkins', () => {
  it('jenkins 8: jobs are found in folders of any depth, each once, under their full names', async () => {
    const deep = newItem('FREE_STYLE', 'deep');
    const folders = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const nested = folders.reduceRight((below, name) => newItem('FOLDER', name, [below]), deep);
    const world = worldOf([nested, newItem('FOLDER', 'x', [newItem('FREE_STYLE', 'deep')])]);
    addMany(world, deep, 1);
    addMany(world, world.items[1]!.items[0]!, 1);
    const server = await playing({ world });
    const { pages } = await gather(server);
    expect(runsIn(pages).map(({ pipeline, project }) => [pipeline, project])).toEqual([
      ['a/b/c/d/e/f/g/deep', 'a/b/c/d/e/f/g'],
      ['x/deep', 'x'],
    ]);
    const { pages: some } = await gather(server, {}, { jobs: 'a/b' });
    expect(runsIn(some).map(({ pipeline }) => pipeline)).toEqual(['a/b/c/d/e/f/g/deep']);
  });

  it('jenkins 9: a branch with a slash is asked by the path that Jenkins gives, and called by its name', async () => {
    const branch = newItem('PIPELINE', 'feature%2Fbuoy');
    const world = worldOf([newItem('MULTIBRANCH', 'shop', [branch])]);
    addMany(world, branch, 1);
    const server = await playing({ world });
    const { pages } = await gather(server);
    expect(runsIn(pages)).toMatchObject([
      {
        ...{ pipeline: 'shop', branch: 'feature/buoy' },
        url: `${server.url}/job/shop/job/feature%252Fbuoy/1/`,
      },
    ]);
    const asked = server.requests.filter(({ path }) => path.includes('feature'));
    for (const { path } of asked) expect(path).toContain('feature%252Fbuoy');
  });

  it('jenkins 15: a login page is not taken for Jenkins, and what anonymous users see is not believed', async () => {
    const server = await playing();
    const check = (given: Readonly<Record<string, string>>) =>
      jenkins.check(settingsOf(server, given), witnessed().context);
    const wrong = await check({ token: 'planted-and-wrong' });
    expect(wrong).toMatchObject({
      ok: false,
      items: [{ message: expect.stringMatching(/token/) }],
    });
    const anonymous = { name: 'anonymous', anonymous: true, authenticated: true };
    server.faults.add({ effect: { kind: 'ANSWER', status: 200, body: anonymous } });
    expect((await check({})).items).toMatchObject([
      { ok: false, message: expect.stringMatching(/does not take the token/) },
    ]);
    const page = '<html><body>Sign in to Jenkins</body></html>';
    server.faults.add({ effect: { kind: 'ANSWER', status: 403, body: page } });
    expect((await check({})).items).toMatchObject([
      { ok: false, message: expect.stringMatching(/Overall\/Read/) },
    ]);
    for (const { method } of server.requests) expect(method).toBe('GET');
    expect((await check({})).items[0]!.message).toMatch(/reader is logged in to Jenkins 2\.\d+/);
  });
});
