import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findRepeats, repeatsOf } from './find-repeats.js';
import { knownRepeats } from './known-repeats.js';

it('whatever repeats in the sources does so by a shared mechanism, or has a reason why it ends', () => {
  const found = repeatsOf(join(import.meta.dirname, '../../src'));
  const alone = found.filter(({ isShared }) => !isShared).map(({ name }) => name);
  expect(alone.toSorted()).toEqual(Object.keys(knownRepeats).toSorted());
});

const planted: Readonly<Record<string, string>> = {
  'for (;;) try { return work(); } catch {}': 'spin: loop',
  'while (true) work();': 'spin: loop',
  'while (!signal.aborted) await work();': 'spin: loop',
  'do { await work(); } while (isMore);': 'spin: loop',
  'setInterval(work, 1000);': 'spin: interval',
  'setTimeout(() => spin(), 1000);': 'spin: begins itself later',
  'work().catch(() => again()); function again() { spin(); }': 'spin: begins itself later',
  'try { await work(); } catch { await spin(); }': 'spin: calls itself',
};

it.each(Object.entries(planted))('finds %s', (body, name) => {
  const text = `async function spin() { ${body} }`;
  expect(findRepeats('a.ts', text)).toContainEqual({ name: `a.ts ${name}`, isShared: false });
});

it('takes a loop for shared where it waits by the back-off, not where a name is the same', () => {
  const loop = 'async function spin() { for (;;) await repeat(); }';
  const own = 'async function repeat() {}';
  expect(findRepeats('a.ts', loop)).toMatchObject([{ isShared: true }]);
  expect(findRepeats('a.ts', `${loop} ${own}`)).toMatchObject([{ isShared: false }]);
  expect(findRepeats('a.ts', 'for (const one of all) await one();')).toEqual([]);
  expect(findRepeats('a.ts', 'while (low < high) low += 1;')).toEqual([]);
});
