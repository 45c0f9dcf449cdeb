import { createDirectory } from '../../../src/directory/directory.js';
import { createMailmap } from '../../../src/engine/identity/mailmap.js';
import type { Facts } from '../../../src/model/facts/facts.js';
import { createRecalculation } from '../../../src/recalculation/recalculation.js';
import { writeFacts } from '../../../src/storage/facts/facts.js';
import { newDatabase } from '../../storage/databases.js';

/** Opens an embedded database with one account, whose facts are linked and never observed. */
export async function openLinking(onStatement: (sql: string) => void) {
  const database = await newDatabase('EMBEDDED', { onStatement });
  const directory = createDirectory({ database, clock: Date.now, mailmap: createMailmap });
  const recalculation = createRecalculation({
    ...{ database, metrics: [] },
    onError: (error) => {
      throw error;
    },
  });
  const account = await directory.account.create('Company');
  return {
    database,
    account,
    write: (facts: Facts) => database.write(account, (session) => writeFacts(session, 1, facts)),
    settle: () => recalculation.settle(account),
  };
}
