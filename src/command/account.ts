import type { Command } from 'commander';
import { perform } from './perform.js';
import { shellOf } from './shell.js';
import { defineTask } from './task.js';

interface NewAccount {
  readonly name: string;
  readonly timeZone: string;
}

export const createAccount = defineTask({
  verb: 'account create',
  run: async ({ name, timeZone }: NewAccount, { app }) => ({
    account: await app.directory.account.create(name, timeZone),
    name,
    timeZone,
  }),
});

export function addAccount(program: Command): void {
  program
    .command('account')
    .description('organisations that share a server and see nothing of each other')
    .command('create')
    .description('make an account')
    .argument('<name>')
    .option('--time-zone <zone>', 'where its days begin, an IANA name', 'UTC')
    .action(async (name: string, { timeZone }: { timeZone: string }, command: Command) => {
      const shell = shellOf(command);
      const made = await perform(createAccount, { name, timeZone }, shell);
      shell.finish(made, () => [
        `Account "${name}" is made. Its first key: insights key create NAME --account ${JSON.stringify(name)}`,
      ]);
    });
}
