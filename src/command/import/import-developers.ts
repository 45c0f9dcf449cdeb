import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import type { Adoption } from '../../directory/adopt-developers.js';
import type { DeveloperImport } from '../../directory/developer-file/import-preview.js';
import type { Viewer } from '../../model/access.js';
import type { LocalDate } from '../../model/time.js';
import { CommandError, exitCodes } from '../exit-code.js';
import { demandNamedDemo, importerOf } from '../own-account.js';
import { perform } from '../perform.js';
import { type Figures, figureLines, figuresOf } from '../report/figures.js';
import { type Shell, shellOf } from '../shell.js';
import { defineTask, type OfAccount, type TaskContext } from '../task.js';
import { draft } from './import-developers-draft.js';
import { giveAllToOnlyTeam } from './only-team.js';

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
  /** The figures of the whole organisation now; null if nothing was activated. */
  readonly figures: Figures | null;
}

async function activate(
  { app, report, signal }: Pick<TaskContext, 'app' | 'report' | 'signal'>,
  viewer: Viewer,
  number: number,
): Promise<Imported> {
  const active = await app.directory.imports.activate(viewer, number);
  if (await giveAllToOnlyTeam(app, viewer))
    report.line('There is one team, so all repositories and projects are its own.');
  report.line('Calculating the figures of its teams');
  const [root] = await app.directory.trees.nodes(viewer);
  return { ...active, figures: root ? await figuresOf({ app, signal }, viewer, root) : null };
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
    if (given.dryRun || preview.errors.length > 0)
      return { import: preview, adoption: null, figures: null };
    return activate(context, viewer, preview.number);
  },
});

type Place = DeveloperImport['errors'][number] | DeveloperImport['warnings'][number];

function placeLine(fileName: string | null, { line, column, message, count }: Place): string {
  const place = [fileName ?? 'file', line, column].filter((part) => part !== null).join(':');
  return `${place}: ${message}${count > 1 ? ` (${count} such places)` : ''}`;
}

/** Which team owns what nobody knows but the user; asked for while no deployment can be anybody's. */
const ownerLines = (figures: Figures | null, { typed }: Shell): string[] =>
  figures?.figures.some(
    ({ metric, dataStatus }) =>
      metric === 'DEPLOYMENT_FREQUENCY' && dataStatus === 'NOT_CONFIGURED',
  )
    ? [`Say whose the repositories and projects are: ${typed('integration assign NAME NODE')}`]
    : [];

function importedLines({ import: file, adoption, figures }: Imported, shell: Shell): string[] {
  const warnings = file.warnings.map((warning) => `Warning: ${placeLine(file.fileName, warning)}`);
  if (adoption)
    return [
      ...warnings,
      `${file.rowCount} developers are effective: ${adoption.added} added, ${adoption.updated} changed, ${adoption.removed} gone.`,
      ...(figures ? figureLines(figures) : []),
      ...ownerLines(figures, shell),
      `More: the address of GraphiQL that the first start or import printed. What is empty, and what to do: ${shell.typed('doctor')}`,
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

interface ImportOptions {
  readonly effectiveOn?: LocalDate;
  readonly dryRun: boolean;
  readonly fromSources: boolean;
  readonly fromGit: boolean;
  readonly manager?: string;
}

const missing = (why: string) => new CommandError(exitCodes.USAGE, why);

async function contentOf(file: string | undefined): Promise<string> {
  if (file === undefined)
    throw missing('Name the developers file, or draft one with --from-sources.');
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw missing(`${file} cannot be read: check the path.`);
  }
}

async function run(file: string | undefined, options: ImportOptions, shell: Shell): Promise<void> {
  const { dryRun, effectiveOn = null, manager } = options;
  if (options.fromSources || options.fromGit) return draft(file, { manager }, shell);
  if (manager !== undefined) throw missing('--manager is for drafts: give --from-sources, too.');
  const content = await contentOf(file);
  const fileName = basename(file!);
  const given = { content, fileName, effectiveOn, dryRun };
  const imported = await perform(importDevelopers, given, shell);
  const { errors } = imported.import;
  if (errors.length === 0) return shell.finish(imported, (all) => importedLines(all, shell));
  if (shell.json) shell.finish(imported, () => []);
  else for (const error of errors) shell.report.line(placeLine(fileName, error));
  throw new CommandError(
    exitCodes.REFUSED,
    `${fileName} has errors; nothing was changed. Correct them and repeat.`,
  );
}

export function addImportDevelopers(parent: Command): void {
  parent
    .command('developers')
    .description('put a CSV of developers into force: people, tree, teams')
    .argument('[file]', 'CSV with name, e-mail and the e-mail of the manager')
    .option('--effective-on <day>', 'the day from which on it holds, such as 2026-01-31')
    .option('--dry-run', 'only show what would change', false)
    .option(
      '--from-sources',
      'draft such a file from the people of all connected tools and histories: into [file], or printed',
      false,
    )
    .option('--manager <email>', 'with --from-sources: who manages all others')
    .addOption(new Option('--from-git', 'what --from-sources was called').hideHelp().default(false))
    .action((file: string | undefined, _: object, command: Command) =>
      run(file, command.opts(), shellOf(command)),
    );
}
