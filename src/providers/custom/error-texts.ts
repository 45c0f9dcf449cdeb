import type { z } from 'zod';
import { storableText } from '../../model/limits.js';

/** An error of a field, in the words that users read. */
export interface FieldError {
  /** Path into the line; empty for the line as a whole. */
  readonly field: readonly string[];
  /** The fault and what to do about it. */
  readonly message: string;
}
type RawIssue = z.core.$ZodRawIssue;
type Issue = z.core.$ZodIssue;

const expectedWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  nan: 'a number',
};
const LONGEST_QUOTE = 60;

function given(input: unknown): string {
  if (input === undefined) return 'It is missing';
  if (input === null) return 'It is null';
  if (Array.isArray(input)) return 'It is a list';
  if (typeof input === 'object') return 'It is an object';
  const written = JSON.stringify(input);
  return `It is ${written.length > LONGEST_QUOTE ? `${written.slice(0, LONGEST_QUOTE)}…` : written}`;
}

/**
 * Returns what is wrong with a value and what to write instead, if the schema has no text of its
 * own.
 */
export function wordsOfIssue(issue: RawIssue): string {
  const found = given(issue.input);
  if (issue.code === 'invalid_type')
    return `${found}: give ${expectedWords[issue.expected] ?? 'another value'}.`;
  if (issue.code === 'invalid_value')
    return `${found}: give ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}.`;
  if (issue.code === 'invalid_key') return 'The name of a field does not fit.';
  return `${found}, which does not fit: the table of fields says what does.`;
}

const LONGEST_NAME = 100;
const fieldOf = (path: readonly PropertyKey[]): string[] =>
  path.map((part) => storableText(String(part).slice(0, LONGEST_NAME)));

/** One error for each thing that is wrong; a field that the form does not know is named. */
function errorsOfIssue(issue: Issue, known: string): FieldError[] {
  const field = fieldOf(issue.path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      field: fieldOf([...issue.path, key]),
      message: `${known} has no field of this name: correct it or leave it out.`,
    }));
  if (issue.code === 'invalid_key')
    return issue.issues.map(({ message }) => ({ field, message: `Its name: ${message}` }));
  return [{ field, message: issue.message }];
}

/** Errors that are reported of one line. */
const MOST_ERRORS = 50;

/** The reasons why a line of this kind does not fit: the first fifty. */
export const errorsIn = (error: z.ZodError, kind: string): FieldError[] =>
  error.issues
    .slice(0, MOST_ERRORS)
    .flatMap((issue) => errorsOfIssue(issue, kind))
    .slice(0, MOST_ERRORS);
