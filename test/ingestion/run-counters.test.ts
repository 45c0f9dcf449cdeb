import { describe, expect, it } from 'vitest';
import { answerJson } from '../providers/http/vendor-server.js';
import { databaseKinds } from '../storage/databases.js';
import { startTool } from './play-tool.js';
import { useHttpTool } from './use-http-tool.js';

describe.each(databaseKinds)('what a run counts in the %s database', (kind) => {
  const { connected, process } = useHttpTool(kind);

  it('is each call, what was saved, and what the tool says is left', async () => {
    const tool = await startTool();
    const { account, number } = await connected(tool);
    const run = await process().sync(account, number);
    expect(run).toMatchObject({ status: 'SUCCEEDED', message: null });
    expect(run.counts.calls).toEqual({
      ...{ made: 4, saved: 0, remaining: 4000, resetsAt: 2_000_000_000_000 },
    });
    expect(run.counts.calls!.made).toBe(tool.asked.length - tool.count('/me'));
  });

  it('is written with each page, to be watched', async () => {
    const tool = await startTool();
    const { account, number } = await connected(tool);
    const seen: number[] = [];
    await process().sync(account, number, {
      onProgress: ({ counts }) => seen.push(counts.calls?.made ?? 0),
    });
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual(seen.toSorted((left, right) => left - right));
    expect(seen[0]).toBeGreaterThan(0);
  });

  it('is kept of a run that failed, too', async () => {
    const tool = await startTool({
      before: ({ path }, response) => {
        if (!path.startsWith('/items?page=2')) return false;
        answerJson(response, { message: 'No such page' }, {}, 404);
        return true;
      },
    });
    const { account, number } = await connected(tool);
    const run = await process().sync(account, number);
    expect(run).toMatchObject({ status: 'FAILED', counts: { pages: 2, calls: { made: 3 } } });
  });

  it('is the records that could not be read, by reason', async () => {
    const tool = await startTool({
      pages: 1,
      before: ({ path }, response) => {
        if (!path.startsWith('/items?')) return false;
        const items = [{ name: 'lost' }, { id: 'sprint-1', name: 'One' }, { name: 'lost too' }];
        answerJson(response, { items, total: 3, hasMore: false });
        return true;
      },
    });
    const { account, number } = await connected(tool);
    const run = await process().sync(account, number);
    expect(run).toMatchObject({
      status: 'SUCCEEDED',
      counts: { dropped: { NO_ID: 2 }, written: { SPRINT: 1 } },
    });
  });
});

describe.each(databaseKinds)('validators in the %s database', (kind) => {
  const { connected, process } = useHttpTool(kind);

  it('survive a restart, save calls, and go when the answer changes', async () => {
    const tool = await startTool();
    const { account, number } = await connected(tool);
    await process().sync(account, number);
    const again = await process().sync(account, number);
    expect(again.counts.calls).toMatchObject({ made: 2, saved: 1 });
    expect(again.counts.pages).toBe(0);
    tool.played.namesTag = '"2"';
    const changed = await process().sync(account, number);
    expect(changed.counts.calls).toMatchObject({ made: 2, saved: 0 });
    expect((await process().sync(account, number)).counts.calls).toMatchObject({ saved: 1 });
  });

  it('are not kept where their page is not', async () => {
    const tool = await startTool();
    const { account, number } = await connected(tool);
    const stopped = new AbortController();
    const toFacts = () => {
      stopped.abort();
      return {};
    };
    const broken = process({ toFacts });
    const run = await broken.sync(account, number, { signal: stopped.signal });
    expect(run).toMatchObject({ status: 'INTERRUPTED', counts: { pages: 0 } });
    expect((await process().sync(account, number)).counts.calls).toMatchObject({ saved: 0 });
  });

  it('belong to one integration', async () => {
    const tool = await startTool();
    const { account, number } = await connected(tool);
    await process().sync(account, number);
    const other = await connected(tool);
    expect((await process().sync(other.account, other.number)).counts.calls).toMatchObject({
      saved: 0,
    });
  });
});
