import { expect, it } from 'vitest';
import {
  createdWithin,
  firstWindow,
  newerHalf,
  windowBefore,
} from '../../../src/providers/github-actions/windows.js';

const DAY = 86_400;
const NOW = 1_790_000_000;

it('reads the newest month first and ever longer windows before it, without a gap and without an overlap', () => {
  const since = NOW - 400 * DAY;
  const windows = [];
  for (let at = firstWindow(NOW, since); at; at = windowBefore(at, since)) windows.push(at);
  expect(windows[0]).toEqual({ from: NOW - 30 * DAY, until: NOW, page: 1 });
  expect(windows.at(-1)!.from).toBe(since);
  for (const [index, { until }] of windows.entries())
    if (index > 0) expect(until).toBe(windows[index - 1]!.from - 1);
  expect(windows.length).toBeLessThan(6);
});

it('github: a window is halved until it holds fewer than a thousand runs', () => {
  let window = { from: NOW - 7, until: NOW, page: 1 };
  const halves = [];
  for (let half = newerHalf(window); half; half = newerHalf(window)) {
    expect(half.until).toBe(NOW);
    halves.push(half.from);
    window = half;
  }
  expect(halves).toEqual([NOW - 3, NOW - 1, NOW]);
  expect(windowBefore(window, NOW - 7)).toMatchObject({ until: NOW - 1 });
});

it('asks in whole seconds, as GitHub keeps them', () => {
  expect(createdWithin({ from: 0, until: 59, page: 1 })).toBe(
    '1970-01-01T00:00:00Z..1970-01-01T00:00:59Z',
  );
});
