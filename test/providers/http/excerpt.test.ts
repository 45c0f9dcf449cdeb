import { expect, it } from 'vitest';
import { excerptOf } from '../../../src/providers/http/excerpt.js';

it('an excerpt ends with a whole word, so that no part of a secret is left', () => {
  expect(excerptOf('it was sent', 11)).toBe('it was sent');
  expect(excerptOf('it was sent secret-of-a-tool', 20)).toBe('it was sent');
  expect(excerptOf('secret-of-a-tool', 10)).toBe('');
});
