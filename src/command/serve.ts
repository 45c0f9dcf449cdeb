import type { Command } from 'commander';
import type { ServeOptions } from './serve-options.js';
import { shellOf } from './shell.js';

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('answer GraphQL at PORT and keep numbers up to date, until it is stopped')
    .option('--empty', 'no demo company in an empty embedded database', false)
    .action(async (options: ServeOptions, command: Command) => {
      // Loaded only here: commands that speak to a running server start faster without one of their own.
      const { serve } = await import('./serve-process.js');
      await serve(shellOf(command), options);
    });
}
