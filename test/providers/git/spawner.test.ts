import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Program } from '../../../src/providers/git/spawner/protocol.js';
import { openProgram, runProgram } from '../../../src/providers/git/spawner/spawner.js';

const never = new AbortController().signal;
/** A program that does as a script says. */
const doing = (script: string, input = ''): Program => ({
  ...{ file: process.execPath, parameters: ['-e', script], input },
  environment: { GREETING: 'Hello' },
});
// Other processes of this machine keep channels of their own in the common place.
const place = mkdtempSync(join(tmpdir(), 'insights-spawner-'));
const folders = () => readdirSync(place);
beforeEach(() => {
  vi.stubEnv('TMPDIR', place);
});
afterEach(() => {
  vi.unstubAllEnvs();
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

async function taken(program: Program, signal = never) {
  const flow = openProgram(program, signal);
  const pieces: Buffer[] = [];
  for (let piece = await flow.take(); piece; piece = await flow.take()) pieces.push(piece);
  return { text: Buffer.concat(pieces).toString(), end: await flow.ended };
}

describe('a program that is run', () => {
  it('is answered with what it wrote, knowing its input and its own environment alone', async () => {
    const script =
      'const { GREETING, HOME } = process.env; process.stdin.on("data", (said) => console.log(GREETING, String(said), HOME))';
    const { answer, status } = await runProgram(doing(script, 'Ada'), 1000, never);
    expect([answer?.toString(), status]).toEqual(['Hello Ada undefined\n', 0]);
  });

  it('reports its exit code and what it complained of', async () => {
    const { status, stderr } = await runProgram(
      doing('console.error("No"); process.exitCode = 3'),
      1000,
      never,
    );
    expect([status, stderr.trim()]).toEqual([3, 'No']);
  });

  it('is ended where it writes too much', async () => {
    const endless = doing(
      'const more = () => process.stdout.write("x".repeat(65536), more); more()',
    );
    expect((await runProgram(endless, 100_000, never)).answer).toBeNull();
  });

  it('says so where there is none', async () => {
    const none = { ...doing(''), file: 'no-such-program' };
    expect((await runProgram(none, 1000, never)).notStarted).toBe('ENOENT');
    expect((await taken(none)).end.notStarted).toBe('ENOENT');
  });

  it('is ended by the signal, with its reason', async () => {
    const controller = new AbortController();
    const waiting = runProgram(doing('setInterval(() => {}, 1000)'), 1000, controller.signal);
    setTimeout(() => controller.abort(new Error('Enough')), 100);
    await expect(waiting).rejects.toThrow('Enough');
    await expect(runProgram(doing(''), 1000, controller.signal)).rejects.toThrow('Enough');
  });
});

describe('a program that is read while it writes', () => {
  it('is read whole and in order, however little or much it writes, and leaves nothing behind', async () => {
    for (const lines of [0, 1, 300_000]) {
      const script = `process.stdout.write(Array.from({ length: ${lines} }, (_, line) => "line " + line + "\\n").join(""))`;
      const { text, end } = await taken(doing(script));
      expect(end.status).toBe(0);
      expect(text).toBe(Array.from({ length: lines }, (_line, line) => `line ${line}\n`).join(''));
    }
    expect(folders()).toEqual([]);
  });

  it('ends when it is stopped', async () => {
    const endless = doing(
      'const more = () => process.stdout.write("x".repeat(65536), more); more()',
    );
    const flow = openProgram(endless, never);
    expect((await flow.take())?.length).toBeGreaterThan(0);
    flow.stop();
    expect((await flow.ended).status).not.toBe(0);
    const unbegun = openProgram(endless, never);
    unbegun.stop();
    expect(await unbegun.take()).toBeNull();
    expect((await unbegun.ended).notStarted).toBe('NOT_CONNECTED');
    expect(folders()).toEqual([]);
  });

  it('fails in words where nobody can listen', async () => {
    vi.stubEnv('TMPDIR', '/no/such/folder');
    try {
      const { text, end } = await taken(doing('process.stdout.write("x")'));
      expect([text, end.notStarted]).toEqual(['', 'NOT_CONNECTED']);
      expect(end.stderr).toContain('/no/such/folder');
    } finally {
      vi.unstubAllEnvs();
    }
  });
});
