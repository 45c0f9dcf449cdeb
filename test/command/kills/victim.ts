import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { postgresUrl } from '../../storage/postgres-url.js';
import { launch, newFolder, type Running } from '../program.js';

/** When a process is killed: at a message to its database, before it is sent or milliseconds after it. */
export interface Moment {
  readonly statement: number;
  readonly after: number;
}
export interface Victim extends Running {
  /** Returns how many messages it sent to its database; null where it was killed. */
  sent(): number | null;
}

/** A process of the real program that is killed without a warning at the moment, if it gets there. */
export async function launchVictim(
  given: readonly string[],
  environment: Readonly<Record<string, string>>,
  { statement, after }: Moment,
): Promise<Victim> {
  const report = join(newFolder(), 'sent');
  const killer = new URL('./killer.ts', import.meta.url);
  const { port } = new URL(await postgresUrl());
  for (const [name, value] of Object.entries({ port, statement, after, report }))
    killer.searchParams.set(name, String(value));
  const running = launch(given, {
    ...environment,
    NODE_OPTIONS: `--import ${killer.href}`,
  });
  return {
    ...running,
    sent: () => {
      const found = existsSync(report) ? Number(readFileSync(report, 'utf8')) : null;
      rmSync(join(report, '..'), { recursive: true, force: true });
      return found;
    },
  };
}
