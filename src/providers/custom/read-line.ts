import { z } from 'zod';
import type { FactOf, Tombstone } from '../../model/facts/facts.js';
import { once } from '../../model/once.js';
import type { Instant } from '../../model/time.js';
import { jsonIn } from '../json-in.js';
import { errorsIn, type FieldError, wordsOfIssue } from './error-texts.js';
import { madeId } from './fields.js';
import { FORM_NAME, FORM_VERSION, type FormKind, formsAt } from './form.js';
import { past } from './instants.js';

/** More than any fact needs; what is longer is refused before it is read. */
const LONGEST_LINE = 1_000_000;

/** Why a line is refused. */
export interface LineError extends FieldError {
  /** Stable code of the reason. */
  readonly code: 'TOO_LONG' | 'NOT_JSON' | 'UNKNOWN_KIND' | 'UNKNOWN_VERSION' | 'INVALID';
}
export type ReadFact = {
  readonly [Kind in FormKind]: { readonly kind: Kind; readonly fact: FactOf[Kind] };
}[FormKind];
export type RecordLine =
  | ReadFact
  | { readonly tombstone: Tombstone }
  | { readonly nothing: true }
  | { readonly errors: readonly LineError[] };

const refused = (code: LineError['code'], message: string): RecordLine => ({
  errors: [{ code, field: [], message }],
});

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const errorsOf = (error: z.ZodError, kind: string): RecordLine => ({
  errors: errorsIn(error, kind).map((one) => ({ code: 'INVALID', ...one })),
});
/** The one place that says what is wrong with a value. */
const inOurWords = { error: wordsOfIssue };

/** When the line at hand was reported. Lines are read one after the other. */
let reportedAt: Instant = 0;
/** The forms are made once: that takes as long as reading a hundred lines. */
const forms = once(() => {
  const now = () => reportedAt;
  const deleted = z.object({ id: madeId, updatedAt: past(now), deleted: z.literal(true) });
  return { deleted, of: formsAt(now) };
});

function readFact(kind: FormKind, reported: object): RecordLine {
  if ('deleted' in reported && reported.deleted === true) {
    const tombstone = forms().deleted.safeParse(reported, inOurWords);
    if (!tombstone.success) return errorsOf(tombstone.error, kind);
    return { tombstone: { kind, id: tombstone.data.id, updatedAt: tombstone.data.updatedAt } };
  }
  const parsed = forms().of[kind].safeParse(reported, inOurWords);
  return parsed.success ? ({ kind, fact: parsed.data } as ReadFact) : errorsOf(parsed.error, kind);
}

const readVersion = ({ form, version }: Readonly<Record<string, unknown>>): RecordLine =>
  (form === undefined || form === FORM_NAME) && version === FORM_VERSION
    ? { nothing: true }
    : refused(
        'UNKNOWN_VERSION',
        `This program reads version ${FORM_VERSION} of the form ${FORM_NAME}: nothing from here on was read.`,
      );

function readObject(value: Readonly<Record<string, unknown>>): RecordLine {
  const { kind, ...reported } = value;
  if (kind === undefined && ('version' in reported || 'form' in reported))
    return readVersion(reported);
  return typeof kind === 'string' && Object.hasOwn(forms().of, kind)
    ? readFact(kind as FormKind, reported)
    : refused('UNKNOWN_KIND', `"kind" is one of ${Object.keys(forms().of).join(', ')}.`);
}

/** Editors and exports put it before a text; it says nothing. */
const BYTE_ORDER_MARK = '\uFEFF';
const withoutMark = (text: string) => (text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);

/** A text that is no object of JSON, with what keeps it from being one. */
const unreadable = (text: string): RecordLine =>
  refused(
    'NOT_JSON',
    text.includes('\0')
      ? 'It holds the character NUL: save the file as UTF-8.'
      : 'Write one JSON object on a line.',
  );

/**
 * Returns a reader of lines reported at `now`. It returns the facts of a line, or every reason why
 * the line is refused.
 */
export function lineReader(now: Instant): (text: string) => RecordLine {
  return (given) => {
    const text = withoutMark(given);
    if (text.length > LONGEST_LINE)
      return refused(
        'TOO_LONG',
        `A line has at most ${LONGEST_LINE} characters: shorten its texts.`,
      );
    if (text.trim() === '') return { nothing: true };
    const value = jsonIn(text);
    if (!isObject(value)) return unreadable(text);
    reportedAt = now;
    return readObject(value);
  };
}
