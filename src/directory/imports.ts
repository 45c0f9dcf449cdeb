import type { Viewer } from '../model/access.js';
import { Fault, Refusal, refuse, type UserError } from '../model/errors.js';
import {
  type Instant,
  isLocalDate,
  type LocalDate,
  localDateOf,
  startOfLocalDate,
} from '../model/time.js';
import { readAccountSettings } from '../storage/directory/accounts.js';
import {
  activateImport,
  insertDeveloperImport,
  readActiveImport,
  readDeveloperImport,
  type StoredDeveloperImport,
  updateImportMapping,
} from '../storage/directory/developer-imports.js';
import { lockDirectory, readDevelopers } from '../storage/directory/developers.js';
import type { Session } from '../storage/sql/session.js';
import { record } from './activity.js';
import { type Adoption, adoptDevelopers } from './adopt-developers.js';
import type { DirectoryContext } from './context.js';
import {
  type ColumnMapping,
  mappingFindings,
  suggestMapping,
} from './developer-file/column-mapping.js';
import { type CsvTable, readCsv } from './developer-file/csv.js';
import {
  type DeveloperFileError,
  type Finding,
  summarise,
} from './developer-file/developer-file-error.js';
import {
  type DeveloperImport,
  type Examined,
  examine,
  presented,
} from './developer-file/import-preview.js';
import { demand } from './permissions.js';

/** A file of developers to import. */
export interface DeveloperUpload {
  /** The CSV: UTF-8, at most 16 MB. */
  readonly content: string;
  /** Name of the file; null if it has none. */
  readonly fileName: string | null;
  /** The day from which on it holds, in the account's zone; null: from the activation on. */
  readonly effectiveOn: LocalDate | null;
}

/** Errors of a file as reasons why a mutation changed nothing. */
export const asUserErrors = (
  errors: readonly DeveloperFileError[],
  field: readonly string[],
): UserError[] =>
  errors.map(({ code, message, count }) => ({
    code,
    field,
    message: count > 1 ? `${message} (${count} such places)` : message,
  }));

const refuseAll = (findings: readonly Finding[]): never => {
  throw new Refusal(asUserErrors(summarise(findings), ['content']));
};

const missing = (): never => {
  throw new Fault('NOT_FOUND', 'There is no such import.');
};

async function zoneOf({ database }: DirectoryContext, { account }: Viewer): Promise<string> {
  return (await database.read(account, readAccountSettings))?.timeZone ?? 'UTC';
}

/** The instant from which on a change holds that is said to hold from a day on. Refuses days that are none or still to come. */
export async function effectiveInstant(
  context: DirectoryContext,
  viewer: Viewer,
  effectiveOn: LocalDate | null,
): Promise<Instant> {
  const now = context.clock();
  if (effectiveOn === null) return now;
  const zone = await zoneOf(context, viewer);
  if (!isLocalDate(effectiveOn) || effectiveOn > localDateOf(now, zone))
    refuse(
      'INVALID_EFFECTIVE_ON',
      ['effectiveOn'],
      `"${effectiveOn}" is no day up to today: write it as 2026-01-31.`,
    );
  return startOfLocalDate(effectiveOn, zone);
}

async function tableOf(
  content: string,
): Promise<{ table: CsvTable; findings: readonly Finding[] }> {
  const { table, findings } = await readCsv(content);
  return table ? { table, findings } : refuseAll(findings);
}

const effectiveMapping = async (session: Session) =>
  ((await readActiveImport(session))?.mapping ?? []) as readonly ColumnMapping[];

const load = ({ database }: DirectoryContext, viewer: Viewer, number: number) =>
  database.read(viewer.account, async (session) => ({
    stored: await readDeveloperImport(session, number),
    developers: await readDevelopers(session),
  }));

async function show(context: DirectoryContext, viewer: Viewer, number: number) {
  demand(viewer, 'EDIT_DIRECTORY');
  const { stored, developers } = await load(context, viewer, number);
  if (!stored) return null;
  return presented(stored, await examine(stored), developers);
}

