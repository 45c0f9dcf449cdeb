import type { Kysely } from 'kysely';
import { describe, expect, test } from 'vitest';
import { createDirectory } from '../../src/directory/directory.js';
import { openDatabase } from '../../src/storage/database.js';
import { RepositoryTable } from '../../src/storage/tables/code.table.js';
import { databaseKinds, newDatabase, newPostgresUrl } from './databases.js';

const repository = (id: string) =>
  `insert into repository (account_id, id, number, digest, updated_at, integration, name) values ($1, '${id}', $2, '', now(), 1, '${id}')`;

describe.each(databaseKinds)('on %s', async (kind) => {
  const database = await newDatabase(kind);
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
    ).toEqual(['account', 'mikro_orm_migrations']);
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
