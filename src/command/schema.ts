import type { Command } from 'commander';
import { createSchema, printSorted } from '../graph/schema.js';

export function addSchema(program: Command): void {
  program
    .command('schema')
    .description('the GraphQL schema')
    .command('print')
    .description('write it to standard output')
    .action(async () => {
      process.stdout.write(printSorted(await createSchema()));
    });
}
