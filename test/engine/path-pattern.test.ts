import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPathTest } from '../../src/engine/path-pattern.js';

const fits = (pattern: string, path: string) => createPathTest([pattern])(path);

describe('a pattern of paths', () => {
  it.each([
    ['a/b.ts', 'a/b.ts', true],
    ['a/b.ts', 'a/bxts', false],
    ['*.lock', 'yarn.lock', true],
    ['*.lock', 'web/yarn.lock', false],
    ['**/*.lock', 'yarn.lock', true],
    ['**/*.lock', 'a/b/yarn.lock', true],
    ['dist/**', 'dist/a/b.js', true],
    ['dist/**', 'web/dist/a.js', false],
    ['**/dist/**', 'web/dist/a.js', true],
    ['a/**/z', 'a/z', true],
    ['a/**/z', 'a/b/c/z', true],
    ['a/*/z', 'a/b/c/z', false],
    ['a*b*c', 'aXbXbc', true],
    ['a*b*c', 'aXbXb', false],
    ['(x)+[y]', '(x)+[y]', true],
  ])('%s on %s: %s', (pattern, path, expected) => {
    expect(fits(pattern, path)).toBe(expected);
  });

  it('fits itself, and every path under **', () => {
    const anyPath = fc
      .array(fc.stringMatching(/^[a-c.]{1,4}$/), { minLength: 1, maxLength: 4 })
      .map((names) => names.join('/'));
    fc.assert(
      fc.property(anyPath, (path) => fits(path, path) && fits('**', path) && fits('**/*', path)),
    );
  });

  it('is quick however many stars there are', () => {
    const path = `${'a'.repeat(2000)}/${'a/'.repeat(500)}x`;
    const started = performance.now();
    expect(fits(`${'*a'.repeat(30)}b/${'**/a/'.repeat(20)}b`, path)).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('matches nothing where there is none', () => {
    expect(createPathTest([])('a')).toBe(false);
  });
});
