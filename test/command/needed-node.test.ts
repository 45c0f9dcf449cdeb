import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const needed: string = /^>=(\d+\.\d+)$/.exec(engines.node)![1]!;

/** Starts a file on this Node, which says that it is another one. */
const startOn = (version: string, file: string) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const saying = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
    const given = ['--import', 'tsx', '--import', `data:text/javascript,${saying}`, file, '--help'];
    execFile(process.execPath, given, { cwd: root }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

it.each(['src/main.ts', 'src/command/index.ts'])(
  '%s refuses an older Node in one line and runs on the one that engines names',
  async (file) => {
    for (const version of ['14.21.3', '20.20.2', '22.16.0']) {
      const { code, stdout, stderr } = await startOn(version, file);
      expect({ version, code, stdout }).toEqual({ version, code: 6, stdout: '' });
      expect(stderr).toMatch(
        new RegExp(`^insights: Node ${needed} or newer is needed, and this is ${version} .*\\n$`),
      );
    }
    expect(await startOn(`${needed}.0`, file)).toMatchObject({ code: 0, stderr: '' });
  },
  120_000,
);

it('the README asks for the same Node as engines', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  expect(readme).toContain(`Node ${needed}`);
});
