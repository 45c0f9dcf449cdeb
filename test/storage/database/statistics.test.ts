import { expect, it } from 'vitest';
import { databaseKinds, newDatabase } from '../databases.js';

it.each(databaseKinds)('the planner knows a table that has grown, on %s', async (kind) => {
  const database = await newDatabase(kind);
  const account = await database.createAccount();
  await database.write(account, (session) =>
    session.run(
      `insert into dimension (account_id, number, kind, name)
         select $1, number, 'SERVICE', 'service ' || number from generate_series(1, 15000) as number`,
    ),
  );
  const known = () =>
    database.read(account, async (session) => {
      const row = await session.find<{ rows: number }>(
        "select reltuples::float8 as rows from pg_class where relname = 'dimension' and $1::bigint > 0",
      );
      return row?.rows;
    });
  await expect.poll(known, { timeout: 10_000 }).toBe(15_000);
});
