import { expect, test } from 'vitest';
import { itemFact } from '../graph-facts.js';
import { openLinking } from './linking.js';

const person = (id: string, email: string | null) => ({
  ...{ applicationType: 'JIRA' as const, id, name: null, email },
});
const itemOf = (key: string, assignee: ReturnType<typeof person>) => ({
  ...itemFact(key, 1),
  assignee,
});

test('the facts of all are looked at for people who were known, not for those who are new', async () => {
  let looks = 0;
  const { database, account, write, settle } = await openLinking((sql) => {
    if (sql.includes('(assignee_history) as entry')) looks += 1;
  });
  const looksFor = async (item: ReturnType<typeof itemOf>) => {
    await write({ WORK_ITEM: [item] });
    looks = 0;
    await settle();
    return looks;
  };
  await database.write(account, (session) =>
    session.run(
      `insert into developer (account_id, number, email, name, alternate_emails, attributes, active, label, created_at, updated_at)
       values ($1, 900, 'ada@work.io', 'Ada', '[]', '{}', true, 1, now(), now())`,
    ),
  );
  expect(await looksFor(itemOf('SHOP-1', person('a', 'ada@work.io')))).toBe(0);
  expect(await looksFor(itemOf('SHOP-2', person('b', null)))).toBe(0);
  expect(await looksFor(itemOf('SHOP-3', person('b', 'ada@work.io')))).toBe(1);
});
