import { MikroORM } from '@mikro-orm/pglite';
import { z } from 'zod';
import { ormOptions } from '../../../src/storage/database/orm-options.js';
import type { StoredDocument } from '../../../src/storage/documents/stored-document.js';
import { storedDocuments } from '../../../src/storage/documents/stored-documents.js';
import { upgradeDocuments } from '../../../src/storage/documents/upgrade-documents.js';
import {
  textsBy,
  textsNumbered,
  textsWithin,
} from '../../../src/storage/relations/linkable-facts.js';
import { releaseLinkTable, writeReleaseLinks } from '../../../src/storage/relations/releases.js';
import { tableDifferences } from '../../../src/storage/schema/table-differences.js';
import type { Session } from '../../../src/storage/sql/session.js';
import { type Answer, RecordedSession, type Recorder, recordedExecute } from './recorder.js';

/** Functions that take a part of a statement: values made for their types would be no SQL. */
export const calledByExample: ReadonlySet<string> = new Set([
  'insertNumbered',
  'insertRows',
  'loadRows',
  'replaceRows',
  'tableDifferences',
  'textsBy',
  'textsWithin',
  'updateNumbered',
  'upgradeDocuments',
  'writeReleaseLinks',
  'writeRows',
]);

const all: Answer = (_, rows) => rows;

/** Returns rows of queries of the catalogue whose rows name what later statements read; null for other statements. */
export function catalogueRows(sql: string): readonly object[] | null {
  if (!sql.includes('from pg_class relation')) return null;
  if (sql.includes('pg_get_serial_sequence'))
    return [{ name: 'account', column: 'id', sequence: 'account_id_seq' }];
  return [
    { table: 'commit', name: 'sha', type: 'text' },
    { table: 'commit', name: 'trailers', type: 'jsonb' },
  ];
}

const tables = ['commit', 'pull_request', 'work_item', 'pipeline_run', 'incident'] as const;

async function callLinks(session: Session): Promise<void> {
  for (const table of tables) {
    await textsWithin(session, table, [[1, 2]]);
    await textsNumbered(session, table, [1]);
  }
  await textsBy(session, 'commit', 'sha', ['a']);
  await textsBy(session, 'pull_request', 'id', ['a']);
  await textsBy(session, 'work_item', 'parent', ['a']);
  for (const table of Object.values(releaseLinkTable))
    await writeReleaseLinks(session, table, [
      {
        ...{ repository: 1, pattern: 'v*', subject: 1, release: 2, releasedAt: 0 },
        ...{ baseline: false, rule: 'TAG_CONTAINS_MERGE' },
      },
    ]);
}

/** Returns a document one version newer than that of the program: of a value that is rewritten, or that cannot be read. */
const newer = (document: StoredDocument, form: z.ZodType): StoredDocument => ({
  ...document,
  version: document.version + 1,
  upgrades: [...document.upgrades, () => 'rewritten'],
  formOf: () => form,
  unreadable: 'DELETE_ROW',
});

/** Returns rows of a document, as if no version of any was stored. */
const withoutVersions: Answer = (index, rows) => (index === 1 ? [] : rows.slice(0, 1));

async function callUpgrades(recorder: Recorder): Promise<void> {
  for (const form of [z.unknown(), z.never()])
    for (const document of storedDocuments) {
      const session = new RecordedSession(recorder, withoutVersions);
      await upgradeDocuments(
        () => session,
        () => undefined,
        [newer(document, form)],
      );
    }
}

async function callSchema(recorder: Recorder): Promise<void> {
  const orm = await MikroORM.init({ ...ormOptions, dbName: 'memory://' });
  await tableDifferences(orm as never, recordedExecute(recorder, all)).catch(() => undefined);
}

/** Calls what `calledByExample` names, and what only a transaction calls. */
export async function callExamples(recorder: Recorder): Promise<void> {
  const session = new RecordedSession(recorder, all);
  await callLinks(session);
  await callUpgrades(recorder);
  await callSchema(recorder);
  await session.drawNumbers(1);
  session.append({ kind: 'RULES', what: { teams: [1], metrics: [] } });
  await session.publish();
}
