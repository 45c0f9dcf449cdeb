import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../src/directory/developer-difference.js';
import type { DeveloperRecord } from '../../src/directory/developer-file/developer-record.js';
import type { Developer } from '../../src/model/facts/people.js';

const record = (email: string, more: Partial<DeveloperRecord> = {}): DeveloperRecord => ({
  line: null,
  name: email,
  email,
  managerEmail: null,
  alternateEmails: [],
  attributes: {},
  ...more,
});
const known = (number: number, email: string, more: Partial<Developer> = {}): Developer => {
  const { line: _, ...fields } = record(email);
  return { ...fields, number, active: true, ...more };
};

describe('differenceOf', () => {
  it('lists adds, updates field by field, and removals', () => {
    const before = [
      known(1, 'a@x', { attributes: { Site: 'Rome' } }),
      known(2, 'b@x'),
      known(3, 'c@x'),
    ];
    const difference = differenceOf(
      [record('a@x', { managerEmail: 'd@x' }), record('b@x'), record('d@x')],
      before,
    );
    expect(difference.adds.map(({ email }) => email)).toEqual(['d@x']);
    expect(difference.updates[0]?.changes).toEqual([
      { field: 'managerEmail', before: null, after: 'd@x' },
      { field: 'Site', before: 'Rome', after: null },
    ]);
    expect(difference.removals.map(({ number }) => number)).toEqual([3]);
    expect(difference.unchanged).toBe(1);
  });
  it('recognises somebody who comes back as the same developer', () => {
    const difference = differenceOf([record('a@x')], [known(1, 'a@x', { active: false })]);
    expect(difference).toMatchObject({
      adds: [],
      updates: [{ developer: { number: 1 }, changes: [] }],
    });
  });
  it('knows a developer again whose former address stands among the alternate ones', () => {
    const difference = differenceOf(
      [record('new@x', { alternateEmails: ['old@x'] })],
      [known(1, 'old@x')],
    );
    expect(difference).toMatchObject({
      adds: [],
      removals: [],
      updates: [{ developer: { number: 1 } }],
    });
  });
  it('does not take a former address from somebody who still has it', () => {
    const records = [record('new@x', { alternateEmails: ['old@x'] }), record('old@x')];
    expect(differenceOf(records, [known(1, 'old@x')])).toMatchObject({
      adds: [{ email: 'new@x' }],
      unchanged: 1,
    });
  });
});
