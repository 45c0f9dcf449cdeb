import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { createDirectory } from '../../../src/directory/directory.js';
import { createMailmap } from '../../../src/engine/identity/mailmap.js';
import { openDatabase } from '../../../src/storage/database/database.js';
import { databaseKinds, newDatabase, newPostgresUrl } from '../databases.js';

/** Two processes over one server, or one process with the embedded database to itself. */
async function opened(kind: (typeof databaseKinds)[number]) {
  if (kind === 'EMBEDDED') {
    const database = await newDatabase(kind);
    return [database, database] as const;
  }
  const url = await newPostgresUrl();
  const open = () => openDatabase({ url, directory: null, clock: Date.now });
  const databases = [await open(), await open()] as const;
  afterAll(async () => {
    for (const database of databases) await database.close();
  });
  return databases;
}

test.each(databaseKinds)('work of one turn is never done twice at a time on %s', async (kind) => {
  const databases = await opened(kind);
  let atWork = 0;
  let most = 0;
  const work = async () => {
    atWork += 1;
    most = Math.max(most, atWork);
    await pause(5);
    atWork -= 1;
  };
  const turns = Array.from({ length: 12 }, (_, at) =>
    databases[at % 2]!.withLock('ACCOUNTS', work),
  );
  const failed = databases[0].withLock('ACCOUNTS', async () => {
    throw new Error('It did not work out.');
  });
  await expect(failed).rejects.toThrow('It did not work out.');
  await Promise.all(turns);
  expect(most).toBe(1);
});

test.each(databaseKinds)('many who make one account at once make one on %s', async (kind) => {
  const directories = (await opened(kind)).map((database) =>
    createDirectory({ database, clock: Date.now, mailmap: createMailmap }),
  );
  const making = Array.from({ length: 6 }, (_, at) => directories[at % 2]!.account.create('Same'));
  const ended = await Promise.allSettled(making);
  expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const all = await directories[0]!.account.all();
  expect(all.map(({ name }) => name)).toEqual(['Same']);
});
