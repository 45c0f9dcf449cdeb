import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/storage/database/database.js';
import { prepareDataFolder } from '../../src/storage/database/embedded/data-folder.js';
import { newPlace } from './databases.js';
import { copyEmbeddedTemplate } from './template.js';

const open = (directory: string) => openDatabase({ url: null, directory, clock: Date.now });
const lacking = (part: string) => (folder: string) =>
  rmSync(join(folder, part), { recursive: true });

/** How each damage is said, in one line that names the folder. */
const damages: Record<string, [(folder: string) => void, RegExp]> = {
  'its version is missing': [
    lacking('PG_VERSION'),
    /is neither empty nor a whole database: it lacks PG_VERSION/,
  ],
  'its control file is missing': [lacking('global/pg_control'), /it lacks global\/pg_control/],
  'its log is missing': [lacking('pg_wal'), /it lacks pg_wal/],
  'its databases are missing': [lacking('base'), /it lacks base/],
  'its version is another': [
    (folder) => writeFileSync(join(folder, 'PG_VERSION'), '17\n'),
    /holds a database of version 17, not 18/,
  ],
  'its control file is cut off': [
    (folder) => truncateSync(join(folder, 'global/pg_control'), 100),
    /holds a database that cannot be opened: it is damaged/,
  ],
  'something else lies in it': [
    (folder) => {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
      writeFileSync(join(folder, 'notes.txt'), 'mine');
    },
    /is neither empty nor a whole database/,
  ],
};

test('a folder that is neither empty nor a whole database is refused in one line, and left as it is', async () => {
  const { directory } = await newPlace('EMBEDDED');
  for (const [name, [damage, message]] of Object.entries(damages)) {
    const folder = join(directory!, `../damaged-${process.pid}`);
    cpSync(directory!, folder, { recursive: true });
    damage(folder);
    const error = await open(folder).then(
      () => null,
      (reason: Error & { code?: string }) => reason,
    );
    expect({ name, code: error?.code }).toEqual({ name, code: 'UNAVAILABLE' });
    expect(error?.message).toMatch(message);
    expect(error?.message).toContain(folder);
    expect(error?.message).not.toContain('\n');
    expect(existsSync(`${folder}.unfinished`)).toBe(false);
    rmSync(folder, { recursive: true });
  }
});

test('a database whose making was cut off is made again', async () => {
  const { directory } = await newPlace('EMBEDDED');
  const folder = join(directory!, 'database');
  mkdirSync(join(folder, 'base'), { recursive: true });
  writeFileSync(`${folder}.unfinished`, '');
  const database = await open(folder);
  const account = await database.createAccount();
  await database.close();
  expect(existsSync(`${folder}.unfinished`)).toBe(false);

  const again = await open(folder);
  expect((await again.accounts()).map(({ id }) => id)).toEqual([account]);
  await again.close();
});

test('a new folder begins as a copy of the empty database, once more where the copying was cut off, and no other does', async () => {
  const empty = await copyEmbeddedTemplate();
  const filesIn = (folder: string) => readdirSync(folder, { recursive: true }).toSorted();
  const folder = join(await copyEmbeddedTemplate(), 'other', 'database');
  for (const cutOff of [false, true]) {
    if (cutOff) rmSync(join(folder, 'pg_wal'), { recursive: true });
    const begun = await prepareDataFolder(folder, empty);
    expect(begun.isEmpty).toBe(false);
    expect(filesIn(folder)).toEqual(filesIn(empty));
    expect(existsSync(`${folder}.unfinished`)).toBe(true);
  }
  const begun = await prepareDataFolder(folder, empty);
  await begun.made();
  const database = await open(folder);
  const account = await database.createAccount();
  await database.close();

  expect(await prepareDataFolder(folder, empty)).toMatchObject({ isEmpty: false });
  const again = await open(folder);
  expect((await again.accounts()).map(({ id }) => id)).toEqual([account]);
  await again.close();
  expect(await prepareDataFolder(join(folder, 'new'), join(folder, 'none'))).toMatchObject({
    isEmpty: true,
  });
});
