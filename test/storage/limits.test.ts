import { describe, expect, it } from 'vitest';
import { INDEX_ENTRY_BYTES, NAME_BYTES } from '../../src/model/limits.js';
import type { Database } from '../../src/storage/database/database.js';
import { databaseKinds, newDatabase } from './databases.js';

/** Bytes of a character of UTF-16, at most. */
const WIDEST = 3;
/** Words of our own: kinds, digests, rules and names of metrics. */
const OURS = 100;
const PATTERN = 200 * WIDEST;
const PATH_KEY = 300 * WIDEST;
const WORD = 600 * WIDEST;
/** A name quoted in JSON, twice as long where it is made of quotes, and three numbers. */
const STREAM = 2 * NAME_BYTES + OURS;
/** A property before the beginning of a name, or its hash. */
const PLACE = OURS + 200 * WIDEST;
/** Ids of commits and tags are made of the repository and what names them in it. */
const MADE_ID = 2 * NAME_BYTES + 1;

/** The most bytes of each text that stands in an index. A new one needs a line, and a limit where it comes in. */
const longest: Readonly<Record<string, number>> = {
  ...{ 'api_key.hash': OURS, 'ruleset.digest': OURS, 'export_job.digest': OURS },
  ...{ 'export_job.status': OURS, 'cell_rows.metric': OURS },
  ...{ 'fact_link.relation': OURS, 'fact_word.kind': OURS, 'fact_word.word': WORD },
  ...{ 'deployment_place.kind': OURS, 'deployment_place.place': STREAM },
  ...{ 'fact_place.kind': OURS, 'fact_place.place': PLACE },
  ...{ 'dimension.kind': OURS, 'dimension.name': NAME_BYTES },
  ...{ 'identity.application_type': OURS, 'identity.external_id': NAME_BYTES },
  ...{ 'set_aside.kind': OURS, 'set_aside.metric': OURS, 'integration_credential.field': OURS },
  ...{ 'source_validator.address': OURS, 'inbox_delivery.delivery': 2 * OURS },
  ...{ 'inbox_delivery.digest': OURS, 'inbox_delivery.status': OURS },
  ...{ 'tombstone.kind': OURS, 'tombstone.id': MADE_ID },
  ...{ 'repository.id': NAME_BYTES, 'commit.id': MADE_ID, 'change.id': MADE_ID },
  ...{ 'tag.id': MADE_ID, 'mailmap.id': MADE_ID, 'commit.sha': OURS, 'change.sha': OURS },
  ...{ 'pull_request.id': NAME_BYTES, 'work_item.id': NAME_BYTES, 'work_item.parent': NAME_BYTES },
  ...{ 'sprint.id': NAME_BYTES, 'project_version.id': NAME_BYTES },
  ...{ 'pipeline_run.id': NAME_BYTES, 'pipeline_run.run': NAME_BYTES },
  ...{ 'pipeline_run.parent': NAME_BYTES, 'incident.id': NAME_BYTES },
  ...{ 'change_request.id': NAME_BYTES, 'developer.email': 254 * WIDEST },
  ...{ 'changed_file.path_key': PATH_KEY, 'changed_file.from_key': PATH_KEY },
  ...{ 'pull_request_file.path_key': PATH_KEY, 'pull_request_file.from_key': PATH_KEY },
  ...{ 'release.pattern': PATTERN, 'change_release.pattern': PATTERN },
  ...{ 'pull_request_release.pattern': PATTERN },
  ...{ 'org_node.key': OURS, 'org_tree.name': 200 * WIDEST },
  ...{ 'migration_digest.name': OURS, 'stored_document.name': OURS },
  ...{ 'profile.kind': OURS, 'profile.name': 200 * WIDEST },
};

const indexedTexts = (database: Database) =>
  database.read(1, (session) =>
    session.query<{ readonly index: string; readonly columns: readonly string[] }>(
      `select i.relname as index, array_agg(t.relname || '.' || a.attname) as columns
       from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
         join pg_namespace n on n.oid = t.relnamespace
         join pg_attribute a on a.attrelid = i.oid
         join pg_type y on y.oid = a.atttypid and y.typname in ('text', 'varchar', 'bpchar', 'jsonb')
       where n.nspname = current_schema() and t.relname not like 'mikro%' group by i.relname`,
    ),
  );

const OPENING_MILLISECONDS = 120_000;

describe.each(databaseKinds)('%s', (kind) => {
  it(
    'has no index whose entries may be longer than an index holds',
    async () => {
      const indexes = await indexedTexts(await newDatabase(kind));
      expect(indexes.length).toBeGreaterThan(30);
      const columns = [...new Set(indexes.flatMap((index) => index.columns))];
      expect(columns.filter((column) => longest[column] === undefined)).toEqual([]);
      const bytes = indexes.map(({ index, columns: all }) => ({
        index,
        bytes: all.reduce((sum, column) => sum + (longest[column] ?? 0), 0),
      }));
      expect(bytes.filter((one) => one.bytes > INDEX_ENTRY_BYTES)).toEqual([]);
    },
    OPENING_MILLISECONDS,
  );
});
