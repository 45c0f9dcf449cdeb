import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readEnvironment } from '../../src/env.js';
import { LONG, newFolder, run } from './program.js';

const folders: string[] = [];
const groups: number[] = [];
afterAll(() => {
  for (const group of groups) if (isAlive(group)) process.kill(-group, 'SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Whether any process of a group is left. */
function isAlive(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}

/** What the README says to start it by, in a process group of its own as a terminal gives one. */
async function npmStart(DATA_DIR: string): Promise<{ npm: ChildProcess; group: number }> {
  const { PATH, HOME } = readEnvironment().variables;
  const npm = spawn('npm', ['start', '--', '--empty'], {
    cwd: join(import.meta.dirname, '../..'),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, HOME, DATA_DIR, PORT: '0', CI: '1', NO_COLOR: '1' },
  });
  const group = npm.pid!;
  groups.push(group);
  let written = '';
  for await (const chunk of npm.stdout!) {
    written += String(chunk);
    if (/GraphiQL: /.test(written)) break;
  }
  return { npm, group };
}

it.each([
  ['SIGTERM to npm alone', (npm: ChildProcess) => npm.kill('SIGTERM')],
  ['Ctrl-C in a terminal', (npm: ChildProcess) => process.kill(-npm.pid!, 'SIGINT')],
])(
  '%s ends `npm start` and its server, and the data folder opens again',
  async (_, stop) => {
    const DATA_DIR = newFolder();
    folders.push(DATA_DIR);
    const { npm, group } = await npmStart(DATA_DIR);
    const exit = once(npm, 'exit');
    stop(npm);
    await exit;
    await expect.poll(() => isAlive(group), { timeout: 30_000 }).toBe(false);
    expect(existsSync(join(DATA_DIR, 'owner.sock'))).toBe(false);
    expect(await run(['key', 'list'], { DATA_DIR })).toMatchObject({ code: 0 });
  },
  LONG,
);
