import { expect, it } from 'vitest';
import { StatementNames } from '../../../src/storage/database/named-statements.js';

it('a statement has a name from its second time on, whatever was sent once before', () => {
  const names = new StatementNames();
  for (let one = 0; one < 5000; one += 1) expect(names.nameOf(`select ${one}`)).toBeNull();
  expect(names.nameOf('select $1')).toBeNull();
  expect(names.nameOf('select $1')).toBe('insights_1');
  expect(names.nameOf('select $1')).toBe('insights_1');
});

it('no more statements have names than a server can keep for each connection', () => {
  const names = new StatementNames();
  const again = Array.from({ length: 1000 }, (_, one) => {
    names.nameOf(`select ${one}`);
    return names.nameOf(`select ${one}`);
  });
  expect(new Set(again.filter((name) => name !== null)).size).toBe(400);
  expect(again.at(-1)).toBeNull();
});
