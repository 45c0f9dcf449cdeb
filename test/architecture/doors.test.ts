import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { clocks, habits, violations } from './violations.js';

/** A copy of the house in which every rule is broken once on purpose: a rule that stays silent is no rule. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'insights-doors-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

for (const file of [
  'src',
  'package.json',
  'tsconfig.json',
  '.dependency-cruiser.cjs',
  '.biome.json',
  '.no-clock.grit',
])
  cpSync(join(root, file), join(copy, file), { recursive: true });
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
mkdirSync(join(copy, 'test'));
writeFileSync(join(copy, 'test/secret.ts'), 'export const secret = 1;\n');

const plant = (file: string, content: string): void => {
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(join(copy, file), content);
};
const run = (tool: string, parameters: readonly string[]) =>
  spawnSync(join(root, 'node_modules/.bin', tool), parameters, {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });

/** The settings of the linter: its rules by group. */
interface Settings {
  readonly linter: { readonly rules: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
}
interface Rule {
  readonly name: string;
}
const { forbidden } = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as {
  forbidden: Rule[];
};

describe('the dependency cruiser', () => {
  plant(
    'src/model/circle-two.ts',
    "import { one } from './circle-one.js';\nexport const two = () => one;\n",
  );
  plant('src/providers/third/collect.ts', 'export const collect = 1;\n');
  for (const [file, content] of Object.values(violations)) plant(file, content);
  const { stdout } = run('depcruise', [
    '--config',
    '.dependency-cruiser.cjs',
    '--preserve-symlinks',
    '--output-type',
    'json',
    'src',
  ]);
  const found = (JSON.parse(stdout) as { summary: { violations: { from: string; rule: Rule }[] } })
    .summary.violations;
  const seen = new Set(found.map(({ from, rule }) => `${rule.name} ${from}`));

  test('has no rule that was never broken here', () => {
    expect(new Set(forbidden.map(({ name }) => name))).toEqual(new Set(Object.keys(violations)));
  });
  test.each(Object.entries(violations))('%s refuses what breaks it', (name, [file]) => {
    expect(seen).toContain(`${name} ${file}`);
  });
});

describe('the linter', () => {
  for (const [file, content] of Object.values(habits)) plant(file, content);
  clocks.forEach((clock, index) => {
    plant(`src/engine/clock-${index}.ts`, `export const clock = () => ${clock};\n`);
  });
  plant('src/providers/fifth/to-facts.ts', 'export const toFacts = () => Date.now();\n');
  plant('src/engine/clock-allowed.ts', 'export const clock = (at: number) => new Date(at);\n');
  const planted = [
    ...Object.values(habits).map(([file]) => file),
    ...clocks.map((_clock, index) => `src/engine/clock-${index}.ts`),
  ];
  const { stdout } = run('biome', [
    ...['lint', '--config-path=.biome.json', '--reporter=json', '--max-diagnostics=none'],
    ...planted,
    ...['src/providers/fifth/to-facts.ts', 'src/engine/clock-allowed.ts'],
  ]);
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { category: string; location: { path: string | { file: string } } }[];
  };
  const fileOf = ({ location: { path } }: (typeof diagnostics)[number]) =>
    typeof path === 'string' ? path : path.file;
  const found = diagnostics.map((diagnostic) => `${diagnostic.category} ${fileOf(diagnostic)}`);

  test('has no rule that was never broken here', () => {
    const { linter } = JSON.parse(readFileSync(join(root, '.biome.json'), 'utf8')) as Settings;
    const { preset: _, ...groups } = linter.rules;
    const rules = Object.entries(groups).flatMap(([group, one]) =>
      Object.entries(one).flatMap(([rule, level]) =>
        level === 'off' ? [] : [`lint/${group}/${rule}`],
      ),
    );
    expect(rules.filter((rule) => !(rule in habits))).toEqual([]);
  });
  test.each(Object.entries(habits))('%s refuses what breaks it', (name, [file]) => {
    expect(found.filter((line) => line.includes(name) && line.endsWith(file))).not.toEqual([]);
  });
  test.each(clocks.map((clock, index) => [clock, index]))(
    '%s is refused in the engine',
    (_clock, index) => {
      expect(
        found.filter((line) => line.startsWith('plugin') && line.endsWith(`clock-${index}.ts`)),
      ).not.toEqual([]);
    },
  );
  test('a mapping to facts has no clock either, and an instant may still be made into a date', () => {
    expect(
      found.filter((line) => line.startsWith('plugin') && line.endsWith('fifth/to-facts.ts')),
    ).not.toEqual([]);
    expect(found.filter((line) => line.endsWith('clock-allowed.ts'))).toEqual([]);
  });
});
