import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readEnvironment } from '../src/env.js';
import { LONG, newFolder } from './command/program.js';
import { copyEmbeddedTemplateTo } from './storage/template.js';
import { writeHistory } from './story/fast-import.js';

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const readme = read('README.md');
/** The lines of every block of shell. */
const lines = [...readme.matchAll(/```sh\n([^`]*)```/g)].flatMap(([, block]) =>
  block!.trimEnd().split('\n'),
);
const place = newFolder();
const clone = join(place, 'clone');
const home = join(place, 'home');

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}
const shell = (line: string) =>
  new Promise<Ended>((resolve) => {
    const { PATH } = readEnvironment().variables;
    const env = { PATH, HOME: home, CI: '1', NO_COLOR: '1' };
    execFile('sh', ['-c', line], { cwd: clone, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

beforeAll(async () => {
  mkdirSync(clone);
  for (const name of ['src', '.program', 'migrations', 'schema', 'package.json', 'tsconfig.json'])
    cpSync(join(root, name), join(clone, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(clone, 'node_modules'));
  mkdirSync(join(home, 'work'), { recursive: true });
  const people = ['Ada Lovelace <ada@x.io>', 'Grace Hopper <grace@x.io>'];
  for (const [at, name] of ['api', 'web'].entries())
    writeHistory(join(home, 'work', name), {
      commits: people.map((author, index) => ({
        mark: index + 1,
        branch: 'main',
        message: `Step ${index}\n`,
        author,
        seconds: Math.floor(Date.now() / 1000) - (index + at + 2) * 86_400,
        parents: index > 0 ? [index] : [],
        files: { 'a.txt': `${name} ${index}\n` },
      })),
    });
  const [, examples] = /```ndjson\n([^`]*)```/.exec(read('src/providers/custom/README.md'))!;
  writeFileSync(join(clone, 'facts.ndjson'), examples!);
  await copyEmbeddedTemplateTo(join(clone, '.data/database'));
  // To every command an account of this name is the demo, filled or not.
  expect(await shell('npm run -s insights -- account create Demo')).toMatchObject({ code: 0 });
}, LONG);
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** Does between the lines what their comments ask of the reader. */
function fillIn(): void {
  const file = join(clone, 'people.csv');
  const drafted = readFileSync(file, 'utf8');
  expect(drafted).toMatch(/^Full Name,Email,Manager Email,Alternate Emails\n/);
  writeFileSync(file, drafted.replace('grace@x.io,,', 'grace@x.io,ada@x.io,'));
}

/** A tool in the world can only be connected with a credential of one's own. */
const isConnecting = (line: string): boolean => line.includes(' -- connect ');

it(
  'every line that connects a tool gives settings that the tool has',
  async () => {
    const connecting = lines.filter(isConnecting);
    expect(connecting.length).toBeGreaterThan(1);
    for (const line of connecting) {
      const [, tool, given] = /-- connect (\S+) ([^#]*)/.exec(line)!;
      const { stdout } = await shell(`npm run -s insights -- connect ${tool} --help`);
      const flags = given!.match(/--[a-z-]+/g)!;
      expect(flags.filter((flag) => !stdout.includes(`  ${flag} <`))).toEqual([]);
    }
  },
  LONG,
);

it(
  'every command of the README runs as it is written',
  async () => {
    const commands = lines.filter(
      (line) => line.startsWith('npm run insights -- ') && !isConnecting(line),
    );
    expect(commands.length).toBeGreaterThan(6);
    for (const line of commands) {
      const { code, stdout, stderr } = await shell(line);
      expect({ line, code, stderr: code === 0 ? '' : stderr + stdout }).toEqual({
        ...{ line, code: 0, stderr: '' },
      });
      if (line.includes('--from-sources')) fillIn();
    }
    const list = await shell('npm run -s insights -- integration list --json');
    expect(JSON.parse(list.stdout).map(({ name }: { name: string }) => name)).toEqual([
      ...['api', 'web', 'Our tools'],
    ]);
  },
  4 * LONG,
);

it('every other line of shell names scripts that there are', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const others = lines.filter((line) => !line.startsWith('npm run insights -- '));
  for (const line of others) {
    const [, script] = /^npm ci && npm (start|test)$/.exec(line)!;
    expect(scripts).toHaveProperty(script!);
  }
});

it(
  'a draft that npm wrote into, because -s was omitted, is refused with what to do',
  async () => {
    const { code } = await shell(
      'npm run insights -- import developers --from-sources > wrong.csv',
    );
    expect(code).toBe(0);
    const { code: refused, stderr } = await shell(
      'npm run -s insights -- import developers wrong.csv',
    );
    expect(refused).toBe(3);
    expect(stderr).toMatch(
      /^insights: Line 2 and the next were written by npm, .*`npm run -s insights -- import developers FILE --from-sources`\.$/m,
    );
  },
  LONG,
);

it(
  'the program says its version',
  async () => {
    const { version } = JSON.parse(read('package.json'));
    expect(await shell('npm run -s insights -- --version')).toMatchObject({
      ...{ code: 0, stdout: `${version}\n` },
    });
  },
  LONG,
);
