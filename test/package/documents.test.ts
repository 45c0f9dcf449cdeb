import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json'));
const contributing = read('.github/CONTRIBUTING.md');
const changelog = read('CHANGELOG.md');
const places = ['README.md', 'CHANGELOG.md', '.github/CONTRIBUTING.md'];

describe('the documents for contributors', () => {
  it.each(places)('%s names npm scripts that exist', (file) => {
    const named = [...read(file).matchAll(/npm run (?:-s )?([a-z][a-z:]*)/g)].map(
      ([, name]) => name!,
    );
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });

  it.each(places)('%s links to files that exist', (file) => {
    const targets = [...read(file).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, to]) => to!);
    expect(targets.filter((to) => !existsSync(join(root, file, '..', to)))).toEqual([]);
  });

  it('the guide names a test by a file and a name that exist', () => {
    const [, file, name] = /npm test -- (\S+) -t "([^"]+)"/.exec(contributing)!;
    expect(read(`test/${file}.test.ts`)).toContain(name);
  });

  it('the changelog has an entry for the version of the package, and one for what follows', () => {
    expect(changelog).toContain('## [Unreleased]');
    expect(changelog).toMatch(
      new RegExp(
        `^## \\[${manifest.version.replaceAll('.', '\\.')}\\] - \\d{4}-\\d\\d-\\d\\d$`,
        'm',
      ),
    );
  });
});

it('one version of Node is named everywhere', () => {
  const major = (text: string) => Number(/\d+/.exec(text)![0]);
  const needed = /needed = \[(\d+), (\d+)\]/.exec(read('src/needed-node.ts'))!;
  const named = {
    engines: major(manifest.engines.node),
    runtime: major(manifest.devDependencies.node),
    types: major(manifest.devDependencies['@types/node']),
    nvmrc: major(read('.nvmrc')),
    program: Number(needed[1]),
    readme: major(/It runs on Node (\S+)/.exec(read('README.md'))![1]!),
    guide: major(/brings Node (\S+)/.exec(contributing)![1]!),
    pipeline: major(/Node (\S+)/.exec(read('.ci/run'))![1]!),
  };
  expect(new Set(Object.values(named)), JSON.stringify(named)).toHaveProperty('size', 1);
});
