import { expect, test } from 'vitest';
import { createDirectory } from '../../../src/directory/directory.js';
import { createMailmap } from '../../../src/engine/identity/mailmap.js';
import { createRecalculation } from '../../../src/recalculation/recalculation.js';
import { writeFacts } from '../../../src/storage/facts/facts.js';
import { newDatabase } from '../../storage/databases.js';
import { itemFact } from '../graph-facts.js';

const person = (id: string, email: string | null) => ({
  ...{ applicationType: 'JIRA' as const, id, name: null, email },
});
const itemOf = (key: string, assignee: ReturnType<typeof person>, updatedAt = 1) => ({
  ...{ ...itemFact(key, 1), assignee, updatedAt },
});

test('the facts of all are looked at for people who were known, not for those who are new', async () => {
  let looks = 0;
  const database = await newDatabase('EMBEDDED', {
    onStatement: (sql) => {
      if (sql.includes('(assignee_history) as entry')) looks += 1;
    },
  });
  const directory = createDirectory({ database, clock: Date.now, mailmap: createMailmap });
  const recalculation = createRecalculation({
    ...{ database, metrics: [] },
    onError: (error) => {
      throw error;
    },
  });
  const account = await directory.account.create('Company');
  const looksFor = async (item: ReturnType<typeof itemOf>) => {
    await database.write(account, (session) => writeFacts(session, 1, { WORK_ITEM: [item] }));
    looks = 0;
    await recalculation.settle(account);
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
