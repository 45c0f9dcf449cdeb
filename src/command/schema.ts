import type { Command } from 'commander';

export function addSchema(program: Command): void {
  program
    .command('schema')
    .description('the GraphQL schema')
    .command('print')
    .description('write it to standard output')
    .action(async () => {
      const { createSchema, printSorted } = await import('../graph/schema.js');
      process.stdout.write(printSorted(await createSchema()));
    });
}
