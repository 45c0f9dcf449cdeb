import type { Kysely } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { createDirectory } from '../../src/directory/directory.js';
import { type Database, openDatabase } from '../../src/storage/database/database.js';
import { applicationRole } from '../../src/storage/database/role.js';
import { RepositoryTable } from '../../src/storage/tables/code.table.js';
import { administer, newDatabase, newPostgresUrl } from './databases.js';
import { hasPgBouncer, startPgBouncer } from './pgbouncer.js';

const repository = (id: string) =>
  `insert into repository (account_id, id, number, digest, updated_at, integration, name) values ($1, '${id}', $2, '', now(), 1, '${id}')`;

const OWNER = 'tenancy_owner';

/** A database that a login owns which may do nothing further but take the role. */
async function ownedUrl(): Promise<string> {
  const url = await newPostgresUrl();
  const name = new URL(url).pathname.slice(1);
  await administer(
    url,
    `do $$ begin
       perform pg_advisory_xact_lock(42);
       if not exists (select from pg_roles where rolname = '${OWNER}') then create role ${OWNER} login password '${OWNER}'; end if;
       if not exists (select from pg_roles where rolname = '${applicationRole}') then create role ${applicationRole} nologin; end if;
       grant ${applicationRole} to ${OWNER};
     end $$`,
  );
  await administer(url, `alter database ${name} owner to ${OWNER}`);
  await administer(url, `alter schema public owner to ${OWNER}`);
  return Object.assign(new URL(url), { username: OWNER, password: OWNER }).href;
}

/** A database by way of PgBouncer; its server sessions are few, so that accounts share them. */
async function pooled(directUrl: string, settings: Readonly<Record<string, string>>) {
  const pooler = await startPgBouncer({ default_pool_size: '3', ...settings }, { [OWNER]: OWNER });
  const options = { url: pooler.through(directUrl), directUrl, directory: null, clock: Date.now };
  const database = await openDatabase(options);
  afterAll(async () => {
    await database.close();
    await pooler.stop();
  });
  return database;
}

const TRANSACTION = { pool_mode: 'transaction' };
const ways: Readonly<Record<string, { needs: boolean; open(): Promise<Database> }>> = {
  EMBEDDED: { needs: true, open: () => newDatabase('EMBEDDED') },
  POSTGRESQL: { needs: true, open: () => newDatabase('POSTGRESQL') },
  'PgBouncer in transaction mode, as a superuser': {
    needs: hasPgBouncer,
    open: async () => pooled(await newPostgresUrl(), TRANSACTION),
  },
  'PgBouncer in transaction mode, as the owner': {
    needs: hasPgBouncer,
    open: async () => pooled(await ownedUrl(), TRANSACTION),
  },
  'PgBouncer in transaction mode that ignores options': {
    needs: hasPgBouncer,
    open: async () =>
      pooled(await newPostgresUrl(), { ...TRANSACTION, ignore_startup_parameters: 'options' }),
  },
  'PgBouncer in session mode': {
    needs: hasPgBouncer,
    open: async () =>
      pooled(await newPostgresUrl(), { pool_mode: 'session', default_pool_size: '20' }),
  },
};

