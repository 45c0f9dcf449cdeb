import { expect, test } from 'vitest';
import { Migration20261128105900_inbox_calls } from '../../../migrations/Migration20261128105900_inbox_calls.js';
import { openDatabase } from '../../../src/storage/database/database.js';
import { openEmbeddedClient } from '../../../src/storage/database/embedded/client.js';
import { migrations } from '../../../src/storage/database/migrations.js';
import { administer, databaseKinds, newDatabase, newPlace } from '../databases.js';
import { changedMigrations } from './changed-migrations.js';

type Place = Awaited<ReturnType<typeof newPlace>>;

async function alter({ url, directory }: Place, sql: string): Promise<readonly unknown[]> {
  if (url !== null) {
    const result = await administer(url, sql);
    return [result].flat().at(-1)!.rows;
  }
  const client = await openEmbeddedClient(directory!);
  try {
    const statements = sql.split('; ');
    for (const statement of statements.slice(0, -1)) await client.exec(statement);
    return (await client.query(statements.at(-1)!)).rows;
  } finally {
    await client.close();
  }
}

const reasonOf = (place: Place): Promise<string> =>
  openDatabase({ ...place, clock: Date.now }).then(
    async (database) => {
      await database.close();
      return 'opened';
    },
    (error: Error) => error.message,
  );

const NEWEST = migrations.at(-1)!.name;
const FORGET_DIGESTS =
  "drop table migration_digest; delete from mikro_orm_migrations where name = 'Migration20261128141500_migration_digests'";

test.each(databaseKinds)(
  'a database from before digests is opened where its tables are as declared, else refused and left as it is: %s',
  async (kind) => {
    const place = await newPlace(kind);
    await alter(
      place,
      `${FORGET_DIGESTS}; alter table commit rename column body to text; alter table api_key add note text`,
    );
    expect(await reasonOf(place)).toBe(
      "The database's tables are not what its migrations make: commit.body is lacking. Open it with the program that made it, or begin with an empty database and bring the data in again.",
    );
    expect(await alter(place, "select to_regclass('migration_digest')::text as name")).toEqual([
      { name: null },
    ]);
    await alter(place, 'alter table commit rename column text to body');
    expect(await reasonOf(place)).toBe('opened');
    expect(await alter(place, 'select count(*)::int as count from migration_digest')).toEqual([
      { count: migrations.length },
    ]);
  },
);

test('a database is refused whose migration was another, or is unknown, in one line that says which', async () => {
  const place = await newPlace('POSTGRESQL');
  await alter(place, `update migration_digest set digest = 'other' where name = '${NEWEST}'`);
  expect(await reasonOf(place)).toBe(
    `The database was made by another form of ${NEWEST} than this program has. Open it with the program that made it, or open another database.`,
  );
  await alter(
    place,
    "delete from migration_digest; insert into mikro_orm_migrations (name) values ('Migration99991231_later')",
  );
  expect(await reasonOf(place)).toContain('newer than this program: it holds Migration99991231');
});

test('a database that a migration does not fit is refused in one line', async () => {
  const place = await newPlace('POSTGRESQL');
  await alter(
    place,
    `${FORGET_DIGESTS}; delete from mikro_orm_migrations where name = 'Migration20261128105900_inbox_calls'`,
  );
  expect(await reasonOf(place)).toMatch(
    /^The database was made by a program between two versions and cannot be upgraded: .*"calls".* already exists\. Open it with/,
  );
});

test('a running program says that the schema became another, and when it is well again', async () => {
  const { url } = await newPlace('POSTGRESQL');
  const database = await newDatabase('POSTGRESQL', { url });
  const stateAfter = async (sql: string) => {
    await administer(url!, sql);
    return database.ping().then(
      () => 'ready',
      (error: Error) => error.message,
    );
  };
  expect(
    await stateAfter("insert into mikro_orm_migrations (name) values ('Migration99991231_later')"),
  ).toContain('The database is newer than this program: it holds Migration99991231_later.');
  expect(
    await stateAfter("delete from mikro_orm_migrations where name = 'Migration99991231_later'"),
  ).toBe('ready');
  expect(await stateAfter(`delete from mikro_orm_migrations where name = '${NEWEST}'`)).toBe(
    `The database is older than this program: it lacks ${NEWEST}. Run "insights migrate", or start this program again.`,
  );
});

test('a merged migration may neither change nor go, and a new one needs its digest', async () => {
  expect(await changedMigrations()).toEqual([]);
  class Changed extends Migration20261128105900_inbox_calls {
    override up(): void {
      super.up();
      this.addSql('select 1');
    }
  }
  const others = migrations.map(({ name, class: Class }) => ({
    name: name === NEWEST ? 'Migration99991231_new' : name,
    class: name === 'Migration20261128105900_inbox_calls' ? Changed : Class,
  })) as typeof migrations;
  const findings = await changedMigrations(others);
  expect(findings.map((finding) => finding.split(' was merged')[0])).toEqual([
    'Migration20261128105900_inbox_calls',
    expect.stringMatching(
      /^migrations\/digests.ts lacks a migration. Add this line:\n {2}Migration99991231_new: '[0-9a-f]{32}',$/,
    ),
    NEWEST,
  ]);
});
