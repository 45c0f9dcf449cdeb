import { describe, expect, it } from 'vitest';
import { effects } from '../play/github/server/faults.js';
import { type Content, differences, type FactTable, factsOf } from './content.js';
import type { Lacking } from './tool.js';
import { toolsByName } from './tools.js';
import { useRuns } from './use-runs.js';

const FOREVER = { times: Number.POSITIVE_INFINITY };

/** Nothing differs but what is missing of the tables named. */
function expectLess(content: Content, whole: Content, lost: readonly FactTable[]): void {
  const missing = lost.map((table) => `- ${table} `);
  const lines = differences(content, whole);
  for (const start of missing) expect(lines.some((line) => line.startsWith(start))).toBe(true);
  const others = lines.filter((line) => !missing.some((start) => line.startsWith(start)));
  expect(others).toEqual([]);
}

describe.each(toolsByName)('the credential of %s', (_, tool) => {
  const { played, connected, check } = useRuns(tool);

  it('has nothing said against it where it is good', async () => {
    const { settings } = await played();
    expect(await check(settings)).toMatchObject({ ok: true, failing: [] });
  });

  it('is named by the check where it is bad, and not repeated', async () => {
    const { wrong } = await played();
    const report = await check(wrong);
    expect(report.ok).toBe(false);
    expect(report.failing).toHaveLength(1);
    expect(report.failing[0]?.message).toMatch(/token/);
    expect(JSON.stringify(report)).not.toContain('planted');
  });

  it('fails a run once it is withdrawn, and the next one goes on with another', async () => {
    const play = await played();
    const { sync, content } = await connected(play);
    play.strike({ kind: 'ANSWER', status: 401, body: { message: 'Bad credentials' } }, FOREVER);
    expect(await sync()).toMatchObject({
      ...{ status: 'FAILED', message: expect.stringMatching(/401|token/) },
      counts: { pages: 0 },
    });
    expect(factsOf(await content()).size).toBe(0);
    play.heal();
    expect(await sync()).toMatchObject({ status: 'SUCCEEDED' });
  });

  it.each(tool.lacking.map((one): [string, Lacking] => [one.name, one]))(
    'without %s is found out by the check, and the rest is read',
    async (name, lacking) => {
      const { term, isOptional, lost } = lacking;
      const now = Date.now() - 3_600_000;
      const play = await played({ now, lacking: name });
      const report = await check(play.settings);
      expect(report.ok).toBe(isOptional);
      const said = report.failing.map((item) => `${item.permission} ${item.message}`).join('\n');
      expect(said).toMatch(term);
      for (const { optional = false } of report.failing)
        if (isOptional) expect(optional).toBe(true);
      if (!isOptional) await expect(connected(play)).rejects.toThrow(term);
      const { sync, content } = await connected(play, { unchecked: true });
      const run = await sync();
      if (lost === null) {
        expect(run).toMatchObject({ status: 'FAILED', message: expect.any(String) });
        return;
      }
      expect(run).toMatchObject({ status: 'SUCCEEDED', message: null });
      const good = await connected(await played({ now }));
      await good.sync();
      expectLess(await content(), await good.content(), lost);
    },
  );
});

describe.each(toolsByName)('the address of %s', (_, tool) => {
  const { played, connected, check } = useRuns(tool);

  it('is said to be another’s where a sign-in page answers, and nothing is written', async () => {
    const play = await played();
    const { sync, content } = await connected(play);
    play.strike(effects.html(), FOREVER);
    const report = await check(play.settings);
    expect(report.ok).toBe(false);
    expect(report.failing).toHaveLength(1);
    expect(report.failing[0]?.message).toMatch(/check the (?:base URL|address)/);
    expect(await sync()).toMatchObject({
      ...{ status: 'FAILED', message: expect.stringMatching(/check the (?:base URL|address)/) },
      counts: { pages: 0, written: {} },
    });
    expect(factsOf(await content()).size).toBe(0);
  });
});
