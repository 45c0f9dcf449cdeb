import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { LONG, newDataFolder, newFolder, run } from '../program.js';

const place = newFolder();
const environment = { DATA_DIR: await newDataFolder(place) };
const insights = (...given: string[]) => run(given, environment);
afterAll(() => rmSync(place, { recursive: true, force: true }));

const readme = readFileSync(
  new URL('../../../src/providers/custom/README.md', import.meta.url),
  'utf8',
);
const examples = /```ndjson\n([^`]*)```/.exec(readme)![1]!.trimEnd().split('\n');
const item = (id: string, parent: string) =>
  JSON.stringify({
    ...(JSON.parse(examples.find((line) => line.includes('"WORK_ITEM"'))!) as object),
    ...{ id, key: id, parent },
  });
const file = (name: string, lines: readonly string[]) => {
  const path = join(place, name);
  writeFileSync(path, lines.join('\n'));
  return path;
};

it(
  'keeps good lines, lists bad ones by number, and changes nothing when they are imported again',
  async () => {
    expect((await insights('account', 'create', 'Company')).code).toBe(0);
    const bad = [
      '{"kind":"POEM"}',
      examples
        .find((line) => line.includes('"SPRINT"'))!
        .replace('"endAt":"2026-03', '"endAt":"2026-01'),
      `{"kind":"SPRINT","id":"long","name":"${'x'.repeat(10_000_000)}"}`,
    ];
    const circle = [item('A', 'B'), item('B', 'C'), item('C', 'A')];
    const path = file('facts.ndjson', [...examples, ...bad, ...circle]);
    const first = await insights('import', 'facts', path);
    expect(first.code).toBe(3);
    expect(first.stdout).toMatch(/^13 of 17 lines accepted: 1 repository, 1 commit, /);
    const refusals = first.stderr.split('\n').filter((line) => line.startsWith('facts.ndjson:'));
    expect(refusals.map((line) => line.split(': ').slice(0, 2).join(' '))).toEqual([
      expect.stringMatching(/^facts\.ndjson:13 "kind" is one of/),
      'facts.ndjson:14 endAt',
      expect.stringMatching(/^facts\.ndjson:15 A line has at most/),
      'facts.ndjson:18 parent',
    ]);
    expect(first.stderr).toMatch(/4 of 17 lines were refused; the others are written/);

    const again = await insights('import', 'facts', file('good.ndjson', examples));
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toMatch(/ lines accepted: nothing new\./);
    const next = ['{"kind":"SPRINT"', ...examples].map((line) =>
      line.replace('"version":1', '"version":2'),
    );
    const newer = await insights('import', 'facts', file('newer.ndjson', next));
    expect(newer).toMatchObject({ code: 3 });
    expect(newer.stdout).toMatch(/^0 of 2 lines accepted: nothing new\./);
    expect(newer.stderr).toMatch(/newer\.ndjson:2: .* nothing from here on was read\./);

    const ours = file('other.ndjson', examples.slice(5, 7));
    const other = await insights('import', 'facts', ours, '--source', 'Elsewhere');
    expect(other).toMatchObject({ code: 3 });
    expect(other.stderr).toMatch(
      /other\.ndjson:1: id: The source "Facts" has imported something under/,
    );
    expect(other.stderr).toMatch(/other\.ndjson:2: id: .* put a prefix of its own before/);
    expect(await insights('import', 'facts', join(place, 'missing.ndjson'))).toMatchObject({
      code: 2,
    });
  },
  LONG,
);