async function upload(context: DirectoryContext, viewer: Viewer, given: DeveloperUpload) {
  demand(viewer, 'EDIT_DIRECTORY');
  const { table } = await tableOf(given.content);
  await effectiveInstant(context, viewer, given.effectiveOn);
  return context.database.write(viewer.account, async (session) => {
    const number = await insertDeveloperImport(session, {
      fileName: given.fileName,
      body: given.content,
      effectiveOn: given.effectiveOn,
      mapping: suggestMapping(table.headers, await effectiveMapping(session)),
      createdBy: viewer.key,
    });
    const details = { fileName: given.fileName, rows: table.rows.length };
    await record(session, viewer, 'CREATED', 'DEVELOPER_IMPORT', number, details);
    return number;
  });
}

function refuseUnlessPreview(stored: StoredDeveloperImport | null): StoredDeveloperImport {
  if (!stored) return missing();
  if (stored.status === 'PREVIEW') return stored;
  return refuse(
    'ALREADY_ACTIVATED',
    ['import'],
    'This import was activated before: upload the file again to change it.',
  );
}

async function map(
  context: DirectoryContext,
  viewer: Viewer,
  number: number,
  mapping: readonly ColumnMapping[],
): Promise<void> {
  demand(viewer, 'EDIT_DIRECTORY');
  const { stored } = await load(context, viewer, number);
  const { table } = await tableOf(refuseUnlessPreview(stored).body);
  const wrong = summarise(mappingFindings(mapping, table.headers, 'CHOSEN'));
  if (wrong.length > 0) throw new Refusal(asUserErrors(wrong, ['mapping']));
  await context.database.write(viewer.account, async (session) => {
    refuseUnlessPreview(await readDeveloperImport(session, number));
    await updateImportMapping(session, number, mapping);
    await record(session, viewer, 'EDITED', 'DEVELOPER_IMPORT', number, { mapping });
  });
}

async function takeOver(
  session: Session,
  viewer: Viewer,
  number: number,
  { examined, at }: { examined: Examined; at: Instant },
): Promise<Adoption> {
  await lockDirectory(session);
  refuseUnlessPreview(await readDeveloperImport(session, number));
  await activateImport(session, number);
  return adoptDevelopers(session, viewer, examined.records, at, `import ${number}`);
}

async function activate(context: DirectoryContext, viewer: Viewer, number: number) {
  demand(viewer, 'EDIT_DIRECTORY');
  const { stored } = await load(context, viewer, number);
  const examined = await examine(refuseUnlessPreview(stored));
  if (examined.errors.length > 0) throw new Refusal(asUserErrors(examined.errors, ['import']));
  const at = await effectiveInstant(context, viewer, stored?.effectiveOn ?? null);
  return context.database.write(viewer.account, (session) =>
    takeOver(session, viewer, number, { examined, at }),
  );
}

export const createImports = (context: DirectoryContext) => {
  const find = (viewer: Viewer, number: number): Promise<DeveloperImport | null> =>
    show(context, viewer, number);
  const shown = async (viewer: Viewer, number: number) => (await find(viewer, number)) ?? missing();
  return {
    /** Returns an import; null if there is none. */
    find,
    /** Keeps a file for preview; nothing of it is effective yet. Refuses what cannot be read as a table. */
    upload: async (viewer: Viewer, given: DeveloperUpload): Promise<DeveloperImport> =>
      shown(viewer, await upload(context, viewer, given)),
    /** Says what the columns of a previewed file are. Refuses mappings without name, e-mail or manager. */
    async map(viewer: Viewer, number: number, mapping: readonly ColumnMapping[]) {
      await map(context, viewer, number, mapping);
      return shown(viewer, number);
    },
    /** Puts a previewed file into force, all or nothing: developers, trees, teams. Refuses while it has errors. */
    async activate(viewer: Viewer, number: number) {
      const adoption = await activate(context, viewer, number);
      return { import: await shown(viewer, number), adoption };
    },
  };
};
