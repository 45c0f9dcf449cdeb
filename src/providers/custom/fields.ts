import { z } from 'zod';
import {
  isCount,
  LIST_ENTRIES,
  nameFault,
  PATH_BYTES,
  TEXT_BYTES,
  textFault,
  URL_BYTES,
  WHOLE_MOST,
} from '../../model/limits.js';
import type { Person } from '../../model/people.js';

/** A text for which `faultOf` finds nothing to say. */
const fitting = (faultOf: (text: string) => string | null) =>
  z.string().superRefine((given, context) => {
    const message = faultOf(given);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });

/** A name that may be empty. */
export const anyName = fitting((given) => nameFault(given));
export const name = fitting((given) =>
  given === '' ? 'Give at least one character.' : nameFault(given),
);
export const text = fitting((given) => textFault(given, TEXT_BYTES));
const path = fitting((given) =>
  given === '' ? 'Give at least one character.' : textFault(given, PATH_BYTES),
);
export const address = fitting((given) =>
  URL.canParse(given)
    ? textFault(given, URL_BYTES)
    : 'Write a whole address, such as https://git.example.com/shop.',
);
export const orNull = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((given) => given ?? null);
export const list = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .array(schema)
    .max(LIST_ENTRIES, `List at most ${LIST_ENTRIES}.`)
    .nullish()
    .transform((given) => given ?? []);
export const whole = z.number().refine(isCount, `Give a whole number from 0 to ${WHOLE_MOST}.`);
/** `field: [values]`. */
export const customFields = z
  .record(name, list(text))
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
    path,
    from: path.optional(),
    additions: orNull(whole),
    deletions: orNull(whole),
  })
  .transform(({ from, ...rest }) => (from === undefined ? rest : { ...rest, from }));
