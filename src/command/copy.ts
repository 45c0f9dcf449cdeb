import type { Command } from 'commander';
import { CommandError, exitCodes } from './exit-code.js';
import { untilStopped } from './interruption.js';
import { openApp, performAlone } from './perform.js';
import type { Report } from './report/progress-report.js';
import { type Shell, shellOf } from './shell.js';

async function copyAll(url: string, { environment }: Shell, report: Report, signal: AbortSignal) {
  const app = await openApp(environment);
  try {
    signal.throwIfAborted();
    const onProgress = (table: string, done: number) =>
      report.progress({ label: table, done, total: null, unit: 'rows' });
    return await app.copyTo(url, onProgress, signal);
  } finally {
    await app.stop();
  }
}

async function copy(url: string, shell: Shell): Promise<void> {
  const { environment } = shell;
  if (!/^postgres(?:ql)?:\/\//.test(url))
    throw new CommandError(
      exitCodes.USAGE,
      '--to needs an address such as postgres://user@host/name.',
    );
  if (environment.databaseUrl !== null)
    throw new CommandError(
      exitCodes.USAGE,
      'DATABASE_URL is set: copy reads the embedded database in DATA_DIR, so unset it.',
    );
  const copied = await untilStopped(
    shell.report,
    'Nothing was copied: the target has no rows of it. Repeat the command.',
    (signal, report) => performAlone(shell, () => copyAll(url, shell, report, signal)),
  );
  shell.finish(copied, (tables) => [
    ...tables.filter(({ rows }) => rows > 0).map(({ table, rows }) => `${table}: ${rows} rows`),
    'All rows arrived. Set DATABASE_URL to that address from now on.',
  ]);
}

export function addCopy(program: Command): void {
  program
    .command('copy')
    .description('copy the embedded database into an empty PostgreSQL, all of it or nothing')
    .requiredOption('--to <url>', 'postgres://user@host/name')
    .action(({ to }: { to: string }, command: Command) => copy(to, shellOf(command)));
}
