import { z } from 'zod';
import { Refusal, type UserError } from '../model/errors.js';
import { type Instant, isLocalDate } from '../model/time.js';

/** Returns the entries of a list: one a line or between commas, each once. */
export const entriesOf = (list: string): readonly string[] => [
  ...new Set(list.split(/[\n,]/).flatMap((one) => one.trim() || [])),
];

const textUpTo = (characters: number) =>
  z
    .string()
    .trim()
    .max(
      characters,
      `This has more than ${characters.toLocaleString('en-US')} characters: shorten it.`,
    )
    .nullish()
    .transform((text) => text ?? '');

/** A text without surrounding spaces; empty where none is given. */
export const textSetting = textUpTo(20_000);

/** A secret that goes into a header. */
export const tokenSetting = textSetting.refine((token) => !/[\s\p{Cc}]/u.test(token), {
  message: 'A token has no spaces and line breaks: copy it again.',
});

/** A day such as 2026-01-31; empty where none is given. */
export const daySetting = textSetting.refine((day) => day === '' || isLocalDate(day), {
  message: 'This is no day: write it as 2026-01-31.',
});

/** A day as its first instant in UTC; null where none is given. */
export const sinceSetting = daySetting.transform((day): Instant | null =>
  day === '' ? null : Date.parse(day),
);

/** One entry a line or between commas. */
export const listSetting = textUpTo(200_000).transform(entriesOf);

/** A list whose entries all match; `help` goes on after an entry that does not, such as `is no number.` */
export const listSettingOf = (pattern: RegExp, help: string) =>
  listSetting.superRefine((entries, context) => {
    const wrong = entries.find((entry) => !pattern.test(entry));
    if (wrong !== undefined) context.addIssue({ code: 'custom', message: `"${wrong}" ${help}` });
  });

/** `true` or `false`; `value` where none is given. */
export const flagSetting = (value: boolean) =>
  z
    .enum(['true', 'false', ''], 'Write true or false.')
    .nullish()
    .transform((text) => (text ? text === 'true' : value));

/** Returns the address without a query and slashes at its end; null if it is none, or holds a user. */
function cleanAddress(text: string): string | null {
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
  if (!url?.hostname || !/^https?:$/.test(url.protocol)) return null;
  return url.username || url.password ? null : url.origin + url.pathname.replace(/\/+$/, '');
}

/**
 * The address of a server, with the path that it lies below. `fallback` is taken where none is
 * given, and `example` shows how to write it.
 */
export const addressSetting = (example: string, fallback = '') =>
  textSetting.transform((text, context) => {
    const address = cleanAddress(text || fallback);
    if (address !== null) return address;
    const message = `This is no address of a server: write it as ${example}, without a user and a password.`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

/** Returns the error of one setting. */
export const invalidSetting = (field: string, message: string): UserError => ({
  code: 'INVALID_SETTING',
  field: [field],
  message,
});

/**
 * Returns the values in the shape of the form. `faultsOf` finds what is wrong with several of them
 * together. Throws a Refusal that names each field at fault.
 */
export function parseSettings<Shape extends z.ZodType>(
  shape: Shape,
  values: unknown,
  faultsOf: (parsed: z.output<Shape>) => readonly UserError[] = () => [],
): z.output<Shape> {
  const parsed = shape.safeParse(values);
  if (!parsed.success)
    throw new Refusal(
      parsed.error.issues.map(({ path, message }) =>
        invalidSetting(String(path[0] ?? ''), message),
      ),
    );
  const faults = faultsOf(parsed.data);
  if (faults.length > 0) throw new Refusal(faults);
  return parsed.data;
}
