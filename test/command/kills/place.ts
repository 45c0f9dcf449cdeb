import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { type App, createApp } from '../../../src/app.js';
import { operator } from '../../../src/directory/context.js';
import type { Viewer } from '../../../src/model/access.js';
import {
  administer,
  type DatabaseKind,
  newPlace as placeOfTemplate,
} from '../../storage/databases.js';
import { copyEmbeddedTemplateTo } from '../../storage/template.js';
import { emptyDatabase, newFolder } from '../program.js';

/** Where a company lives: its database and its data folder. */
export interface Place {
  /** Null for the embedded database of the data folder. */
  readonly url: string | null;
  readonly dataDirectory: string;
}

export const ADMIN_KEY = 'ei_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG';

export const environmentOf = ({ url, dataDirectory }: Place): Record<string, string> => ({
  ...{ DATA_DIR: dataDirectory, PORT: '0', INSIGHTS_ADMIN_KEY: ADMIN_KEY },
  ...(url === null ? {} : { DATABASE_URL: url }),
});

export const databaseFolder = ({ dataDirectory }: Place): string => join(dataDirectory, 'database');

/** Returns a place where nothing was begun. */
export async function newPlace(kind: DatabaseKind): Promise<Place> {
  return {
    url: kind === 'POSTGRESQL' ? await emptyDatabase() : null,
    dataDirectory: newFolder(),
  };
}

/** Returns a place whose database is migrated and empty, for laws that are not about a first start. */
export async function newMigratedPlace(kind: DatabaseKind): Promise<Place> {
  const dataDirectory = newFolder();
  if (kind === 'POSTGRESQL') return { url: (await placeOfTemplate(kind)).url, dataDirectory };
  const place = { url: null, dataDirectory };
  await copyEmbeddedTemplateTo(databaseFolder(place));
  return place;
}

/** A company just like this one, whose processes have all ended. */
export async function copyOf(place: Place): Promise<Place> {
  const dataDirectory = newFolder();
  await cp(place.dataDirectory, dataDirectory, { recursive: true });
  if (place.url === null) return { url: null, dataDirectory };
  const url = await emptyDatabase();
  const [source, target] = [place.url, url].map((one) => new URL(one).pathname.slice(1));
  const server = new URL(url);
  server.pathname = '/postgres';
  await administer(server.href, `drop database ${target}`);
  await administer(server.href, `create database ${target} template ${source}`);
  return { url, dataDirectory };
}

/** Works on a place in this process, in its only account or a new one. */
export async function within<T>(
  place: Place,
  work: (app: App, viewer: Viewer) => Promise<T>,
): Promise<T> {
  const { url, dataDirectory } = place;
  const app = await createApp({
    ...{ database: { url, directory: databaseFolder(place) }, dataDirectory },
    variables: { PATH: '/usr/local/bin:/usr/bin:/bin' },
  });
  try {
    const [known] = await app.database.accounts();
    const account = known?.id ?? (await app.directory.account.create('Company'));
    return await work(app, operator(account));
  } finally {
    await app.stop();
  }
}
