import type { Command } from 'commander';
import { CommandError, exitCodes } from './exit-code.js';
import { openApp, performAlone } from './perform.js';
import type { Shell } from './shell.js';

async function copy(url: string, shell: Shell): Promise<void> {
  const { environment, report } = shell;
  if (!/^postgres(?:ql)?:\/\//.test(url))
    throw new CommandError(
      exitCodes.USAGE,
      '--to needs an address such as postgres://user@host/name.',
    );
  if (environment.databaseUrl !== null)
    throw new CommandError(
      exitCodes.USAGE,
      'DATABASE_URL is set: copy reads the embedded database in DATA_DIR, so leave it out.',
    );
  const copied = await performAlone(shell, async () => {
    const app = await openApp(environment);
    try {
      return await app.copyTo(url, (table, done) =>
        report.progress({ label: table, done, total: null, unit: 'rows' }),
      );
    } finally {
      await app.stop();
    }
  });
  shell.finish(copied, (tables) => [
    ...tables.filter(({ rows }) => rows > 0).map(({ table, rows }) => `${table}: ${rows} rows`),
    'All rows arrived. Set DATABASE_URL to that address from now on.',
  ]);
}

export function addCopy(program: Command, shellOf: (command: Command) => Shell): void {
  program
    .command('copy')
    .description('copy the embedded database into an empty PostgreSQL, all of it or nothing')
    .requiredOption('--to <url>', 'postgres://user@host/name')
    .action(({ to }: { to: string }, command: Command) => copy(to, shellOf(command)));
}
