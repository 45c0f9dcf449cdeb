import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import type { Adoption } from '../directory/adopt-developers.js';
import type { DeveloperImport } from '../directory/import-preview.js';
import type { LocalDate } from '../model/time.js';
import { CommandError, exitCodes } from './exit-code.js';
import { draftDevelopers } from './import-developers-draft.js';
import { perform } from './perform.js';
import type { Shell } from './shell.js';
import { defineTask, type OfAccount, operatorOf } from './task.js';

interface DevelopersFile extends OfAccount {
  readonly content: string;
  readonly fileName: string;
  readonly effectiveOn: LocalDate | null;
  readonly dryRun: boolean;
}
interface Imported {
  readonly import: DeveloperImport;
  /** Null where nothing was put into force: a dry run, or errors. */
  readonly adoption: Adoption | null;
}

export const importDevelopers = defineTask({
  verb: 'import developers',
  recalculates: true,
  run: async (given: DevelopersFile, { app }): Promise<Imported> => {
    const { content, fileName, effectiveOn } = given;
    const viewer = await operatorOf(app, given);
    const { imports } = app.directory;
    const preview = await imports.upload(viewer, { content, fileName, effectiveOn });
    if (given.dryRun || preview.errors.length > 0) return { import: preview, adoption: null };
    return imports.activate(viewer, preview.number);
  },
});

type Place = DeveloperImport['errors'][number] | DeveloperImport['warnings'][number];

function placeLine(fileName: string | null, { line, column, message, count }: Place): string {
  const place = [fileName ?? 'file', line, column].filter((part) => part !== null).join(':');
  return `${place}: ${message}${count > 1 ? ` (${count} such places)` : ''}`;
}

function importedLines({ import: file, adoption }: Imported): string[] {
  const warnings = file.warnings.map((warning) => `Warning: ${placeLine(file.fileName, warning)}`);
  if (adoption)
    return [
      ...warnings,
      `${file.rowCount} developers are in force: ${adoption.added} added, ${adoption.updated} changed, ${adoption.removed} gone.`,
    ];
  const mapping = file.mapping.map(({ column, target }) => `  ${column} -> ${target}`);
  const { adds, updates, removals } = file.difference ?? { adds: [], updates: [], removals: [] };
  return [
    ...warnings,
    'Columns:',
    ...mapping,
    `${file.rowCount} rows: ${adds.length} to add, ${updates.length} to change, ${removals.length} to go. Nothing was changed.`,
  ];
}

interface ImportOptions extends OfAccount {
  readonly effectiveOn?: LocalDate;
  readonly dryRun: boolean;
  readonly fromGit: boolean;
}

const missing = (why: string) => new CommandError(exitCodes.USAGE, why);

async function contentOf(file: string | undefined): Promise<string> {
  if (file === undefined) throw missing('Name the developers file, or draft one with --from-git.');
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw missing(`${file} cannot be read: check the path.`);
  }
}

async function run(file: string | undefined, options: ImportOptions, shell: Shell): Promise<void> {
  const { account, dryRun, effectiveOn = null } = options;
  if (options.fromGit) {
    const drafted = await perform(draftDevelopers, { account }, shell);
    shell.finish(drafted, ({ content }) => [content.trimEnd()]);
    return;
  }
  const content = await contentOf(file);
  const fileName = basename(file!);
  const given = { account, content, fileName, effectiveOn, dryRun };
  const imported = await perform(importDevelopers, given, shell);
  const { errors } = imported.import;
  if (errors.length === 0) return shell.finish(imported, importedLines);
  if (shell.json) shell.finish(imported, () => []);
  else for (const error of errors) shell.report.line(placeLine(fileName, error));
  throw new CommandError(
    exitCodes.REFUSED,
    `${fileName} has errors; nothing was changed. Mend them and repeat.`,
  );
}

export function addImportDevelopers(parent: Command, shellOf: (command: Command) => Shell): void {
  parent
    .command('developers')
    .description('put a CSV of developers into force: people, tree, teams')
    .argument('[file]', 'CSV with name, e-mail and the e-mail of the manager')
    .option('--effective-on <day>', 'the day from which on it holds, such as 2026-01-31')
    .option('--dry-run', 'only show what would change', false)
    .option('--from-git', 'print a draft made of the authors of all commits instead', false)
    .action((file: string | undefined, _: object, command: Command) =>
      run(file, command.optsWithGlobals(), shellOf(command)),
    );
}
