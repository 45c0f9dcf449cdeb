import { MikroORM } from '@mikro-orm/pglite';
import { migrate, type Orm } from './migrate.js';
import { ormOptions } from './orm-options.js';

/** Returns the SQL that is missing between the newest migration and the tables; empty if the migrations are complete. */
export async function missingMigration(): Promise<{ up: string; difference: readonly string[] }> {
  const orm = await MikroORM.init({ ...ormOptions, dbName: 'memory://' });
  try {
    await migrate(orm as unknown as Orm);
    const up = await orm.schema.getUpdateSchemaSQL({ wrap: false });
    return {
      up,
      difference: up
        .split('\n')
        .filter((line) => line.trim() !== '' && !line.includes('mikro_orm_migrations')),
    };
  } finally {
    await orm.close(true);
  }
}
