import { expect, onTestFinished, test } from 'vitest';
import { Outage } from '../../src/model/errors.js';
import { openDatabase } from '../../src/storage/database/database.js';
import type { Hint } from '../../src/storage/database/notifications.js';
import type { Session } from '../../src/storage/sql/session.js';
import { startHangingProxy } from '../server/hanging-proxy.js';
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

test('connections that the network has forgotten are replaced, and hints come again', async () => {
  const proxy = await startHangingProxy(await newPostgresUrl());
  onTestFinished(() => proxy.stop());
  const options = { url: proxy.url, connections: 2, directory: null, clock: Date.now };
  const database = await openDatabase(options);
  const account = await database.createAccount();
  const hints: Hint[] = [];
  database.onHint((hint) => hints.push(hint));
  const lose = async (session: Session) => {
    proxy.hang();
    proxy.forget();
    await session.query('select 1');
  };
  await expect(database.read(account, lose)).rejects.toBeInstanceOf(Outage);
  expect(await database.accounts()).toEqual([{ id: account, sequence: 0 }]);
  const missed = { account: 0, sequence: 0 };
  await expect.poll(() => hints, { timeout: 30_000 }).toContainEqual(missed);
  proxy.hang();
  await database.close();
});
