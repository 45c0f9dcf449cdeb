import type { z } from 'zod';
import type { UserError } from '../../model/errors.js';
import {
  invalidSetting,
  listSetting,
  listSettingOf,
  parseSettings,
  textSetting,
} from '../setting-values.js';
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

const LOGIN = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98}[A-Za-z0-9_])?$/;
const REPOSITORY = /^[\w-]{1,100}\/[\w.-]{1,100}$/;

const isWebAddress = (given: string): boolean => /^https?:\/\/[^/\s@]+/i.test(given);

/** The shape of what `accessFields` ask for; a provider extends it. */
export const accessShape = {
  baseUrl: textSetting
    .transform((given) => given || 'https://github.com')
    .refine(
      (given) => isWebAddress(given) && URL.canParse(given),
      'Write the address of the web pages, such as https://github.example.com.',
    )
    .transform((given) => new URL(given).origin),
  token: listSetting,
  appId: textSetting.refine((id) => /^[\w.]*$/.test(id), 'Write the App ID, a number.'),
  appPrivateKey: textSetting,
  appInstallationId: textSetting.refine(
    (id) => /^\d*$/.test(id),
    'Write the installation id, a number.',
  ),
  webhookSecret: textSetting,
  organizations: listSettingOf(LOGIN, 'is no login: write it as in the address of its page.'),
  repositories: listSettingOf(REPOSITORY, 'is no repository: write owner/name.'),
};

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
    return [invalidSetting('appPrivateKey', 'It is no private key: paste the whole .pem file.')];
  }
}

function credentialFaults(given: Credentials): UserError[] {
  const { appId, appPrivateKey, appInstallationId, token } = given;
  if (appId === '')
    return token.length > 0 || appPrivateKey !== ''
      ? []
      : [invalidSetting('token', 'Give a token, or the id, key and installation of a GitHub App.')];
  if (appInstallationId === '')
    return [invalidSetting('appInstallationId', 'Give the installation id of the GitHub App.')];
  return appPrivateKey === ''
    ? [invalidSetting('appPrivateKey', 'Give the private key of the GitHub App.')]
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
  const parsed = parseSettings(shape, values, (given) =>
    secrets === 'SEALED' ? [] : credentialFaults(given),
  );
  return { ...parsed, tokens: parsed.token, app: appOf(parsed) };
}