for (const [way, { needs, open }] of Object.entries(ways))
  describe.skipIf(!needs)(`on ${way}`, async () => {
    if (!needs) return;
    const database = await open();
    const accounts = [await database.createAccount(), await database.createAccount()] as const;
    for (const account of accounts)
      await database.write(account, (session) =>
        session.query(repository(`r${account}`), [account, account]),
      );

    test('every table with an account has a forced policy and every other one is known', async () => {
      const rows = await database.read(accounts[0], (session) =>
        session.query<{ name: string; owned: boolean; held: boolean }>(
          `select c.relname as name, exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'account_id') as owned,
           c.relrowsecurity and c.relforcerowsecurity and exists (select 1 from pg_policy p where p.polrelid = c.oid) as held
         from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')`,
        ),
      );
      expect(rows.length).toBeGreaterThan(30);
      expect(rows.filter(({ owned, held }) => owned && !held)).toEqual([]);
      expect(
        rows
          .filter(({ owned }) => !owned)
          .map(({ name }) => name)
          .sort(),
      ).toEqual(['account', 'migration_digest', 'mikro_orm_migrations', 'stored_document']);
    });

    test('a query that forgets its account sees no row through any door of the ORM', async () => {
      const entities = await database.lookUpKey('no such hash', async (session) => {
        expect(await session.query('select * from repository')).toEqual([]);
        expect(await session.entities.find(RepositoryTable, {})).toEqual([]);
        expect(await session.entities.execute('select * from repository')).toEqual([]);
        return session.entities;
      });
      const forgetful = entities.fork({ clear: true, keepTransactionContext: false });
      forgetful.setSessionContext({});
      expect(await forgetful.find(RepositoryTable, {})).toEqual([]);
      expect(await forgetful.count(RepositoryTable, {})).toBe(0);
      expect(await forgetful.createQueryBuilder(RepositoryTable).select('*').execute()).toEqual([]);
      expect(await forgetful.execute('select * from repository')).toEqual([]);
      expect(await forgetful.getConnection().execute('select * from repository')).toEqual([]);
      const kysely = forgetful.getKysely() as unknown as Kysely<{ repository: object }>;
      expect(await kysely.selectFrom('repository').selectAll().execute()).toEqual([]);
    });

    test('an account sees its own rows only and writes no other', async () => {
      for (const account of accounts)
        expect(
          await database.read(account, (session) => session.query('select id from repository')),
        ).toEqual([{ id: `r${account}` }]);
      const foreign = database.write(accounts[0], (session) =>
        session.query(repository('foreign'), [accounts[1], 99]),
      );
      await expect(foreign).rejects.toThrow(/row-level security/);
    });

    test('two accounts that hammer one pool never see each other', async () => {
      const crossed: unknown[] = [];
      const hammer = async (worker: number) => {
        for (let round = 0; round < 25; round++) {
          const account = accounts[(worker + round) % 2]!;
          const rows = await database.read(account, (session) =>
            session.query<{ id: string }>('select id from repository'),
          );
          if (rows.length !== 1 || rows[0]?.id !== `r${account}`) crossed.push(rows);
        }
      };
      await Promise.all(Array.from({ length: 8 }, (_worker, index) => hammer(index)));
      expect(crossed).toEqual([]);
    });

    test('what was written down as activity is neither changed nor removed', async () => {
      for (const sql of ['delete from activity', "update activity set action = 'x'"])
        await expect(database.write(accounts[0], (session) => session.query(sql))).rejects.toThrow(
          /permission denied/,
        );
    });

    test('an id of another account is answered like one that never was', async () => {
      const directory = createDirectory({
        database,
        clock: Date.now,
        mailmap: () => (person) => person,
      });
      const [one, other] = [
        await directory.account.create('One'),
        await directory.account.create('Other'),
      ];
      const profiles = await database.read(one, (session) =>
        session.query<{ number: number }>('select number::float8 as number from profile'),
      );
      const seen = await database.read(other, (session) =>
        session.query(
          'select number from profile where account_id = $1 and number = any($2::bigint[])',
          [one, profiles.map(({ number }) => number)],
        ),
      );
      expect(seen).toEqual([]);
    });
  });

test('a pool of two connections serves two accounts without a crossing', async () => {
  const database = await openDatabase({
    url: await newPostgresUrl(),
    directory: null,
    clock: Date.now,
    connections: 2,
  });
  const accounts = [await database.createAccount(), await database.createAccount()];
  const seen = await Promise.all(
    Array.from({ length: 200 }, async (_round, index) => {
      const account = accounts[index % 2]!;
      const rows = await database.read(account, (session) =>
        session.query<{ id: number }>('select account_id::float8 as id from number_counter'),
      );
      return rows.length === 1 && rows[0]?.id === account;
    }),
  );
  expect(seen.every(Boolean)).toBe(true);
  await database.close();
});
