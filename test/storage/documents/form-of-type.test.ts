import { expect, test } from 'vitest';
import { z } from 'zod';
import { formOfType } from '../../../src/storage/documents/form-of-type.js';

interface Kept {
  readonly name: string;
  readonly mode: 'ONE' | 'TWO';
  readonly parts?: readonly { readonly at: number | null }[];
}
const parts = z.array(z.object({ at: z.number().nullable() })).optional();
const otherParts = z.array(z.object({ at: z.number() })).optional();
const form = formOfType<Kept>();

test('the form of a type takes its values, and the compiler refuses a form of another', () => {
  const same = form(z.object({ name: z.string(), mode: z.string(), parts }));
  expect(same.parse({ name: 'a', mode: 'ONE' })).toEqual({ name: 'a', mode: 'ONE' });
  form(z.object({ name: z.string(), mode: z.enum(['ONE', 'TWO']), parts }));
  // @ts-expect-error It lacks a field.
  form(z.object({ name: z.string(), parts }));
  // @ts-expect-error It demands a field that is not written.
  form(z.object({ name: z.string(), mode: z.string(), parts, more: z.number() }));
  // @ts-expect-error It does not take each word.
  form(z.object({ name: z.string(), mode: z.enum(['ONE']), parts }));
  // @ts-expect-error What it takes within a list is another type.
  form(z.object({ name: z.string(), mode: z.string(), parts: otherParts }));
  // @ts-expect-error It demands what may lack.
  form(z.object({ name: z.string(), mode: z.string(), parts: parts.unwrap() }));
});
