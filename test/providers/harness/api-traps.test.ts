import { describe, expect, it } from 'vitest';
import { harness } from '../../../src/providers/harness/index.js';
import { createLimits } from '../../../src/providers/http/limits.js';
import { witnessed } from '../http/vendor-server.js';
import { executionOf } from '../play/harness/world.js';
import { gather, NOW, playing, runOf, settingsOf } from './support.js';

const execution = { planExecutionId: 'x1', pipelineIdentifier: 'Deploy', startTs: NOW };

describe('the traps of Harness over its API', () => {
  it('harness 5: an empty page ends a list that never says which is its last', async () => {
    const server = await playing({ size: 90 });
    const plain = await gather(server);
    server.world.isVague = true;
    const { runs } = await gather(server);
    expect([...runs.keys()].sort()).toEqual([...plain.runs.keys()].sort());
    expect(runs.size).toBeGreaterThan(90);
  });

  it('harness 6: the outline, which names no services, is not asked', async () => {
    const server = await playing();
    await gather(server);
    const paths = new Set(server.requests.map(({ route }) => route));
    expect([...paths].sort()).toEqual([
      ...['/ng/api/projects', '/pipeline/api/pipelines/execution/summary'],
      '/pipeline/api/pipelines/execution/v2/{planExecutionId}',
    ]);
  });

  it('harness 7: each service is paged by its own names, from 0', async () => {
    const server = await playing({ size: 100 });
    await gather(server);
    const asked = server.requests.map(({ url }) => new URL(url, server.url).searchParams);
    const pages = asked.flatMap((query) => query.get('page') ?? []);
    expect(pages[0]).toBe('0');
    expect(pages).toContain('1');
    expect(asked.flatMap((query) => query.get('size') ?? [])[0]).toBe('50');
    expect(asked.flatMap((query) => query.get('pageIndex') ?? [])).toEqual(['0']);
  });

  it('harness 8: a limit that does not say until when ends the run, and the next one asks nothing for a minute', async () => {
    const server = await playing();
    const limits = createLimits(() => 0.5);
    let now = NOW;
    const run = () => gather(server, { limits, clock: () => now });
    const effect = { kind: 'ANSWER', status: 429, body: 'Too many requests' } as const;
    server.faults.add({ effect, after: 2 });
    // A minute and half of the jitter, which is a tenth.
    const resetsAt = NOW + 63_000;
    await expect(run()).rejects.toMatchObject({ name: 'LimitReached', resetsAt });
    const before = server.requests.length;
    now += 1_000;
    await expect(run()).rejects.toMatchObject({ resetsAt });
    expect(server.requests).toHaveLength(before);
    now = resetsAt;
    expect((await run()).runs.size).toBeGreaterThan(20);
  });

  it('harness 11: an error inside a success stops its project, and all of them stop the run', async () => {
    const server = await playing();
    const body = { status: 'ERROR', message: 'Could not search', correlationId: 'c' };
    const isList = ({ path }: { readonly path: string }) => path.endsWith('/execution/summary');
    const effect = { kind: 'ANSWER', status: 200, body } as const;
    server.faults.add({ effect, when: isList });
    const { lines, runs } = await gather(server);
    expect(lines.join()).toMatch(/skipped: Harness answered ERROR .*Could not search/);
    expect(runs.size).toBeGreaterThan(5);
    server.faults.add({ effect, when: isList, times: Number.POSITIVE_INFINITY });
    await expect(gather(server)).rejects.toThrow('Could not search');
  });

  it('harness 12: identifiers keep their case, and two accounts share no id', async () => {
    const server = await playing();
    const { runs } = await gather(server, {}, { projects: 'default/Shop' });
    expect(new Set([...runs.values()].map(({ project }) => project))).toEqual(new Set(['Shop']));
    const { pages, lines } = await gather(server, {}, { projects: 'default/shop' });
    expect(pages).toEqual([]);
    expect(lines.join()).toContain('none of the projects');
    const one = runOf(execution).run.id;
    const other = runOf(execution, { place: 'app.harness.io/OTHER' }).run.id;
    expect(one).not.toBe(other);
  });

  it('harness 16: executions that Harness no longer keeps stay as they were read', async () => {
    const server = await playing();
    const first = await gather(server);
    server.world.executions.length = 0;
    const { pages } = await gather(server, { cursor: first.cursor, pass: 'SWEEP' });
    const facts = pages.map((page) => harness.toFacts(page));
    expect(facts.flatMap(({ tombstones }) => tombstones ?? [])).toEqual([]);
    expect(facts.flatMap(({ inventories }) => inventories ?? [])).toEqual([]);
  });

  it('harness 17: two notifications of one end are one read', async () => {
    const server = await playing();
    const settings = settingsOf(server);
    const nudges = ['PipelineEnd', 'PipelineSuccess'].flatMap((eventType) => {
      const eventData = {
        ...{ accountIdentifier: 'ACCOUNT', orgIdentifier: 'default', projectIdentifier: 'Shop' },
        ...{ planExecutionId: 'Shop-2', eventType, nodeStatus: 'completed' },
      };
      const body = Buffer.from(JSON.stringify({ eventData }));
      return harness.open!({ headers: {}, body, receivedAt: NOW }).nudges;
    });
    expect(nudges).toHaveLength(2);
    const pages = [];
    const { context } = witnessed({ now: NOW });
    for await (const page of harness.fetchNudged!(settings, nudges, context)) pages.push(page);
    expect(pages).toHaveLength(1);
    expect(harness.toFacts({ ...pages[0]!, cursor: null }).PIPELINE_RUN?.[0]).toMatchObject({
      id: expect.stringMatching(/:Shop-2$/),
    });
  });

  it('harness 1, 2: of a notification the execution alone is taken, its seconds and words are not', async () => {
    const server = await playing();
    const { summary } = executionOf(server.world, 'Shop-2');
    const seconds = Math.floor(Number(summary.startTs) / 1000);
    const eventData = {
      ...{ accountIdentifier: 'ACCOUNT', orgIdentifier: 'default', projectIdentifier: 'Shop' },
      ...{ planExecutionId: 'Shop-2', eventType: 'PipelineStart', nodeStatus: 'started' },
      ...{ startTs: seconds, startTime: 'Tue Aug 20 08:14:46 GMT 2024' },
    };
    const body = Buffer.from(JSON.stringify({ eventData }));
    const { nudges } = harness.open!({ headers: {}, body, receivedAt: NOW });
    const { context } = witnessed({ now: NOW });
    for await (const page of harness.fetchNudged!(settingsOf(server), nudges, context)) {
      const [run] = harness.toFacts(page).PIPELINE_RUN!;
      expect(run).toMatchObject({ startedAt: summary.startTs, statusName: summary.status });
    }
    expect(nudges).toEqual(['ACCOUNT/default/Shop/Shop-2']);
  });
});
