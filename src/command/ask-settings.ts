import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { SettingsField } from '../providers/settings-form.js';
import { CommandError, exitCodes } from './exit-code.js';

/** Asks somebody at a terminal; what is secret is not shown while it is typed. */
export type AskUser = (question: string, isSecret: boolean) => Promise<string>;

const kebab = (key: string): string =>
  key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Returns the flag by which a setting is given. Secrets are given in files, since every process of a machine sees arguments. */
export const flagOf = ({ key, secret }: SettingsField): string =>
  secret ? `--${kebab(key)}-file <path>` : `--${kebab(key)} <value>`;

/** Returns the name under which the command line keeps what was given to a setting's flag. */
const optionOf = ({ key, secret }: SettingsField): string => (secret ? `${key}File` : key);

/**
 * Reads a secret from a file, or from standard input where the path is `-`. Throws USAGE where it cannot be read; the message repeats no
 * path, since somebody may have given the secret in its place.
 */
async function readSecret(path: string, flag: string): Promise<string> {
  try {
    return (path === '-' ? await text(process.stdin) : await readFile(path, 'utf8')).trim();
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new CommandError(
      exitCodes.USAGE,
      `${flag}: there is no file that can be read (${code}). It takes the path of a file, or - for standard input; never the secret itself.`,
    );
  }
}

const left = () =>
  new CommandError(exitCodes.INTERRUPTED, 'Nothing was connected: the question was left open.');

/** Asks on this terminal. Throws INTERRUPTED where the user leaves by Ctrl-C or Ctrl-D. */
export const askTerminal: AskUser = async (question, isSecret) => {
  const [last = '', ...above] = question.split('\n').reverse();
  for (const line of above.reverse()) process.stderr.write(`${line}\n`);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({
    input: process.stdin,
    terminal: true,
    output: isSecret ? silent : process.stderr,
  });
  // The editor of lines redraws its line, so the question must be part of it. A silent one shows nothing.
  if (isSecret) process.stderr.write(last);
  const isLeft = new Promise<never>((_, reject) => lines.once('close', () => reject(left())));
  try {
    return (await Promise.race([lines.question(isSecret ? '' : last), isLeft])).trim();
  } finally {
    isLeft.catch(() => undefined);
    lines.close();
    if (isSecret) process.stderr.write('\n');
  }
};

function questionOf({ label, help, required, choices = [] }: SettingsField): string {
  const values = choices.length > 0 ? ` (${choices.map(({ value }) => value).join(', ')})` : '';
  return `${help}\n${label}${values}${required ? '' : ', or nothing'}: `;
}

type Given = Readonly<Record<string, string>>;

const hasSecret = (fields: readonly SettingsField[], given: Given): boolean =>
  fields.some(({ key, secret }) => secret && given[key]);

/** Returns true where a field is to be asked for: it is required or marked, or a secret while none is given. */
const isLacking = (field: SettingsField, fields: readonly SettingsField[], given: Given): boolean =>
  !given[field.key] &&
  field.default === undefined &&
  (field.required || field.asked === true || (field.secret && !hasSecret(fields, given)));

async function readGiven(
  fields: readonly SettingsField[],
  options: Readonly<Record<string, unknown>>,
): Promise<Given> {
  const given: Record<string, string> = {};
  for (const field of fields) {
    const option = options[optionOf(field)];
    if (typeof option !== 'string') continue;
    given[field.key] = field.secret ? await readSecret(option, flagOf(field)) : option;
  }
  return given;
}

/**
 * Returns the values of a form by keys: those given by flags and files, and what is lacking as the user answers it. Throws USAGE
 * where something required is lacking and nobody can be asked.
 */
export async function readSettings(
  fields: readonly SettingsField[],
  options: Readonly<Record<string, unknown>>,
  ask: AskUser | null,
): Promise<Given> {
  const given = { ...(await readGiven(fields, options)) };
  for (const field of fields) {
    if (!isLacking(field, fields, given)) continue;
    if (ask) given[field.key] = await ask(questionOf(field), field.secret);
    else if (field.required)
      throw new CommandError(exitCodes.USAGE, `${flagOf(field)} is missing: ${field.help}`);
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}
