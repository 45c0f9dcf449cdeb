import pg from 'pg';
import { expect, test } from 'vitest';
import { holdToRole } from '../../../src/storage/database/role.js';
import { newPostgresUrl } from '../databases.js';

/** A role that every server has. */
const ROLE = 'pg_monitor';
const WHO = 'select current_user::text as role';

test('a statement runs under the role, in one message if it has no values, and leaves the login as it was', async () => {
  const client = new pg.Client({ connectionString: await newPostgresUrl() });
  await client.connect();
  try {
    const send = client.query.bind(client);
    const sent: unknown[] = [];
    client.query = ((text: string, values?: unknown[]) => {
      sent.push(text);
      return send(text, values);
    }) as never;
    const [before] = (await send(WHO)).rows;
    holdToRole(client, ROLE);
    expect((await client.query(WHO, [])).rows).toEqual([{ role: ROLE }]);
    expect(sent).toHaveLength(1);
    await expect(client.query('select 1 / 0')).rejects.toThrow('division by zero');
    expect(sent).toHaveLength(2);
    expect(client.getTransactionStatus()).toBe('I');
    expect((await send(WHO)).rows).toEqual([before]);
    expect((await client.query(`${WHO} where $1`, [true])).rows).toEqual([{ role: ROLE }]);
    const both = (await client.query(`${WHO}; ${WHO}`)) as unknown as pg.QueryResult[];
    expect(both.map(({ rows }) => rows)).toEqual([[{ role: ROLE }], [{ role: ROLE }]]);
  } finally {
    await client.end();
  }
});
