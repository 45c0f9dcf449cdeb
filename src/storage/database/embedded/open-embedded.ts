import type { PGlite } from '@electric-sql/pglite';
import { MikroORM as EmbeddedOrm } from '@mikro-orm/pglite';
import type { OnUnreadable } from '../../documents/upgrade-documents.js';
import { embeddedLocks } from '../locks.js';
import { migrate, type Orm } from '../migrate.js';
import { embeddedNotifications } from '../notifications.js';
import { ormOptions } from '../orm-options.js';
import { applicationRole } from '../role.js';
import type { ServerParts } from '../server.js';
import { createStatistics, LOOK } from '../statistics.js';
import { openEmbeddedClient } from './client.js';

/** Opens and migrates the embedded database in a folder, or in memory. */
export async function openEmbedded(
  directory: string | null,
  onUnreadable: OnUnreadable | undefined,
): Promise<ServerParts> {
  const client = await openEmbeddedClient(directory ?? 'memory://');
  const orm = (await EmbeddedOrm.init({
    ...ormOptions,
    dbName: 'embedded',
    // A function, since the ORM copies what it is given, promises too.
    driverOptions: { pglite: () => client as unknown as PGlite },
  })) as unknown as Orm;
  await client.waitReady;
  await migrate(orm, onUnreadable);
  await client.exec(`set role ${applicationRole}`);
  const notifications = await embeddedNotifications(client);
  return {
    orm,
    notifications,
    withLock: embeddedLocks(),
    advice: null,
    abandon: () => undefined,
    countWritten: createStatistics(() => client.exec(LOOK)),
  };
}
