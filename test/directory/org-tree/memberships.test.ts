import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { membershipChange } from '../../../src/directory/org-tree/memberships.js';
import type { Membership } from '../../../src/model/facts/people.js';

const row = (team: number, since: number | null, until: number | null): Membership => ({
  team,
  developer: 1,
  since,
  until,
  shared: false,
});
const applied = (rows: readonly Membership[], team: number | null, at: number) => {
  const { removed, added } = membershipChange(rows, new Map(team === null ? [] : [[1, team]]), at);
  return [...rows.filter((known) => !removed.includes(known)), ...added];
};
const covers = ({ since, until }: Membership, at: number) =>
  (since === null || since <= at) && (until === null || at < until);
const teamsOn = (rows: readonly Membership[], day: number) =>
  rows.filter((known) => covers(known, day)).map(({ team }) => team);
const held = (rows: readonly Membership[], on: readonly number[]) =>
  on.map((day) => teamsOn(rows, day));
const begunBefore = (rows: readonly Membership[], at: number) =>
  rows.some(({ since }) => since === null || since < at);
const days = Array.from({ length: 25 }, (_, day) => day);

describe('membershipChange', () => {
  it('lets a first membership reach back to the beginning', () => {
    expect(applied([], 7, 100)).toEqual([row(7, null, null)]);
  });
  it('ends the old team and begins the new one at the day', () => {
    expect(applied([row(7, null, null)], 8, 100)).toEqual([row(7, null, 100), row(8, 100, null)]);
  });
  it('says nothing where nothing changes', () => {
    expect(membershipChange([row(7, 5, null)], new Map([[1, 7]]), 100)).toEqual({
      removed: [],
      added: [],
    });
  });
  it('ends the membership of who is in no team', () => {
    expect(applied([row(7, null, null)], null, 100)).toEqual([row(7, null, 100)]);
  });
  it('replaces what was known about later days', () => {
    expect(applied([row(7, null, 200), row(8, 200, null)], 9, 100)).toEqual([
      row(7, null, 100),
      row(9, 100, null),
    ]);
    expect(applied([row(7, null, 200), row(8, 200, null)], 7, 100)).toEqual([row(7, null, null)]);
  });
  it('leaves shared developers alone', () => {
    const shared = { ...row(7, null, null), shared: true };
    expect(membershipChange([shared], new Map(), 100)).toEqual({ removed: [], added: [] });
  });
  it('keeps every day in at most one team, the past as it was', () => {
    const move = fc.tuple(
      fc.option(fc.integer({ min: 1, max: 3 })),
      fc.integer({ min: 0, max: 20 }),
    );
    fc.assert(
      fc.property(fc.array(move, { maxLength: 8 }), move, (moves, [team, at]) => {
        const before = moves.reduce<Membership[]>((rows, [to, day]) => applied(rows, to, day), []);
        const after = applied(before, team, at);
        const [past, future] = [days.slice(0, at), days.slice(at)];
        expect(held(after, future)).toEqual(future.map(() => (team === null ? [] : [team])));
        if (begunBefore(before, at)) expect(held(after, past)).toEqual(held(before, past));
      }),
    );
  });
});
