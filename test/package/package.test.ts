import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UNOPTIMISED } from '../unoptimised.js';
import { provider } from './outside-provider.js';

const root = join(import.meta.dirname, '../..');
const place = mkdtempSync(join(tmpdir(), 'package-'));
const elsewhere = join(place, 'elsewhere');
const installed = join(elsewhere, 'node_modules', 'engineering-insights');
const execute = (program: string, given: readonly string[], cwd: string) =>
  execFileSync(program, given, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const packed = () => readdirSync(installed, { recursive: true, encoding: 'utf8' });

/** Packs a copy, which builds it, and unpacks the archive beside links to what it depends on, as an install would. */
beforeAll(() => {
  const source = join(place, 'source');
  mkdirSync(source);
  const given = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).files as string[];
  const shipped = given.filter((name) => name !== 'dist' && !name.startsWith('src/'));
  for (const name of ['src', '.program', 'migrations', 'package.json', 'tsconfig.json', ...shipped])
    cpSync(join(root, name), join(source, name), { recursive: true });
  // A file of an older build, which must not be shipped.
  mkdirSync(join(source, 'dist'));
  writeFileSync(join(source, 'dist', 'stale.js'), '');
  symlinkSync(join(root, 'node_modules'), join(source, 'node_modules'));
  execute('npm', ['pack'], source);
  const archive = readdirSync(source).find((name) => name.endsWith('.tgz'))!;
  mkdirSync(installed, { recursive: true });
  execute('tar', ['-xzf', join(source, archive), '-C', installed, '--strip-components=1'], source);
  for (const name of readdirSync(join(root, 'node_modules')).filter(
    (entry) => !entry.startsWith('.'),
  ))
    symlinkSync(join(root, 'node_modules', name), join(elsewhere, 'node_modules', name));
}, 600_000);
afterAll(() => rmSync(place, { recursive: true, force: true }));

