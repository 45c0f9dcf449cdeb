import { expect, it } from 'vitest';
import { createMailmap } from '../../../src/engine/identity/mailmap.js';

const entry = (commitEmail: string, commitName: string | null = null) => ({
  ...{ properName: 'Ada', properEmail: 'ada@x.com', commitName, commitEmail },
});
const proper = { name: 'Ada', email: 'ada@x.com' };

it.each([
  ['OLD@x.com', 'old@X.com'],
  ['old@x.com\u200b', 'old@x.com'],
  ['old@x.com', '\ufeffold@x.com'],
  ['o\u00adld@x.com', 'old@x.com'],
  ['mailto:old@x.com', 'old@x.com'],
  ['u\u0308@x.com', '\u00fc@x.com'],
])('folds an address of .mailmap as other addresses: %j is %j', (listed, written) => {
  expect(createMailmap([entry(listed)])({ name: 'A', email: written })).toEqual(proper);
  const named = createMailmap([entry(listed, 'A\u200b L')]);
  expect(named({ name: 'a l\u00a0', email: written })).toEqual(proper);
  expect(named({ name: 'b', email: written })).toEqual({ name: 'b', email: written });
});
