import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Connecting } from '../providers/play/playing.js';
import { systems } from '../providers/play/systems.js';
import type { Reading, ReadingOrder } from './calls-reader.js';
import { say } from './rows.js';

/** About how many pull requests, items or runs a system has; then so many times as many. */
const SIZE = Number(process.env.SIZE ?? 400);
const TIMES = 8;

/** Reads a play in a process of its own: whole, then once more where nothing changed. */
async function readTwice({ provider, settings }: Connecting) {
  const reader = fork(new URL('./calls-reader.ts', import.meta.url), [], {
    execArgv: [...process.execArgv, '--expose-gc'],
  });
  await once(reader, 'message');
  const ask = async (cursor: string | null): Promise<Reading> => {
    const now = Date.now();
    const order: ReadingOrder = { provider: provider.id, settings, cursor, now };
    reader.send(order);
    const [reading] = (await once(reader, 'message')) as [Reading];
    return reading;
  };
  const whole = await ask(null);
  const quiet = await ask(whole.cursor);
  reader.disconnect();
  return { whole, quiet };
}

const played = async (system: string, size: number) => {
  const playing = await systems[system]!({ size, port: 0, token: null, perHour: null });
  const found = new Map<string, Awaited<ReturnType<typeof readTwice>>>();
  for (const one of playing.connecting) found.set(one.provider.title, await readTwice(one));
  await playing.close();
  return found;
};

/** Prints what each provider asks for a thousand facts, and its memory by the length of the history. */
export async function benchmark(): Promise<void> {
  for (const system of Object.keys(systems)) {
    const [few, many] = [await played(system, SIZE), await played(system, SIZE * TIMES)];
    for (const [title, { whole, quiet }] of many) {
      const less = few.get(title)!.whole;
      const perThousand = (1_000 * whole.calls) / whole.facts;
      const rest = `${quiet.calls} calls where nothing changed`;
      say(
        `${title}: ${whole.facts} facts by ${whole.calls} calls (${perThousand.toFixed(0)} a thousand), ${rest}; ` +
          `${(whole.facts / less.facts).toFixed(1)} times the facts take ${(whole.memory / less.memory).toFixed(2)} times the memory (${whole.memory.toFixed(0)} MB)`,
      );
    }
  }
}
