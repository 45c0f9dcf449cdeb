import { z } from 'zod';
import type { Person } from '../../model/people.js';

const LONGEST_TEXT = 100_000;
const LONGEST_NAME = 1000;
const MOST_ENTRIES = 10_000;

export const name = z
  .string()
  .min(1, 'Give at least one character.')
  .max(LONGEST_NAME, `Give at most ${LONGEST_NAME} characters.`);
export const text = z.string().max(LONGEST_TEXT, `Give at most ${LONGEST_TEXT} characters.`);
export const orNull = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((given) => given ?? null);
export const list = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .array(schema)
    .max(MOST_ENTRIES, `List at most ${MOST_ENTRIES}.`)
    .nullish()
    .transform((given) => given ?? []);
export const whole = z.int().min(0);
/** `field: [values]`. */
export const customFields = z
  .record(name, z.array(name))
  .nullish()
  .transform((given) => given ?? {});

const applicationTypes = [
  'GIT',
  'GITHUB',
  'GITLAB',
  'BITBUCKET',
  'AZURE_DEVOPS',
  'JIRA',
  'CUSTOM',
] as const;

export const person = z
  .strictObject({
    applicationType: z.enum(applicationTypes).default('CUSTOM'),
    id: name,
    name: orNull(name),
    email: orNull(name),
    bot: z.boolean().optional(),
  })
  .transform(({ bot, ...rest }): Person => (bot === undefined ? rest : { ...rest, bot }));

export const file = z
  .strictObject({
    path: name,
    from: name.optional(),
    additions: orNull(whole),
    deletions: orNull(whole),
  })
  .transform(({ from, ...rest }) => (from === undefined ? rest : { ...rest, from }));
