import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import type { Adoption } from '../directory/adopt-developers.js';
import type { DeveloperImport } from '../directory/import-preview.js';
import type { LocalDate } from '../model/time.js';
import { CommandError, exitCodes } from './exit-code.js';
import { draftDevelopers } from './import-developers-draft.js';
import { demandNamedDemo, importerOf } from './own-account.js';
import { perform } from './perform.js';
import type { Shell } from './shell.js';
import { defineTask, type OfAccount } from './task.js';

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
  run: async (given: DevelopersFile, context): Promise<Imported> => {
    const { app } = context;
    const { content, fileName, effectiveOn } = given;
    if (given.dryRun) await demandNamedDemo(context, given);
    const viewer = await importerOf(context, given);
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

/** Prints a draft, or writes it into a file that is not there yet. */
async function draft(file: string | undefined, given: OfAccount, shell: Shell): Promise<void> {
  if (file !== undefined && existsSync(file))
    throw new CommandError(
      exitCodes.REFUSED,
      `${file} is there already, and somebody may have edited it: name another file for the draft.`,
    );
  const drafted = await perform(draftDevelopers, given, shell);
  if (file === undefined) return shell.finish(drafted, ({ content }) => [content.trimEnd()]);
  try {
    await writeFile(file, drafted.content, { flag: 'wx' });
  } catch {
    throw missing(`${file} cannot be written: check the path.`);
  }
  shell.finish({ file, ...drafted }, () => [
    `${file} is a draft: fill in who manages whom, then import it.`,
  ]);
}

async function run(file: string | undefined, options: ImportOptions, shell: Shell): Promise<void> {
  const { account, dryRun, effectiveOn = null } = options;
  if (options.fromGit) return draft(file, { account }, shell);
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
    .option(
      '--from-git',
      'draft such a file from the authors of all commits: into [file], or printed',
      false,
    )
    .action((file: string | undefined, _: object, command: Command) =>
      run(file, command.optsWithGlobals(), shellOf(command)),
    );
}
