import { expect, test } from 'vitest';
import { z } from 'zod';
import { defaultAlignment, sourceCodePreset } from '../../../src/model/profile/default-profile.js';
import { emptyTeamSettings } from '../../../src/model/team.js';
import { openDatabase } from '../../../src/storage/database/database.js';
import { document } from '../../../src/storage/documents/stored-document.js';
import { storedDocuments } from '../../../src/storage/documents/stored-documents.js';
import { otherVersions, upgradeValue } from '../../../src/storage/documents/upgrade-documents.js';
import { administer, newPlace } from '../databases.js';

const profile = (number: number, kind: string, config: object) =>
  `insert into profile (account_id, number, kind, name, version, config, created_at, updated_at)
   values (1, ${number}, '${kind}', 'Old ${number}', 1, '${JSON.stringify(config)}', now(), now())`;

const { changeFailureRate: _, sprints: __, ...oldEfficiency } = sourceCodePreset;
const { includeIncidents: ___, ...oldRestore } = sourceCodePreset.meanTimeToRestore;
const conditions = [{ property: 'status', operator: 'EQUALS', values: ['ok'] }];

const before = [
  'insert into account (id) values (1)',
  profile(1, 'EFFICIENCY', { ...oldEfficiency, meanTimeToRestore: oldRestore }),
  profile(2, 'BUSINESS_ALIGNMENT', {
    categories: [{ id: 1, name: 'Keep', rank: 1, fetchScope: 'MATCH_ONLY', scopeFilters: [] }],
  }),
  `insert into node_setting (account_id, node, version, settings, updated_at, updated_by)
   values (1, 9, 1, '${JSON.stringify({ repositories: [], releasePattern: '^r', pipelines: { scope: [], success: conditions } })}', now(), 1)`,
  `insert into ruleset (account_id, number, digest, content, created_at) values (1, 5, 'a', '{"settings": {}}', now())`,
  'insert into team_ruleset (account_id, team, ruleset) values (1, 9, 5)',
  `insert into export_job (account_id, number, digest, request, viewer, status, sequence, created_at)
   values (1, 7, 'd', '{"question": 1}', '{}', 'QUEUED', 0, now())`,
];

async function open(url: string) {
  const lines: string[] = [];
  const database = await openDatabase({
    ...{ url, directory: null, clock: Date.now },
    onUnreadable: (line) => lines.push(line),
  });
  await database.ping();
  await database.close();
  return lines;
}

async function rowsOf(url: string, sql: string): Promise<unknown[]> {
  return (await administer(url, sql)).rows;
}

test('documents from before versions become what the program writes; what can be made again goes and is reported', async () => {
  const { url } = await newPlace('POSTGRESQL');
  const place = url!;
  await administer(place, [...before, 'delete from stored_document'].join(';'));
  expect(await open(place)).toEqual([
    expect.stringMatching(
      /^ruleset.content of ruleset 5 of account 1 could not be upgraded \(efficiencyProfile: .+\) and was deleted: it is made again/,
    ),
    expect.stringMatching(/^export_job.request of export_job 7 of account 1 could not be upgraded/),
  ]);
  expect(await rowsOf(place, 'select config from profile order by number')).toEqual([
    { config: sourceCodePreset },
    {
      config: {
        ...defaultAlignment,
        categories: [
          {
            ...{ id: 1, name: 'Keep', rank: 1, fetchScope: 'MATCH_ONLY', scopeFilters: [] },
            ...{ description: null, color: null, goal: null },
          },
        ],
      },
    },
  ]);
  expect(await rowsOf(place, 'select settings from node_setting')).toEqual([
    {
      settings: {
        ...emptyTeamSettings,
        releasePattern: '^r',
        pipelines: { ...emptyTeamSettings.pipelines, success: { op: 'AND', conditions } },
      },
    },
  ]);
  expect(await rowsOf(place, 'select ruleset, pending from team_ruleset')).toEqual([
    { ruleset: null, pending: null },
  ]);
  expect(await open(place)).toEqual([]);
});

test('every structured column is declared, and a new database has the versions of the program', async () => {
  const { url } = await newPlace('POSTGRESQL');
  const columns = await rowsOf(
    url!,
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and data_type in ('json', 'jsonb')`,
  );
  const names = (columns as { name: string }[]).map(({ name }) => name);
  expect(storedDocuments.map(({ name }) => name).sort()).toEqual(names.sort());
  expect(await rowsOf(url!, 'select name from stored_document')).toHaveLength(names.length);
});

test('rules that no upgrade makes readable refuse the database in one line, and nothing of it changes', async () => {
  const { url } = await newPlace('POSTGRESQL');
  const broken = profile(3, 'EFFICIENCY', { ...sourceCodePreset, leadTime: { phases: 'all' } });
  await administer(url!, [...before, broken, 'delete from stored_document'].join(';'));
  await expect(open(url!)).rejects.toThrow(
    /^The database cannot be upgraded: profile.config of profile 3 "Old 3" of account 1 is none that this program can read \(leadTime.phases: [^\n]+\)\. Save it again with the program that wrote it, then upgrade\.$/,
  );
  expect(await rowsOf(url!, 'select 1 from stored_document')).toEqual([]);
  expect(await rowsOf(url!, 'select number from ruleset')).toHaveLength(1);
});

test('a version that the program does not know is refused, at the start and while it runs', async () => {
  const { url } = await newPlace('POSTGRESQL');
  await administer(url!, "update stored_document set version = 9 where name = 'profile.config'");
  await expect(open(url!)).rejects.toThrow(
    'The database is newer than this program: it holds version 9 of profile.config. Update the program, or open another database.',
  );
  expect(otherVersions(new Map())).toContain('older than this program: it lacks version 1 of');
});

test('each upgrade is applied once, from whichever version the database has', () => {
  const later = document(
    'profile.config',
    z.object({ steps: z.string() }),
    {
      upgrades: [2, 3].map((step) => (value: unknown) => ({
        steps: `${(value as { steps?: string }).steps ?? ''}${step}`,
      })),
    },
    3,
  );
  const from = (version: number, value: object) => upgradeValue(later, version, value, {});
  expect(from(1, {})).toEqual({ value: { steps: '23' } });
  expect(from(2, { steps: '2' })).toEqual({ value: { steps: '23' } });
  expect(from(3, { steps: '23' })).toEqual({ value: { steps: '23' } });
  expect(from(3, {})).toEqual({ misfit: expect.stringContaining('steps: ') });
});
