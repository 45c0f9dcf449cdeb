import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, createApp } from '../../../src/app.js';
import { operator } from '../../../src/directory/context.js';
import { createSchema } from '../../../src/graph/schema.js';
import type { InsightQuery } from '../../../src/insights/answer/answer.js';
import {
  columnOf,
  type DocumentRow,
  tableOf,
} from '../../../src/storage/documents/stored-document.js';
import { storedDocuments } from '../../../src/storage/documents/stored-documents.js';
import { writeHistory } from '../../story/fast-import.js';
import { openImportedCompany } from '../../story/imported-company.js';
import { newDirectory } from '../../story/open-story.js';
import { type DatabaseKind, databaseKinds, newPostgresUrl } from '../databases.js';
import { figuresOf, runSavedQueries } from './answers.js';
import {
  type KeptDatabase,
  keptVersions,
  readKept,
  restoreKept,
  rowsOf,
  writeKept,
} from './kept.js';

/** Versions that somebody may have a database of; a release adds its own, and `KEEP=1 vitest run ... storage/released` keeps its database. */
const released = ['0.1.0'];

const { version } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'),
) as { version: string };

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await createSchema();
});

async function newEmptyPlace(kind: DatabaseKind) {
  if (kind === 'POSTGRESQL') return { url: await newPostgresUrl(), directory: null };
  const directory = await mkdtemp(join(tmpdir(), 'insights-released-'));
  afterAll(() => rm(directory, { recursive: true, force: true }));
  return { url: null, directory };
}

async function openKept(kept: KeptDatabase, kind: DatabaseKind): Promise<App> {
  const place = await newEmptyPlace(kind);
  await restoreKept(kept, place);
  const app = await createApp({
    ...{ database: place, dataDirectory: newDirectory() },
    variables: { PATH: '/usr/local/bin:/usr/bin:/bin' },
  });
  afterAll(() => app.stop());
  return app;
}

const exported: InsightQuery = {
  ...{ scope: { path: 'Organisation' }, metrics: ['DEPLOYMENT_FREQUENCY'], granularity: 'MONTH' },
  ...{ range: { last: { count: 12, unit: 'WEEK' } }, aggregation: 'MEAN', timeZone: null },
  membership: 'CURRENT',
};

if (process.env.KEEP)
  test('keeps a database of the present version', async () => {
    const { app, viewer, ...story } = await openImportedCompany('EMBEDDED');
    const repository = join(newDirectory(), 'web.git');
    writeHistory(repository, {
      commits: [1, 2, 3].map((mark) => ({
        ...{ mark, branch: 'main', message: `Step ${mark}\n`, author: 'Ada <ada@example.com>' },
        ...{ seconds: 1_772_500_000 + mark * 86_400, parents: mark > 1 ? [mark - 1] : [] },
        files: { 'a.txt': `${mark}\n`, '.mailmap': 'Ada <ada@example.com> <a@old.example>\n' },
      })),
    });
    await story.connect(repository);
    await story.settle();
    await app.exports.start(viewer, { query: exported, by: 'CHILD' });
    const asked = { app, viewer, schema };
    const figures = await figuresOf(asked);
    const size = await writeKept({
      ...{ version, figures },
      ...(await rowsOf(app.database, viewer.account)),
    });
    expect(size).toBeLessThan(500_000);
  });

test('every released version has a kept database, the present one too', async () => {
  expect(released).toContain(version);
  expect((await keptVersions()).sort()).toEqual([...released].sort());
});

/** Reads every document of the rows. Returns those that have another form than is declared, and how many columns had any. */
function readDocuments(tables: KeptDatabase['tables']) {
  const filled = new Set<string>();
  const misfits: string[] = [];
  for (const document of storedDocuments)
    for (const row of tables.find(({ name }) => name === tableOf(document))?.rows ?? []) {
      const value = (row as DocumentRow)[columnOf(document)];
      const { error } = document.formOf(row as DocumentRow).safeParse(value);
      if (error) misfits.push(`${document.name}: ${JSON.stringify(error.issues)}`);
      filled.add(document.name);
    }
  return { filled: filled.size, misfits };
}

test('the documents of the present version have the forms that are declared', async () => {
  const { filled, misfits } = readDocuments((await readKept(version)).tables);
  expect(misfits).toEqual([]);
  expect(filled).toBeGreaterThan(40);
});

describe.each(released)('a database of version %s', (old) => {
  test.each(databaseKinds)('is opened and answers as it did, on %s', async (kind) => {
    const kept = await readKept(old);
    const app = await openKept(kept, kind);
    const [account] = await app.database.accounts();
    const viewer = operator(account!.id);
    await app.recalculation.settle(account!.id);
    expect(await app.ready()).toBeNull();
    expect(await figuresOf({ app, viewer, schema })).toEqual(kept.figures);
    expect(await runSavedQueries({ app, viewer, schema })).toBeGreaterThan(10);
    const { tables } = await rowsOf(app.database, account!.id);
    expect(readDocuments(tables)).toMatchObject({ misfits: [] });
  });
});
