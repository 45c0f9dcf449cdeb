import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectToOwner, ownDataFolder } from '../../../src/command/owner/own-data-folder.js';
import {
  type CommandEvents,
  type OwnerFunctions,
  talk,
} from '../../../src/command/owner/protocol.js';
import { Fault } from '../../../src/model/errors.js';

const folder = () => mkdtempSync(join(tmpdir(), 'owner-'));

type Reply = Readonly<Record<string, unknown>>;

/** Asks the owner for one thing; returns the lines it said meanwhile, and how that ended. */
async function conversation(dataDirectory: string, verb: string): Promise<Reply[]> {
  const socket = (await connectToOwner(dataDirectory))!;
  const replies: Reply[] = [];
  const owner = talk<OwnerFunctions, CommandEvents>(socket, {
    line: (line) => replies.push({ line }),
    progress: (progress) => replies.push({ progress }),
  });
  await owner.perform(verb, {}).then(
    (result) => replies.push({ result }),
    (error: Error) => replies.push({ error: error.message, isFault: error instanceof Fault }),
  );
  socket.destroy();
  return replies;
}

describe('a data folder', () => {
  it('is owned by one, whose socket is private, until they release it', async () => {
    const place = folder();
    const owner = await ownDataFolder(place);
    expect(owner).not.toBeNull();
    expect(statSync(join(place, 'owner.sock')).mode & 0o777).toBe(0o600);
    expect(await ownDataFolder(place)).toBeNull();
    await owner?.release();
    const next = await ownDataFolder(place);
    expect(next).not.toBeNull();
    await next?.release();
    expect(existsSync(join(place, 'owner.sock'))).toBe(false);
  });

  it('falls to exactly one of many who ask at once, a dead socket and a dead lock lying there', async () => {
    const place = folder();
    for (let round = 0; round < 200; round++) {
      writeFileSync(join(place, 'owner.sock'), '');
      writeFileSync(join(place, 'owner.lock'), '999999999');
      const asking = await Promise.all(Array.from({ length: 6 }, () => ownDataFolder(place)));
      const owners = asking.filter((owner) => owner !== null);
      expect(owners).toHaveLength(1);
      await owners[0]?.release();
    }
  });

  it('is free once the process that owned it was killed, and not before', async () => {
    const place = folder();
    const script = `
      const { openSync } = require('node:fs');
      const { tryLock } = require('fs-native-extensions');
      console.log(tryLock(openSync(process.argv[1], 'a')));
      setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ['-e', script, join(place, 'owner.lock')], {
      cwd: import.meta.dirname,
    });
    const ended = once(holder, 'exit');
    const [said] = (await once(holder.stdout, 'data')) as [Buffer];
    expect(said.toString().trim()).toBe('true');
    expect(await ownDataFolder(place)).toBeNull();
    holder.kill('SIGKILL');
    await ended;
    const owner = await ownDataFolder(place);
    expect(owner).not.toBeNull();
    await owner?.release();
  });

  it('whose path is too long for a socket has it elsewhere and says where', async () => {
    const place = join(folder(), 'x'.repeat(120));
    const owner = await ownDataFolder(place);
    expect(owner).not.toBeNull();
    const path = readFileSync(join(place, 'owner.path'), 'utf8');
    expect(Buffer.byteLength(path)).toBeLessThan(104);
    expect(await ownDataFolder(place)).toBeNull();
    const socket = await connectToOwner(place);
    expect(socket).not.toBeNull();
    socket?.destroy();
    await owner?.release();
  });

  it('answers commands with progress, then a result or a fault', async () => {
    const place = folder();
    const owner = await ownDataFolder(place);
    const waiting = conversation(place, 'greet');
    owner?.answerWith(async (verb, _given, report) => {
      if (verb === 'hide') throw new Fault('NOT_FOUND', 'Hidden.');
      if (verb !== 'greet') throw new Error('What?');
      report.line('Hello');
      return { done: true };
    });
    expect(await waiting).toEqual([{ line: 'Hello' }, { result: { done: true } }]);
    expect(await conversation(place, 'mumble')).toEqual([{ error: 'What?', isFault: false }]);
    expect(await conversation(place, 'hide')).toEqual([{ error: 'Hidden.', isFault: true }]);
    await owner?.release();
  });

  it('notifies its owner when the asker has gone', async () => {
    const place = folder();
    const owner = await ownDataFolder(place);
    const left = new Promise<void>((resolve) => {
      owner?.answerWith(
        (_verb, _given, _report, signal) =>
          new Promise(() => signal.addEventListener('abort', () => resolve())),
      );
    });
    const socket = (await connectToOwner(place))!;
    const waiting = talk<OwnerFunctions, CommandEvents>(socket, {
      line: () => undefined,
      progress: () => undefined,
    }).perform('wait', {});
    waiting.catch(() => undefined);
    setTimeout(() => socket.destroy(), 20);
    await left;
    await owner?.release();
  });

  it('has no owner where something else listens no more', async () => {
    const place = folder();
    const server = createServer().listen(join(place, 'owner.sock'));
    await new Promise((resolve) => server.once('listening', resolve));
    expect(await ownDataFolder(place)).toBeNull();
    await new Promise((resolve) => server.close(resolve));
    const owner = await ownDataFolder(place);
    expect(owner).not.toBeNull();
    await owner?.release();
  });
});
