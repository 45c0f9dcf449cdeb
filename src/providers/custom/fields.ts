import { z } from 'zod';
import { withoutSecrets } from '../../model/facts/open-secret.js';
import { applicationTypes, type Person, unknownPerson } from '../../model/facts/people.js';
import {
  isCount,
  LIST_ENTRIES,
  NAME_BYTES,
  nameFault,
  PATH_BYTES,
  TEXT_BYTES,
  textFault,
  URL_BYTES,
  WHOLE_MOST,
} from '../../model/limits.js';
import { cleanEmail, emailLookAlike, lookAlikeIn } from '../../model/look-alike.js';

/** The type and limits of a field, as the documentation describes them. */
export interface FieldWords {
  readonly type: string;
  readonly limit?: string;
}
const grouped = (count: number): string => count.toLocaleString('en-US');
const bytes = (most: number, least = 0): string =>
  `${least === 0 ? 'at most ' : `${least} to `}${grouped(most)} bytes`;

/** A schema that says in the documentation what it holds. */
export const worded = <Schema extends z.ZodType>(schema: Schema, words: FieldWords): Schema =>
  schema.meta({ ...words });
export const wordsOf = (schema: z.ZodType): FieldWords => {
  const { type, limit } = (schema.meta() ?? {}) as Partial<FieldWords>;
  return { type: type ?? 'anything', ...(limit ? { limit } : {}) };
};

/** A part of a field, by the name that the documentation gives it. */
export const part = <Shape extends z.ZodRawShape>(type: string, shape: Shape) =>
  worded(z.strictObject(shape), { type });

/** A text for which `faultOf` finds nothing to say. */
const fitting = (words: FieldWords, faultOf: (text: string) => string | null) =>
  worded(
    z.string().superRefine((given, context) => {
      const message = faultOf(given);
      if (message !== null) context.addIssue({ code: 'custom', message });
    }),
    words,
  );
const filled =
  (faultOf: (text: string) => string | null) =>
  (given: string): string | null =>
    given === '' ? 'It is empty: give at least one character.' : faultOf(given);

/** A key by which people and texts refer to something, such as that of a work item: all of it can be seen. */
const keyFault = (given: string): string | null => {
  const character = lookAlikeIn(given);
  return character === null
    ? nameFault(given)
    : `It holds ${character}, so that it would match nothing: write it again without.`;
};
const emailFault = (given: string): string | null => {
  const character = emailLookAlike(given);
  return character === null
    ? nameFault(given)
    : `It holds ${character}, so that it would match nobody: write the address again.`;
};

/** A name that may be empty. */
export const anyName = fitting({ type: 'name', limit: bytes(NAME_BYTES) }, (given) =>
  nameFault(given),
);
export const name = fitting(
  { type: 'name', limit: bytes(NAME_BYTES, 1) },
  filled((given) => nameFault(given)),
);
export const key = fitting({ type: 'name', limit: bytes(NAME_BYTES, 1) }, filled(keyFault));
const email = worded(
  z
    .string()
    .transform(cleanEmail)
    .pipe(fitting({ type: 'name' }, filled(emailFault))),
  { type: 'name', limit: bytes(NAME_BYTES, 1) },
);
/** An id, or what is made of a repository and a name in it where a line gives none. */
export const madeId = fitting(
  { type: 'name', limit: bytes(2 * NAME_BYTES + 1, 1) },
  filled((given) => nameFault(given, 2 * NAME_BYTES + 1)),
);
export const text = fitting({ type: 'text', limit: bytes(TEXT_BYTES) }, (given) =>
  textFault(given, TEXT_BYTES),
);
const path = fitting(
  { type: 'path', limit: bytes(PATH_BYTES, 1) },
  filled((given) => textFault(given, PATH_BYTES)),
);
const ofAddress: FieldWords = { type: 'URL', limit: bytes(URL_BYTES) };
/** Where something is looked at. A login that a tool left in it is taken out. */
export const address = worded(
  z
    .string()
    .transform(withoutSecrets)
    .pipe(
      fitting(ofAddress, (given) =>
        URL.canParse(given)
          ? textFault(given, URL_BYTES)
          : 'Write a whole address, such as https://git.example.com/shop.',
      ),
    ),
  ofAddress,
);
export const sha = worded(
  z
    .string()
    .regex(/^[0-9a-f]{7,64}$/i, 'Write the hash of a commit: 7 to 64 characters of 0-9 and a-f.')
    .transform((hash) => hash.toLowerCase()),
  { type: 'hash', limit: '7 to 64 characters of 0-9 and a-f' },
);

export const orNull = <Schema extends z.ZodType>(schema: Schema) =>
  worded(
    schema.nullish().transform((given) => given ?? null),
    wordsOf(schema),
  );
export const list = <Schema extends z.ZodType>(schema: Schema) => {
  const { type, limit } = wordsOf(schema);
  return worded(
    z
      .array(schema)
      .max(LIST_ENTRIES, `List at most ${grouped(LIST_ENTRIES)}.`)
      .nullish()
      .transform((given) => given ?? []),
    {
      type: `list of ${type}`,
      limit: `at most ${grouped(LIST_ENTRIES)}${limit ? `, each ${limit}` : ''}`,
    },
  );
};
export const whole = worded(
  z.number().refine(isCount, `Give a whole number from 0 to ${grouped(WHOLE_MOST)}.`),
  { type: 'whole number', limit: `0 to ${grouped(WHOLE_MOST)}` },
);
export const yesOrNo = worded(z.boolean(), { type: 'true or false' });
export const choice = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  worded(z.enum(words), { type: words.map((word) => `\`${word}\``).join(', ') });
/** `field: [values]`. */
export const customFields = worded(
  z
    .record(name, list(text))
    .nullish()
    .transform((given) => given ?? {}),
  { type: 'object of lists of text', limit: `names ${bytes(NAME_BYTES, 1)}` },
);

const personFields = {
  applicationType: choice(applicationTypes).default('CUSTOM'),
  id: name,
  name: orNull(name),
  email: orNull(email),
  bot: yesOrNo.optional(),
};
export const person = worded(
  z
    .strictObject(personFields)
    .transform(({ bot, ...rest }): Person => (bot === undefined ? rest : { ...rest, bot })),
  { type: 'Person' },
);
/** Somebody who did something; null if the tool no longer knows who that was. */
export const somebody = worded(
  person.nullable().transform((given) => given ?? unknownPerson),
  { type: 'Person, or null where the tool deleted them' },
);

export const file = worded(
  z
    .strictObject({
      path,
      from: path.optional(),
      additions: orNull(whole),
      deletions: orNull(whole),
    })
    .transform(({ from, ...rest }) => (from === undefined ? rest : { ...rest, from })),
  { type: 'File' },
);
