import { z } from 'zod';
import { Refusal, type UserError } from '../../model/errors.js';
import { type App, readPrivateKey } from './app-token.js';

/** How a GitHub is reached and what of it is read: what all providers of GitHub ask for. */
export interface GithubAccess {
  /** The address of the web pages. */
  readonly baseUrl: string;
  /** Empty if an App is used, or the secrets are sealed. */
  readonly tokens: readonly string[];
  readonly app: App | null;
  /** Empty: deliveries are refused. */
  readonly webhookSecret: string;
  /** Logins of organisations and users, as they were written; empty with `repositories`: all that the credential sees. */
  readonly organizations: readonly string[];
  /** `owner/name`. */
  readonly repositories: readonly string[];
}

const entriesOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n,]/)
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
  ),
];

/** One entry a line or between commas. */
export const listSetting = z
  .string()
  .nullish()
  .transform((text) => entriesOf(text ?? ''));
export const flagSetting = (value: boolean) =>
  z
    .enum(['true', 'false', ''], 'Write true or false.')
    .nullish()
    .transform((text) => (text ? text === 'true' : value));

const text = z
  .string()
  .trim()
  .nullish()
  .transform((given) => given ?? '');

const LOGIN = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98}[A-Za-z0-9_])?$/;
const REPOSITORY = /^[\w-]{1,100}\/[\w.-]{1,100}$/;

const everyEntry = (pattern: RegExp, help: string) =>
  listSetting.superRefine((entries, context) => {
    const wrong = entries.find((entry) => !pattern.test(entry));
    if (wrong !== undefined) context.addIssue({ code: 'custom', message: `"${wrong}" ${help}` });
  });

const isWebAddress = (given: string): boolean => /^https?:\/\/[^/\s@]+/i.test(given);

/** The shape of what `accessFields` ask for; a provider extends it. */
export const accessShape = {
  baseUrl: text
    .transform((given) => given || 'https://github.com')
    .refine(
      (given) => isWebAddress(given) && URL.canParse(given),
      'Write the address of the web pages, such as https://github.example.com.',
    )
    .transform((given) => new URL(given).origin),
  token: listSetting,
  appId: text.refine((id) => /^[\w.]*$/.test(id), 'Write the App ID, a number.'),
  appPrivateKey: text,
  appInstallationId: text.refine((id) => /^\d*$/.test(id), 'Write the installation id, a number.'),
  webhookSecret: text,
  organizations: everyEntry(LOGIN, 'is no login: write it as in the address of its page.'),
  repositories: everyEntry(REPOSITORY, 'is no repository: write owner/name.'),
};

const invalid = (field: string, message: string): UserError => ({
  code: 'INVALID_SETTING',
  field: [field],
  message,
});

interface Credentials {
  /** All that were given. */
  readonly token: readonly string[];
  readonly appId: string;
  readonly appPrivateKey: string;
  readonly appInstallationId: string;
}

function keyFaults(key: string): UserError[] {
  try {
    readPrivateKey(key);
    return [];
  } catch {
    return [invalid('appPrivateKey', 'It is no private key: paste the whole .pem file.')];
  }
}

function credentialFaults(given: Credentials): UserError[] {
  const { appId, appPrivateKey, appInstallationId, token } = given;
  if (appId === '')
    return token.length > 0 || appPrivateKey !== ''
      ? []
      : [invalid('token', 'Give a token, or the id, key and installation of a GitHub App.')];
  if (appInstallationId === '')
    return [invalid('appInstallationId', 'Give the installation id of the GitHub App.')];
  return appPrivateKey === ''
    ? [invalid('appPrivateKey', 'Give the private key of the GitHub App.')]
    : keyFaults(appPrivateKey);
}

const appOf = ({ appId, appPrivateKey, appInstallationId }: Credentials): App | null =>
  appId === '' ? null : { id: appId, privateKey: appPrivateKey, installation: appInstallationId };

/** Returns the settings with the App that they name. Throws a Refusal that names each field at fault. */
export function parseAccess<Shape extends z.ZodType<Credentials>>(
  shape: Shape,
  values: unknown,
  secrets: 'GIVEN' | 'SEALED',
): z.output<Shape> & Pick<GithubAccess, 'app' | 'tokens'> {
  const parsed = shape.safeParse(values);
  if (!parsed.success)
    throw new Refusal(
      parsed.error.issues.map(({ path, message }) => invalid(String(path[0] ?? ''), message)),
    );
  const faults = secrets === 'SEALED' ? [] : credentialFaults(parsed.data);
  if (faults.length > 0) throw new Refusal(faults);
  return { ...parsed.data, tokens: parsed.data.token, app: appOf(parsed.data) };
}
