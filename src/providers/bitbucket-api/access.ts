import type { z } from 'zod';
import type { UserError } from '../../model/errors.js';
import {
  addressSetting,
  invalidSetting,
  listSetting,
  listSettingOf,
  parseSettings,
  textSetting,
  tokenSetting,
} from '../setting-values.js';

/** How Bitbucket Cloud is reached and what of it is read: what both of its providers ask for. */
export interface BitbucketAccess {
  /** The address of the API or of the web pages. */
  readonly baseUrl: string;
  /** The Atlassian e-mail address of an API token; empty for an access token. */
  readonly email: string;
  /** Empty if it is sealed. */
  readonly token: string;
  /** Workspace ids, as in addresses; empty with `repositories`: all of the account. */
  readonly workspaces: readonly string[];
  /** `workspace/repository`. */
  readonly repositories: readonly string[];
  /** Keys of projects to which the workspaces are restricted; empty: all. */
  readonly projects: readonly string[];
  /** Empty: deliveries are refused. */
  readonly webhookSecret: string;
  /** Accounts that call themselves users and are none, lower case. */
  readonly bots: readonly string[];
}

const WORKSPACE = /^[\w.-]{1,100}$/;
const REPOSITORY = /^[\w.-]{1,100}\/[\w.-]{1,100}$/;
/** App passwords began with it, and worked with a username. */
const APP_PASSWORD = /^ATBB/;
const APP_PASSWORDS_ENDED =
  'App passwords ended in June 2026: make an API token with scopes (id.atlassian.com, Security, API tokens, app Bitbucket) and give it with your Atlassian e-mail address.';

const lowered = listSetting.transform((entries) => entries.map((entry) => entry.toLowerCase()));

/** The shape of what `accessFields` ask for; a provider extends it. */
export const accessShape = {
  baseUrl: addressSetting('https://api.bitbucket.org', 'https://api.bitbucket.org'),
  email: textSetting.refine((email) => email === '' || /^[^\s@:]+@[^\s@:]+$/.test(email), {
    message: `This is no e-mail address. ${APP_PASSWORDS_ENDED}`,
  }),
  token: tokenSetting.refine((token) => !APP_PASSWORD.test(token), {
    message: `This is an app password. ${APP_PASSWORDS_ENDED}`,
  }),
  workspaces: listSettingOf(WORKSPACE, 'is no workspace: write its id, as in its address.'),
  repositories: listSettingOf(REPOSITORY, 'is no repository: write workspace/repository.'),
  projects: listSetting.transform((keys) => keys.map((key) => key.toUpperCase())),
  webhookSecret: textSetting,
  bots: lowered,
};

type Given = Pick<BitbucketAccess, 'email' | 'token' | 'workspaces' | 'repositories'>;

function faultsOf(
  { email, token, workspaces, repositories }: Given,
  secrets: 'GIVEN' | 'SEALED',
): UserError[] {
  if (secrets === 'GIVEN' && token === '')
    return [
      invalidSetting(
        'token',
        'Give an API token with the e-mail address of its account, or an access token of a workspace, project or repository.',
      ),
    ];
  if (email === '' && workspaces.length + repositories.length === 0)
    return [
      invalidSetting(
        'workspaces',
        'Name the workspace: an access token, which has no e-mail address, cannot list workspaces.',
      ),
    ];
  return [];
}

/** Returns the settings. Throws a Refusal that names each field at fault. */
export const parseAccess = <Shape extends z.ZodType<Given>>(
  shape: Shape,
  values: unknown,
  secrets: 'GIVEN' | 'SEALED',
): z.output<Shape> => parseSettings(shape, values, (given) => faultsOf(given, secrets));
