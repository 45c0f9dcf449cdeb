import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Ingested } from '../../ingestion/import/ingest.js';
import { linesOf } from '../../ingestion/import/lines.js';
import { Fault } from '../../model/errors.js';
import { fileFault } from '../../model/file-fault.js';
import { CommandError, exitCodes } from '../exit-code.js';
import { interrupted } from '../interruption.js';
import { importerOf } from '../own-account.js';
import { perform } from '../perform.js';
import { factsLine } from '../report/sync-line.js';
import { type Shell, shellOf } from '../shell.js';
import { defineTask, type OfAccount } from '../task.js';

/** Returns the text of a file in pieces, until `signal` is aborted. Throws UNAVAILABLE, with the path, where it cannot be read. */
async function* readPieces(path: string, signal: AbortSignal): AsyncGenerator<string> {
  try {
    yield* createReadStream(path, { encoding: 'utf8', signal });
  } catch (error) {
    if (!signal.aborted) throw fileFault(error, path) ?? error;
  }
}

interface FactsFile extends OfAccount {
  /** Absolute: a server that owns the database runs in another folder. */
  readonly file: string;
  readonly source: string;
}

export const importFacts = defineTask({
  verb: 'import facts',
  recalculates: true,
  run: async (given: FactsFile, context): Promise<Ingested> => {
    const { app, report, signal } = context;
    const viewer = await importerOf(context, given);
    const label = basename(given.file);
    let read = 0;
    const onProgress = (done: number) => {
      read = done;
      report.progress({ label, done, total: null, unit: 'lines' });
    };
    const lines = linesOf(readPieces(given.file, signal));
    const ingested = await app.ingestion
      .ingest(viewer, { source: given.source, lines, onProgress, signal })
      .catch((error: unknown) => {
        throw cutOff(error, read);
      });
    if (signal.aborted)
      throw interrupted(`${factsLine(ingested)} They stay; import the file again for the rest.`);
    return ingested;
  },
});

/** Says how many lines were imported before an error ended the reading of a file. */
const cutOff = (error: unknown, read: number): unknown =>
  read > 0 && error instanceof Fault
    ? new Fault(error.code, `${error.message} ${read} lines were imported before, and stay.`)
    : error;

async function run(file: string, { source }: Pick<FactsFile, 'source'>, shell: Shell) {
  const path = resolve(file);
  await access(path).catch(() => {
    throw new CommandError(exitCodes.USAGE, `${file} cannot be read: check the path.`);
  });
  const ingested = await perform(importFacts, { source, file: path }, shell);
  for (const { line, errors } of ingested.refused)
    for (const { field, message } of errors)
      shell.report.line(
        `${basename(file)}:${line}: ${field.length > 0 ? `${field.join('.')}: ` : ''}${message}`,
      );
  shell.finish(ingested, (all) => [factsLine(all)]);
  if (ingested.refusedCount > 0)
    throw new CommandError(
      exitCodes.REFUSED,
      `${ingested.refusedCount} of ${ingested.lines} lines were refused; the others are written. Fix those and import the file again.`,
    );
}

export function addImportFacts(parent: Command): void {
  parent
    .command('facts')
    .description('bring in facts of any tool, one JSON object a line')
    .argument('<file>', 'a file of lines in the form that src/providers/custom/README.md describes')
    .option('--source <name>', 'what they come from', 'Facts')
    .action((file: string, _: object, command: Command) =>
      run(file, command.opts(), shellOf(command)),
    );
}
