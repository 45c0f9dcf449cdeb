import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Ingested } from '../../ingestion/import/ingest.js';
import { linesOf } from '../../ingestion/import/lines.js';
import { CommandError, exitCodes } from '../exit-code.js';
import { importerOf } from '../own-account.js';
import { perform } from '../perform.js';
import { factsLine } from '../report/sync-line.js';
import type { Shell } from '../shell.js';
import { defineTask, type OfAccount } from '../task.js';

interface FactsFile extends OfAccount {
  /** Absolute: a server that owns the database runs in another folder. */
  readonly file: string;
  readonly source: string;
}

export const importFacts = defineTask({
  verb: 'import facts',
  recalculates: true,
  run: async (given: FactsFile, context): Promise<Ingested> => {
    const { app, report } = context;
    const viewer = await importerOf(context, given);
    const label = basename(given.file);
    return app.ingestion.ingest(viewer, {
      source: given.source,
      lines: linesOf(createReadStream(given.file, 'utf8')),
      onProgress: (done) => report.progress({ label, done, total: null, unit: 'lines' }),
    });
  },
});

async function run(
  file: string,
  options: OfAccount & { readonly source: string },
  shell: Shell,
): Promise<void> {
  const path = resolve(file);
  await access(path).catch(() => {
    throw new CommandError(exitCodes.USAGE, `${file} cannot be read: check the path.`);
  });
  const { account, source } = options;
  const ingested = await perform(importFacts, { account, source, file: path }, shell);
  for (const { line, errors } of ingested.refused)
    for (const { field, message } of errors)
      shell.report.line(
        `${basename(file)}:${line}: ${field.length > 0 ? `${field.join('.')}: ` : ''}${message}`,
      );
  shell.finish(ingested, (all) => [factsLine(all)]);
  if (ingested.refusedCount > 0)
    throw new CommandError(
      exitCodes.REFUSED,
      `${ingested.refusedCount} of ${ingested.lines} lines were refused; the others are written. Mend those and import the file again.`,
    );
}

export function addImportFacts(parent: Command, shellOf: (command: Command) => Shell): void {
  parent
    .command('facts')
    .description('bring in facts of any tool, one JSON object a line')
    .argument('<file>', 'a file of lines in the form that src/providers/custom/README.md tells')
    .option('--source <name>', 'what they come from', 'Facts')
    .action((file: string, _: object, command: Command) =>
      run(file, command.optsWithGlobals(), shellOf(command)),
    );
}
