import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  address,
  ask,
  LONG,
  launch,
  newDataFolder,
  newFolder,
  type Running,
  run,
} from '../program.js';

const place = newFolder();
const environment = { DATA_DIR: await newDataFolder(place), PORT: '0' };
const insights = (...given: string[]) => run(given, environment);
const list = async () => JSON.parse((await insights('integration', 'list', '--json')).stdout);
let server: Running;
let at: { url: string; key: string };

beforeAll(async () => {
  server = launch(['serve', '--empty'], environment);
  at = await address(server);
}, LONG);
afterAll(async () => {
  server.process.kill('SIGTERM');
  expect((await server.ended).code).toBe(0);
  rmSync(place, { recursive: true, force: true });
});

const readme = readFileSync(
  new URL('../../../src/providers/custom/README.md', import.meta.url),
  'utf8',
);
const examples = /```ndjson\n([^`]*)```/.exec(readme)![1]!.trimEnd();
const file = (name: string, content: string) => {
  writeFileSync(join(place, name), content);
  return join(place, name);
};

describe('a source whose facts are sent', { timeout: LONG }, () => {
  it('is none before its first accepted line, by command and by API', async () => {
    const bad = file('bad.ndjson', '{"kind":"POEM"}\n{"kind":"SPRINT"}\n');
    expect((await insights('import', 'facts', bad, '--source', 'Bad')).code).toBe(3);
    expect(await list()).toEqual([]);
    const sent = await ask(
      at.url,
      at.key,
      'mutation ($lines: String!) { ingestFacts(input: { source: "Bad", lines: $lines }) { accepted refusedCount integration { name } userErrors { code } } }',
      { lines: '{"kind":"POEM"}' },
    );
    expect(sent.body.data).toMatchObject({ ingestFacts: { accepted: 0, integration: null } });
    expect(await list()).toEqual([]);
  });

  it('has failed once all lines of a file were refused, until a line is accepted', async () => {
    const good = file('good.ndjson', examples);
    expect((await insights('import', 'facts', good)).code).toBe(0);
    expect(await list()).toMatchObject([{ name: 'Facts', status: 'ACTIVE' }]);
    const bad = file('bad.ndjson', '{"kind":"POEM"}\n{"kind":"SPRINT"}\n');
    expect((await insights('import', 'facts', bad)).code).toBe(3);
    const [failed] = await list();
    expect(failed.lastRun).toMatchObject({
      status: 'FAILED',
      message: expect.stringMatching(/^All 2 lines that were sent were refused\. Line 1: /),
    });
    expect(['CRITICAL', 'NEEDS_ATTENTION']).toContain(failed.health);
    expect((await insights('integration', 'list')).stdout).toMatch(
      /Facts\s+CUSTOM\s+ACTIVE\s+\w+\s+.*FAILED: nothing new\nFacts: SYNC_FAILED: All 2 lines/,
    );
    expect((await insights('import', 'facts', good)).code).toBe(0);
    expect((await list())[0].lastRun).toMatchObject({ status: 'SUCCEEDED' });
    const { body } = await ask(
      ...[at.url, at.key],
      '{ integrations(first: 5) { nodes { name health healthReasons { cause } } } }',
    );
    expect(body.data).toEqual({
      integrations: { nodes: [{ name: 'Facts', health: 'HEALTHY', healthReasons: [] }] },
    });
  });

  it('is paused, resumed and removed by name or number, with all that it brought', async () => {
    const [{ number }] = await list();
    expect((await insights('integration', 'pause', 'facts')).stdout).toBe(
      `"Facts" (${number}) is paused.\n`,
    );
    expect(await list()).toMatchObject([{ status: 'PAUSED', health: 'PAUSED' }]);
    const good = file('good.ndjson', examples);
    expect((await insights('import', 'facts', good)).code).toBe(3);
    expect((await insights('integration', 'resume', String(number))).code).toBe(0);
    expect(await list()).toMatchObject([{ status: 'ACTIVE' }]);
    const unknown = await insights('integration', 'remove', 'Nobody');
    expect(unknown).toMatchObject({ code: 3 });
    expect(unknown.stderr).toMatch(/There is no integration "Nobody": see `integration list`\./);
    const removed = await insights('integration', 'remove', 'Facts', '--json');
    expect(JSON.parse(removed.stdout)).toEqual({ number, name: 'Facts' });
    expect(await list()).toEqual([]);
  });
});
