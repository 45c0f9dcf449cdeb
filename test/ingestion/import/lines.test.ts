import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf } from '../../../src/ingestion/import/lines.js';
import { createParents } from '../../../src/ingestion/import/parent-cycles.js';

async function* piecesOf(text: string, size: number) {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}
const collected = async (text: string, size: number) => {
  const lines: string[] = [];
  for await (const line of linesOf(piecesOf(text, size))) lines.push(line);
  return lines;
};

test('lines are the same whatever the pieces they come in', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ maxLength: 8 }).map((text) => text.replaceAll('\n', ' '))),
      fc.integer({ min: 1, max: 9 }),
      async (lines, size) => {
        const text = lines.map((line) => `${line}\n`).join('');
        expect(await collected(text, size)).toEqual(lines);
      },
    ),
  ));

test('a line that is too long is cut, the next one is whole', async () => {
  const [long, next] = await collected(`${'x'.repeat(3_000_000)}\nnext`, 65_536);
  expect([long!.length, next]).toEqual([1_100_000, 'next']);
});

test('an item that would close a circle of parents is refused, if the others are stored or new', () => {
  const parents = createParents();
  expect(parents.accept('a', 'b')).toBe(true);
  expect(parents.accept('b', 'c')).toBe(true);
  expect(parents.accept('c', 'a')).toBe(false);
  parents.know([
    ['c', 'd'],
    ['d', null],
    ['a', 'z'],
  ]);
  expect(parents.accept('d', 'a')).toBe(false);
  expect(parents.accept('d', null)).toBe(true);
  expect(parents.accept('a', null)).toBe(true);
  expect(parents.accept('c', 'a')).toBe(true);
});
