import { describe, expect, it } from 'vitest';
import { databaseKinds, newDatabase } from '../databases.js';

describe.each(databaseKinds)('a statement that is sent again, on %s', async (kind) => {
  const database = await newDatabase(kind);
  const account = await database.createAccount();
  const divide = (mark: string, by: number) =>
    database.read(account, (session) =>
      session.find<{ quotient: number; name: string | null }>(
        `select (12 / $2::int)::float8 as quotient, (select name from pg_prepared_statements
           where statement like '%${mark}%' and statement like '%$1::bigint%' limit 1) as name where $1::bigint > 0`,
        [by],
      ),
    );

  it('has a name from its second time on', async () => {
    const found = [await divide('one', 3), await divide('one', 4)];
    expect(found.map((row) => row?.quotient)).toEqual([4, 3]);
    expect((await divide('one', 6))?.name).toMatch(/^insights_\d+$/);
  });

  it('is sent as before once it has failed, whether it had a name or not', async () => {
    const fails = () => expect(divide('other', 0)).rejects.toThrow(/division by zero/);
    for (let time = 0; time < 3; time += 1) await fails();
    expect((await divide('other', 3))?.quotient).toBe(4);
    await fails();
    expect((await divide('other', 4))?.quotient).toBe(3);
  });
});
