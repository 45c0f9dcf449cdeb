import { expect, it } from 'vitest';
import { rememberSequences } from '../../../src/storage/database/sequences.js';
import { newDatabase } from '../databases.js';

it('a sequence is looked for once, and is the greatest that was found or published', async () => {
  const looks: number[] = [];
  const { promise: found, resolve: find } = Promise.withResolvers<number>();
  const { sequenceOf, publish } = rememberSequences((account) => {
    looks.push(account);
    return found;
  });
  const asked = sequenceOf(1);
  publish(1, 6);
  find(5);
  expect(await asked).toBe(6);
  expect(await sequenceOf(1)).toBe(6);
  publish(1, 7);
  expect(await sequenceOf(1)).toBe(7);
  expect(looks).toEqual([1]);
});

it('an embedded database knows what it has published, and nothing that was rolled back', async () => {
  const database = await newDatabase('EMBEDDED');
  const account = await database.createAccount();
  const before = await database.sequenceOf(account);
  const shown = (fails: boolean) =>
    database.write(account, async (session) => {
      session.appendShown();
      await session.publish();
      if (fails) throw new Error('It ends here.');
    });
  await expect(shown(true)).rejects.toThrow('It ends here.');
  expect(await database.sequenceOf(account)).toBe(before);
  await database.write(account, async (session) => session.appendShown());
  expect(await database.sequenceOf(account)).toBe(before + 1);
});
