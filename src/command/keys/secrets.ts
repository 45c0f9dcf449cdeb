import type { Command } from 'commander';
import { perform } from '../perform.js';
import { shellOf } from '../shell.js';
import { defineTask, type OfAccount, operatorOf } from '../task.js';

export const rotateSecrets = defineTask({
  verb: 'secrets rotate',
  run: async (given: OfAccount, { app }) => {
    const { account } = await operatorOf(app, given);
    return app.ingestion.resealCredentials(account);
  },
});

export function addSecrets(program: Command): void {
  const secrets = program.command('secrets').description('the credentials of integrations');
  secrets
    .command('rotate')
    .description('seal them with the first key of INSIGHTS_SECRET_KEYS, so that older keys can go')
    .action(async (_: object, command: Command) => {
      const shell = shellOf(command);
      const done = await perform(rotateSecrets, {}, shell);
      shell.finish(done, ({ resealed, undecryptable }) => [
        `${resealed} sealed again, ${undecryptable} that no key opens.`,
      ]);
    });
}
