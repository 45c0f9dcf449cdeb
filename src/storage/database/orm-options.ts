import { Migrator } from '@mikro-orm/migrations';
import { tables } from '../tables/index.js';
import { migrations } from './migrations.js';

/** Options of every connection, whichever the database. */
export const ormOptions = {
  entities: [...tables],
  extensions: [Migrator],
  discovery: { warnWhenNoEntities: false, checkDuplicateFieldNames: false },
  allowGlobalContext: false,
  ensureDatabase: false,
  migrations: {
    migrationsList: migrations,
    tableName: 'mikro_orm_migrations',
    snapshot: false,
    transactional: true,
    allOrNothing: true,
    disableForeignKeys: false,
    silent: true,
  },
};
