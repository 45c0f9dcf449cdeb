import type { Command } from 'commander';
import { untilStopped } from './interruption.js';
import { openApp, performAlone } from './perform.js';
import { type Shell, shellOf } from './shell.js';

async function migrate(shell: Shell): Promise<void> {
  const open = async () => {
    const app = await openApp(shell.environment);
    await app.stop();
  };
  await untilStopped(
    shell.report,
    'Each migration that ended stays, and no other: repeat the command to go on.',
    () => (shell.environment.databaseUrl === null ? performAlone(shell, open) : open()),
  );
  shell.finish({ migrated: true }, () => ['The database has every table that this version needs.']);
}

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database to this version; serve does it too')
    .action((_: object, command: Command) => migrate(shellOf(command)));
}
