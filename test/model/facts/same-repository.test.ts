import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { remoteKey } from '../../../src/model/facts/remote-url.js';
import {
  ambiguousName,
  type RepositoryRecord,
  sameRepositories,
} from '../../../src/model/facts/same-repository.js';

let numbers = 0;
const record = (given: Partial<RepositoryRecord> & { readonly id: string }): RepositoryRecord => ({
  ...{ number: ++numbers, publicId: null, name: given.id, remote: null, origin: 'NAMED' },
  ...given,
});
const history = (remote: string, name: string, more: Partial<RepositoryRecord> = {}) =>
  record({
    ...{ id: `git:${remote} ${name} ${numbers}`, origin: 'HISTORY', name },
    ...{ remote: remoteKey(remote), ...more },
  });
const reported = (id: string, more: Partial<RepositoryRecord> = {}) =>
  record({ id, origin: 'REPORTED', ...more });

/** Ids of the records, those of one repository together, the leader first. */
function groupsOf(records: readonly RepositoryRecord[]): string[][] {
  const { leaders } = sameRepositories(records);
  const groups = Map.groupBy(records, ({ number }) => leaders.get(number)!);
  return [...groups].map(([leader, members]) =>
    members
      .toSorted((left, right) => Number(right.number === leader) - Number(left.number === leader))
      .map(({ id }) => id),
  );
}
const isOne = (...records: RepositoryRecord[]) => groupsOf(records).length === 1;

describe('one repository', () => {
  it('is what two clones of one remote report', () => {
    const one = history('https://github.com/Org/Shop.git', 'org/shop');
    const other = history('git@github.com:org/shop', 'shop');
    expect(isOne(one, other)).toBe(true);
    expect(isOne(one, history('git@github.com:org/shop-2', 'shop'))).toBe(false);
  });

  it('is joined by facts that name its id, its URL, its path or its name', () => {
    const shop = history('https://github.com/Org/Shop.git', 'Org/Shop', { publicId: 'the-shop' });
    const spellings = [
      shop.id,
      'the-shop',
      'git@github.com:org/shop.git',
      'org/shop',
      'shop',
      'SHOP',
    ];
    for (const id of spellings) expect(isOne(shop, record({ id })), id).toBe(true);
    for (const id of ['sho', 'other/shop', 'https://gitlab.com/org/shop', 'shop '.repeat(2)])
      expect(isOne(shop, record({ id })), id).toBe(false);
  });

  it('is joined by a source without an address whose id or name is its name', () => {
    const shop = history('/work/shop', 'shop');
    expect(isOne(shop, reported('12', { name: 'Shop' }))).toBe(true);
    expect(isOne(shop, reported('shop', { name: 'The shop' }))).toBe(true);
    expect(isOne(shop, reported('12', { name: 'Shop', remote: 'git.corp/shop' }))).toBe(false);
  });

  it('is led by what git reports, then by what knows an address', () => {
    const named = record({ id: 'shop' });
    const without = reported('a', { name: 'shop' });
    const address = reported('b', { name: 'x', remote: 'github.com/org/shop' });
    const git = history('https://github.com/org/shop', 'org/shop');
    expect(groupsOf([named, without, address, git])[0]![0]).toBe(git.id);
    expect(groupsOf([named, without, address])[0]![0]).toBe('b');
  });
});

describe('several repositories', () => {
  const one = history('https://github.com/one/shop', 'one/shop');
  const two = history('https://github.com/two/shop', 'two/shop');

  it('of one name are not joined by it, and it is said which they are', () => {
    const named = record({ id: 'shop' });
    expect(groupsOf([named, one, two])).toHaveLength(3);
    expect(sameRepositories([named, one, two]).ambiguous).toEqual([
      { record: named, candidates: [one, two] },
    ]);
    expect(isOne(one, record({ id: 'one/shop' }))).toBe(true);
    expect(ambiguousName('shop', [one, two])).toEqual([one, two]);
    expect(ambiguousName('one/shop', [one, two])).toEqual([]);
    expect(ambiguousName('shop', [one, two, reported('shop')])).toEqual([]);
    expect(ambiguousName('other', [one, two])).toEqual([]);
  });

  it('that sources without addresses call alike stay apart', () => {
    const git = history('/work/shop', 'shop');
    const alike = [reported('1', { name: 'shop' }), reported('2', { name: 'shop' })];
    expect(groupsOf([git, ...alike])).toHaveLength(3);
  });
});

it('are distinguished alike in any order', () => {
  const text = fc.constantFrom('shop', 'org/shop', 'a', 'git@github.com:org/shop', '/srv/shop');
  const remote = fc.constantFrom(
    null,
    'github.com/org/shop',
    'github.com/two/shop',
    'file:/srv/shop',
  );
  const records = fc.uniqueArray(
    fc.record({
      ...{ id: fc.oneof(text, fc.string()), publicId: fc.option(text), name: text, remote },
      origin: fc.constantFrom('HISTORY' as const, 'REPORTED' as const, 'NAMED' as const),
    }),
    { selector: ({ id }) => id, maxLength: 9 },
  );
  const shuffled = records.chain((all) =>
    fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
  );
  const named = (all: readonly RepositoryRecord[]) => {
    const { leaders } = sameRepositories(all);
    const idOf = new Map(all.map(({ number, id }) => [number, id]));
    return Object.fromEntries(all.map(({ number, id }) => [id, idOf.get(leaders.get(number)!)]));
  };
  fc.assert(
    fc.property(shuffled, ([all, other]) => {
      const numbered = (list: typeof all) =>
        list.map((one, index) => ({ ...one, number: index + 1 }));
      expect(named(numbered(other))).toEqual(named(numbered(all)));
    }),
    { numRuns: 500 },
  );
});
