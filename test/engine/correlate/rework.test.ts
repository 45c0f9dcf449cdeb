import { expect, it } from 'vitest';
import { reworkOf } from '../../../src/engine/correlate/rework.js';
import type { TouchingChange } from '../../../src/model/linkable.js';

const change = (position: number, ...files: TouchingChange['files'][number][]): TouchingChange => ({
  number: 100 + position,
  position,
  mergedAt: position * 1000,
  files,
});
const file = (path: string, from?: string) => ({
  path,
  additions: 1,
  deletions: 1,
  ...(from === undefined ? {} : { from }),
});
const previous = (changes: readonly TouchingChange[], touches?: ReadonlyMap<string, number>) =>
  reworkOf(changes, touches).changes.map(({ files }) => files.map(({ previousAt }) => previousAt));

it('links a file to the change before it on the line, in the order of position', () => {
  expect(previous([change(3, file('a')), change(1, file('a')), change(2, file('b'))])).toEqual([
    [null],
    [null],
    [1000],
  ]);
});

it('follows renames, also where two files swap their names', () => {
  const changes = [
    change(1, file('a')),
    change(2, file('b')),
    change(3, file('b', 'a'), file('a', 'b')),
    change(4, file('c', 'a')),
    change(5, file('a'), file('c')),
  ];
  expect(previous(changes)).toEqual([[null], [null], [1000, 2000], [3000], [null, 4000]]);
});

it('goes on where it left off as if it had seen all at once', () => {
  const changes = [
    change(1, file('a')),
    change(2, file('b', 'a')),
    change(3, file('b')),
    change(4, file('b')),
  ];
  const first = reworkOf(changes.slice(0, 2));
  const rest = reworkOf(changes.slice(2), first.touches);
  const whole = reworkOf(changes);
  expect([...first.changes, ...rest.changes]).toEqual(whole.changes);
  expect(rest.touches).toEqual(whole.touches);
  expect(first.touches).toEqual(new Map([['b', 2000]]));
});

it('counts no lines of a binary file, which is touched nevertheless', () => {
  const binary = { path: 'a', additions: null, deletions: null };
  expect(previous([change(1, binary), change(2, file('a'))])).toEqual([[], [1000]]);
});
