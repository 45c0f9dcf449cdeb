import { z } from 'zod';
import { type FieldWords, wordsOf } from './fields.js';
import { formsAt } from './form.js';
import { meanings, partMeanings } from './meanings.js';
import { parts } from './parts.js';

/** The object below refinements and transformations. */
function objectOf(schema: z.core.$ZodType): z.ZodObject {
  if (schema instanceof z.ZodObject) return schema;
  if (schema instanceof z.ZodPipe) return objectOf(schema.in);
  throw new Error('A form is an object.');
}

/** Returns the description of a field; of an optional field, that of its value. */
function fieldWords(schema: z.ZodType): FieldWords {
  const isWrapped = schema instanceof z.ZodDefault || schema instanceof z.ZodOptional;
  return isWrapped ? fieldWords(schema.unwrap() as z.ZodType) : wordsOf(schema);
}

/** Returns "required", or the default of an optional field. */
function presence(schema: z.ZodType): string {
  const parsed = schema.safeParse(undefined);
  if (!parsed.success) return 'required';
  const isPlain =
    ['string', 'number', 'boolean'].includes(typeof parsed.data) && parsed.data !== '';
  return isPlain ? `\`${parsed.data}\`` : '';
}

function table(schema: z.ZodType, meaning: Readonly<Record<string, string>>): string[] {
  const rows = Object.entries(objectOf(schema).shape).map(([name, field]) => {
    const { type, limit = '' } = fieldWords(field as z.ZodType);
    const cells = [`\`${name}\``, presence(field as z.ZodType), type, limit, meaning[name] ?? ''];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| field | default | type | limit | meaning |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ];
}

/** Every field of every kind, with type, limit and meaning, as Markdown. */
function formDocument(): string {
  const sections = [
    ...Object.entries(formsAt(() => 0)).map(
      ([kind, form]) => [kind, form, meanings[kind as keyof typeof meanings]] as const,
    ),
    ...Object.entries(parts).map(
      ([part, schema]) => [part, schema, partMeanings[part as keyof typeof parts]] as const,
    ),
  ];
  return sections
    .map(([title, schema, meaning]) =>
      [`### ${title}`, '', ...table(schema, meaning), ''].join('\n'),
    )
    .join('\n');
}

const BEGIN = '<!-- Generated from the form by `npm run schema`; do not edit. -->';
const END = '<!-- End of what is generated. -->';

/** The README with its generated part as the form says now. Throws where it has no place for it. */
export function withFormDocument(readme: string): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin) throw new Error('The README has no place for the fields.');
  return `${readme.slice(0, begin + BEGIN.length)}\n\n${formDocument()}\n${readme.slice(end)}`;
}
