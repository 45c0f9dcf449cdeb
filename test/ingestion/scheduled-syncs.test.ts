import { describe, expect, it, onTestFinished } from 'vitest';
import type { Ingestion } from '../../src/ingestion/ingestion.js';
import type { Viewer } from '../../src/model/access.js';
import { answerJson } from '../providers/http/vendor-server.js';
import { databaseKinds } from '../storage/databases.js';
import { type Played, startTool } from './play-tool.js';
import { useHttpTool } from './use-http-tool.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const POLL = { timeout: 20_000 };

const refusing =
  (
    path: string,
    status: number,
    headers: Readonly<Record<string, string>> = {},
  ): Played['before'] =>
  (asked, response) => {
    if (!asked.path.startsWith(path)) return false;
    answerJson(response, { message: 'Not now' }, headers, status);
    return true;
  };
/** The cursor of the tool. */
const at = (items: number, all: number) => JSON.stringify({ items, all });
const nothing: Played['before'] = () => false;

describe.each(databaseKinds)('syncs by the clock in the %s database', (kind) => {
  const { process, connected } = useHttpTool(kind);

  /** A process whose clock the test moves on, and that looks often. */
  const running = () => {
    let shift = 0;
    const clock = () => Date.now() + shift;
    const ingestion = process({}, { clock, random: () => 0.5 });
    const moveOn = (milliseconds: number) => {
      shift += milliseconds;
    };
    onTestFinished(() => ingestion.close());
    const start = () => ingestion.schedule.start({ lookMilliseconds: 50 });
    return { ingestion, clock, moveOn, start };
  };
  const runsOf = async (ingestion: Ingestion, viewer: Viewer, number: number) =>
    (await ingestion.runs(viewer, number, { first: 20, after: null })).items
      .map(({ item }) => `${item.pass} ${item.status}`)
      .toReversed();

  it('that meet a limit end with what they have, and go on at its reset', async () => {
    const tool = await startTool();
    const { viewer, account, number } = await connected(tool);
    const { ingestion, clock, moveOn, start } = running();
    const resetsAt = Math.ceil(clock() / 1000 + 600) * 1000;
    const reset = { 'x-ratelimit-reset': String(resetsAt / 1000) };
    tool.played.before = refusing('/items?page=2', 429, reset);
    const run = await ingestion.sync(account, number);
    expect(run).toMatchObject({ status: 'DEFERRED', counts: { pages: 2 } });
    expect(run.message).toContain(new Date(resetsAt).toISOString());
    const rests = await ingestion.integration(viewer, number);
    expect(rests).toMatchObject({
      nextAt: resetsAt,
      cursor: at(1, 0),
      failures: 0,
      lastSyncedAt: null,
    });
    expect(await ingestion.healths(viewer, [rests!])).not.toContain('CRITICAL');
    tool.played.before = nothing;
    const before = tool.asked.length;
    start();
    moveOn(9 * MINUTE);
    expect(tool.asked.length).toBe(before);
    moveOn(2 * MINUTE);
    await expect
      .poll(() => runsOf(ingestion, viewer, number), POLL)
      .toEqual(['INCREMENT DEFERRED', 'INCREMENT SUCCEEDED']);
    expect(tool.count('/items')).toBe(4);
  });

  it('that fail are tried again later and later, until one succeeds', async () => {
    const tool = await startTool({ before: refusing('/items', 404) });
    const { viewer, account, number } = await connected(tool);
    const { ingestion, clock } = running();
    const waits: number[] = [];
    for (let time = 0; time < 3; time += 1) {
      await ingestion.sync(account, number);
      const { nextAt } = (await ingestion.integration(viewer, number))!;
      waits.push(Math.round((nextAt! - clock()) / MINUTE));
    }
    expect(waits).toEqual([2, 4, 8]);
    tool.played.before = nothing;
    await ingestion.sync(account, number);
    const { nextAt, failures } = (await ingestion.integration(viewer, number))!;
    expect(failures).toBe(0);
    expect(Math.round((nextAt! - clock()) / MINUTE)).toBe(15);
  });

  it('sweep once a day, which neither moves the cursor of increments nor is lost when it is cut off', async () => {
    const tool = await startTool();
    const { viewer, account, number } = await connected(tool);
    const { ingestion, moveOn, start } = running();
    await ingestion.sync(account, number);
    expect(tool.count('/all')).toBe(0);
    moveOn(25 * HOUR);
    tool.played.before = refusing('/all?page=2', 404);
    start();
    await expect
      .poll(() => runsOf(ingestion, viewer, number), POLL)
      .toEqual(['INCREMENT SUCCEEDED', 'SWEEP FAILED']);
    const cut = await ingestion.integration(viewer, number);
    expect(cut).toMatchObject({ cursor: at(3, 1), failures: 0 });
    tool.played.before = nothing;
    moveOn(61 * MINUTE);
    await expect
      .poll(async () => (await runsOf(ingestion, viewer, number)).slice(2), POLL)
      .toEqual(['INCREMENT SUCCEEDED', 'SWEEP SUCCEEDED']);
    const swept = await ingestion.integration(viewer, number);
    expect(swept).toMatchObject({ cursor: at(3, 0) });
    const pages = tool.asked.flatMap(({ path }) => /^\/all\?page=(\d)/.exec(path)?.[1] ?? []);
    expect(pages).toEqual(['1', '2', '2', '3']);
  });

  it('of a long history leave the others their turn', async () => {
    const rhythm = { minutes: 15, pages: 1, sweepHours: null };
    const ingestion = process({ rhythm });
    onTestFinished(() => ingestion.close());
    const tools = await Promise.all([6, 1, 1, 1, 1].map((pages) => startTool({ pages })));
    const all = [];
    for (const tool of tools) all.push(await connected(tool));
    ingestion.schedule.start({ lookMilliseconds: 50 });
    const [{ viewer, number }] = all as [(typeof all)[number]];
    await expect
      .poll(async () => (await ingestion.integration(viewer, number))?.lastSyncedAt, POLL)
      .not.toBeNull();
    const long = await ingestion.runs(viewer, number, { first: 20, after: null });
    expect(long.items.length).toBeGreaterThan(3);
    expect(new Set(long.items.slice(1).map(({ item }) => item.status))).toEqual(
      new Set(['DEFERRED']),
    );
    const second = long.items.at(-2)!.item.startedAt;
    for (const other of all.slice(1)) {
      const runs = await ingestion.runs(other.viewer, other.number, { first: 20, after: null });
      expect(runs.items.at(-1)!.item.startedAt).toBeLessThanOrEqual(second + 2000);
    }
  });

  it('wait while it is paused, and begin at once when it is resumed', async () => {
    const tool = await startTool();
    const { viewer, account, number } = await connected(tool);
    const { ingestion, moveOn, start } = running();
    await ingestion.sync(account, number);
    await ingestion.pause(viewer, number);
    moveOn(HOUR);
    start();
    await ingestion.resume(viewer, number);
    await expect.poll(async () => (await runsOf(ingestion, viewer, number)).length, POLL).toBe(2);
  });

  it('are gone on with after a kill at any page, with one page asked for again at the most', async () => {
    const pages = 4;
    for (let kept = 1; kept <= pages; kept += 1) {
      const tool = await startTool({ pages });
      const { account, number } = await connected(tool);
      const killed = new AbortController();
      const first = await process().sync(account, number, {
        signal: killed.signal,
        onProgress: ({ counts }) => counts.pages === kept && killed.abort(),
      });
      expect(first).toMatchObject({ status: 'INTERRUPTED', counts: { pages: kept } });
      const second = await process().sync(account, number);
      expect(second.status).toBe('SUCCEEDED');
      const repeated = tool.count('/items') - pages;
      expect(repeated).toBeGreaterThanOrEqual(0);
      expect(repeated).toBeLessThanOrEqual(1);
    }
  });
});
