import { expect, test } from 'vitest';
import { Outage } from '../../src/model/errors.js';
import type { Session } from '../../src/storage/sql/session.js';
import { administer, newDatabase, newPostgresUrl } from './databases.js';

test('connections that are lost within transactions are replaced, however many', async () => {
  const url = await newPostgresUrl();
  const database = await newDatabase('POSTGRESQL', { url, connections: 2 });
  const account = await database.createAccount();
  const lose = async (session: Session) => {
    const [own] = await session.query<{ pid: number }>('select pg_backend_pid() as pid');
    await administer(url, `select pg_terminate_backend(${own?.pid})`);
    await session.query('select 1');
  };
  for (let time = 0; time < 4; time += 1)
    await expect(database.write(account, lose)).rejects.toBeInstanceOf(Outage);
  expect(await database.read(account, (session) => session.query('select 1 as one'))).toEqual([
    { one: 1 },
  ]);
});
