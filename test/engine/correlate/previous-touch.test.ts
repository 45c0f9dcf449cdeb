import { expect, it } from 'vitest';
import { type LastTouch, previousTouch } from '../../../src/engine/correlate/previous-touch.js';

const onBranch = (at: number, moved = false): LastTouch => ({
  ...{ at, moved, rule: 'PREVIOUS_PULL_REQUEST_INTO_BRANCH' },
});
const onLine = (at: number, moved = false): LastTouch => ({
  ...{ at, moved, rule: 'PREVIOUS_ON_FIRST_PARENT_LINE' },
});

it('takes the later of both lines, and says which', () => {
  expect(previousTouch([onBranch(1), onLine(2)])).toEqual({
    ...{ previousAt: 2, rule: 'PREVIOUS_ON_FIRST_PARENT_LINE' },
  });
  expect(previousTouch([onBranch(3), onLine(2)])).toEqual({
    ...{ previousAt: 3, rule: 'PREVIOUS_PULL_REQUEST_INTO_BRANCH' },
  });
});

it('knows nothing of a path that was taken away, nor of one that was never touched', () => {
  expect(previousTouch([onBranch(3, true), onLine(2)]).previousAt).toBeNull();
  expect(previousTouch([])).toEqual({ previousAt: null, rule: 'FIRST_TOLD' });
});

it('takes a path for touched that was taken away and given again at one instant', () => {
  expect(previousTouch([onBranch(3, true), onLine(3)]).previousAt).toBe(3);
});