const script = (code: string): string => {
  writeFileSync(join(elsewhere, 'try.mjs'), code);
  return execute(process.execPath, [...UNOPTIMISED, 'try.mjs'], elsewhere).trim();
};
/** The examples of docstrings in the sources, and the provider of this folder, by the file that each becomes. */
function outside(): [string, string][] {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  const examples = sources
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .flatMap((name) => {
      const text = readFileSync(join(root, 'src', name), 'utf8');
      const blocks = [...text.matchAll(/^ *\* ```ts\n([\s\S]*?)^ *\* ```$/gm)];
      return blocks.map(([, block]) => block!.replaceAll(/^ *\* ?/gm, ''));
    });
  const written = readFileSync(join(import.meta.dirname, 'outside-provider.ts'), 'utf8');
  return [
    ...examples.map((code, index): [string, string] => [`example-${index}.mts`, code]),
    ['provider.mts', written.replaceAll(/'\.\.\/\.\.\/src\/[^']*'/g, "'engineering-insights'")],
  ];
}
const namesOf = (door: string) =>
  JSON.parse(
    script(`import * as door from '${door}'; console.log(JSON.stringify(Object.keys(door)));`),
  );

describe('the package, installed elsewhere,', () => {
  it('opens every public door', () => {
    expect(namesOf('engineering-insights')).toEqual(
      expect.arrayContaining([
        'createApp',
        'startServer',
        'createSchema',
        'defineMetric',
        'defineProvider',
      ]),
    );
    expect(namesOf('engineering-insights/engine')).toEqual(
      expect.arrayContaining(['measure', 'observe', 'metrics', 'quantile']),
    );
    expect(namesOf('engineering-insights/client')).toEqual(
      expect.arrayContaining(['createClient']),
    );
  });

  it('runs the example of the engine as it stands, and prints what it says', () => {
    const readme = readFileSync(join(root, 'src/engine/README.md'), 'utf8');
    const [, example] = /```ts\n([^`]*)```/.exec(readme)!;
    const [, printed] = /```text\n([^`]*)```/.exec(readme)!;
    writeFileSync(join(elsewhere, 'example.mts'), example!);
    const options = ['--strict', '--module', 'nodenext', '--target', 'es2023'];
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    execute(process.execPath, [compiler, ...options, 'example.mts'], elsewhere);
    expect(execute(process.execPath, ['example.mjs'], elsewhere)).toBe(printed);
  }, 60_000);

  it('is compiled against under `nodenext` and `bundler`, by a provider written outside and by every example', () => {
    for (const [file, code] of outside()) writeFileSync(join(elsewhere, file), code);
    for (const [module, resolution] of [
      ['esnext', 'bundler'],
      ['nodenext', 'nodenext'],
    ]) {
      const settings = {
        compilerOptions: {
          ...{ strict: true, target: 'es2023', lib: ['es2024', 'esnext.disposable', 'dom'] },
          ...{ module, moduleResolution: resolution, skipLibCheck: true, types: ['node'] },
        },
        files: outside().map(([file]) => file),
      };
      writeFileSync(join(elsewhere, 'tsconfig.json'), JSON.stringify(settings));
      const compiler = join(root, 'node_modules/typescript/bin/tsc');
      execute(process.execPath, [compiler, '-p', '.'], elsewhere);
    }
  }, 300_000);

  it('runs the examples of its docstrings, which print what they say', () => {
    const running = outside().filter(([, code]) => code.includes('console.log'));
    expect(running.length).toBeGreaterThan(7);
    for (const [file, code] of running) {
      const said = [...code.matchAll(/console\.log\(.*\/\/ (.*)$/gm)].map(([, line]) => line);
      const given = [...UNOPTIMISED, file.replace('.mts', '.mjs')];
      const printed = execute(process.execPath, given, elsewhere).trim();
      expect({ file, printed }).toEqual({ file, printed: said.join('\n') });
    }
  }, 300_000);

  it('reads a tool by a provider that was written outside', () => {
    const answer = script(`
      import { provider } from './provider.mjs';
      import { createApp } from 'engineering-insights';
      const app = await createApp({
        database: { url: null, directory: null }, dataDirectory: '.data', providers: [provider],
      });
      const account = await app.directory.account.create('Acme');
      const viewer = { account, key: 1, keyName: 'test', role: 'ADMIN', reveals: false };
      const { number } = await app.ingestion.connect(viewer, {
        provider: '${provider.id}', name: null, settings: { name: 'shop' },
      });
      await app.ingestion.sync(account, number);
      const { items } = await app.ingestion.repositories(viewer, { first: 10, after: null });
      console.log(items.map(({ item }) => item.name).join());
      await app.stop();`);
    expect(answer).toBe('shop');
  }, 120_000);

  it('brings the schema, which its program prints as well', () => {
    const published = script(
      "import { readFileSync } from 'node:fs'; console.log(readFileSync(new URL(import.meta.resolve('engineering-insights/schema.graphql')), 'utf8'));",
    );
    expect(published).toMatch(/type Query/);
    const { bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    const printed = execute(
      process.execPath,
      [join(installed, bin.insights), 'schema', 'print'],
      elsewhere,
    );
    expect(printed).toMatch(/type Query/);
  });

  it('holds what it needs and nothing else', () => {
    expect(readdirSync(installed).sort()).toEqual([
      '.env.example',
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'dist',
      'package.json',
      'schema',
      'src',
    ]);
    const sources = packed().filter((name) => name.startsWith('src/') && name.includes('.'));
    expect(sources.filter((name) => !name.endsWith('/README.md'))).toEqual([]);
    expect(packed()).not.toContain('dist/stale.js');
  });

  it('names no source map and no README that it lacks', () => {
    const texts = packed().filter((name) => /\.(js|d\.ts|md)$/.test(name));
    const missing = texts.flatMap((name) => {
      const text = readFileSync(join(installed, name), 'utf8');
      const maps = [...text.matchAll(/^\/\/# sourceMappingURL=(.+)$/gm)].map(([, map]) =>
        join(name, '..', map!),
      );
      const guides = [...text.matchAll(/\b(?:src\/[\w/-]*)?README\.md\b/g)].map(([guide]) => guide);
      return [...maps, ...guides].filter((file) => !existsSync(join(installed, file)));
    });
    expect(texts.length).toBeGreaterThan(500);
    expect(missing).toEqual([]);
  });

  it('says where it comes from, and where to report what is wrong', () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    for (const name of ['repository', 'homepage', 'bugs', 'author', 'keywords', 'license'])
      expect(manifest).toHaveProperty(name);
  });

  it('answers in a program that joins its rooms in memory', () => {
    const answer = script(`
      import { createApp } from 'engineering-insights';
      const app = await createApp({ database: { url: null, directory: null }, dataDirectory: '.data' });
      const account = await app.directory.account.create('Acme');
      console.log(account, await app.ready());
      await app.stop();`);
    expect(answer).toBe('1 null');
  }, 60_000);
});
