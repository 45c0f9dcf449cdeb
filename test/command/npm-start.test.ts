import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readEnvironment } from '../../src/env.js';
import { LONG, newDataFolder, newFolder, run } from './program.js';

const folders: string[] = [];
const groups: number[] = [];
afterAll(() => {
  for (const group of groups) if (isAlive(group)) process.kill(-group, 'SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Returns true if any process of a group is left. */
function isAlive(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}

interface Begun {
  readonly process: ChildProcess;
  readonly group: number;
}

/** Starts a typed command in a process group of its own, as a terminal does; resolves once it says that it has begun. */
async function begin(line: readonly string[], says: RegExp, DATA_DIR: string): Promise<Begun> {
  const { PATH, HOME } = readEnvironment().variables;
  const [program = '', ...given] = line;
  const child = spawn(program, given, {
    cwd: join(import.meta.dirname, '../..'),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, HOME, DATA_DIR, PORT: '0', CI: '1', NO_COLOR: '1' },
  });
  const group = child.pid!;
  groups.push(group);
  let written = '';
  for await (const chunk of child.stdout!) {
    written += String(chunk);
    if (says.test(written)) break;
  }
  return { process: child, group };
}

const toItAlone = ({ process: child }: Begun) => child.kill('SIGTERM');
const toItsGroup = ({ group }: Begun) => process.kill(-group, 'SIGINT');
const serves = /GraphiQL: /;

it.each([
  ['Ctrl-C', toItsGroup, serves, ['npm', 'start', '--', '--empty']],
  ['SIGTERM to it alone', toItAlone, serves, ['npm', 'start', '--', '--empty']],
  ['SIGTERM to it alone', toItAlone, serves, ['npm', 'run', 'insights', 'serve', '--', '--empty']],
  [
    ...(['SIGTERM to it alone', toItAlone, /http:\/\/127\.0\.0\.1:\d+/] as const),
    ['npm', 'run', 'play', 'github', '--', '--size', '20'],
  ],
])(
  '%s ends all that was begun (%#), and the data folder opens again',
  async (_, stop, says, line) => {
    const place = newFolder();
    folders.push(place);
    const DATA_DIR = await newDataFolder(place);
    const begun = await begin(line, says, DATA_DIR);
    const exit = once(begun.process, 'exit');
    stop(begun);
    await exit;
    await expect.poll(() => isAlive(begun.group), { timeout: 30_000 }).toBe(false);
    expect(existsSync(join(DATA_DIR, 'owner.sock'))).toBe(false);
    if (says === serves)
      expect(await run(['key', 'list'], { DATA_DIR })).toMatchObject({ code: 0 });
  },
  LONG,
);
