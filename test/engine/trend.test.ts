import { describe, expect, it } from 'vitest';
import { compare } from '../../src/engine/compare.js';
import { trend } from '../../src/engine/trend.js';

describe('trend', () => {
  it('is the least squares line, buckets without a value skipped', () => {
    expect(trend([1, null, 3], 'HIGHER')).toEqual({
      slope: 1,
      intercept: 1,
      direction: 'IMPROVING',
      points: [1, 2, 3],
    });
  });

  it('regresses where the worse way is taken', () => {
    expect(trend([1, 2], 'LOWER')?.direction).toBe('REGRESSING');
    expect(trend([2, 1], 'LOWER')?.direction).toBe('IMPROVING');
  });

  it('is stable where it moves less than a twentieth of the mean, or not at all', () => {
    expect(trend([100, 104], 'HIGHER')?.direction).toBe('STABLE');
    expect(trend([100, 106], 'HIGHER')?.direction).toBe('IMPROVING');
    expect(trend([0, 0, 0], 'HIGHER')?.direction).toBe('STABLE');
  });

  it('needs two values', () => {
    expect(trend([null, 5], 'HIGHER')).toBeNull();
  });
});

describe('compare', () => {
  it('gives the difference, its share of the value before, and whether that is better', () => {
    expect(compare(3, 2, 'HIGHER')).toEqual({ absolute: 1, relative: 0.5, isImprovement: true });
    expect(compare(3, 2, 'LOWER')).toEqual({ absolute: 1, relative: 0.5, isImprovement: false });
  });

  it('has no share of nothing, no verdict on no change, and no answer without both values', () => {
    expect(compare(3, 0, 'HIGHER')).toMatchObject({ relative: null });
    expect(compare(2, 2, 'HIGHER')).toMatchObject({ isImprovement: null });
    expect(compare(null, 2, 'HIGHER')).toBeNull();
    expect(compare(2, null, 'HIGHER')).toBeNull();
  });
});
