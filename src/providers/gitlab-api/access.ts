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

/** How a GitLab is reached and what of it is read: what all providers of GitLab ask for. */
export interface GitlabAccess {
  /** The address that people open, with the path that GitLab lies below. */
  readonly baseUrl: string;
  /** Empty if the secrets are sealed. */
  readonly token: string;
  /** Empty: deliveries are refused. */
  readonly webhookSecret: string;
  /** Full paths of groups; empty with `projects`: all that the token's user is a member of. */
  readonly groups: readonly string[];
  /** Full paths, such as `group/subgroup/name`. */
  readonly projects: readonly string[];
  /** User names, lower case, of bots that GitLab does not call so. */
  readonly bots: readonly string[];
}

const GROUP = /^[\w.-]+(?:\/[\w.-]+)*$/;
const PROJECT = /^[\w.-]+(?:\/[\w.-]+)+$/;
/** People copy it along with the address. */
const API = /\/api(?:\/v\d+)?$/;

/** Tokens that reach no part of the API that is read, by how GitLab begins them. */
const otherTokens: readonly (readonly [RegExp, string])[] = [
  [/^gldt-/, 'a deploy token'],
  [/^glcbt-/, 'the token of a CI/CD job'],
  [/^glrtr?-/, 'the token of a runner'],
  [/^glptt-/, 'the token of a trigger'],
  [/^glft-/, 'a feed token'],
  [/^glimt-/, 'the token of incoming mail'],
];

/** The shape of what `accessFields` ask for; a provider extends it. */
export const accessShape = {
  baseUrl: addressSetting('https://gitlab.example.com', 'https://gitlab.com').transform((address) =>
    address.replace(API, ''),
  ),
  token: tokenSetting,
  webhookSecret: textSetting,
  groups: listSettingOf(GROUP, 'is no path of a group: write it as in the address of its page.'),
  projects: listSettingOf(PROJECT, 'is no path of a project: write group/name.'),
  bots: listSetting.transform((names) => names.map((name) => name.toLowerCase().replace(/^@/, ''))),
};

function tokenFaults(token: string): UserError[] {
  if (token === '')
    return [
      invalidSetting(
        'token',
        'Give a personal, group or project access token with the scope read_api.',
      ),
    ];
  const [, kind] = otherTokens.find(([pattern]) => pattern.test(token)) ?? [];
  return kind === undefined
    ? []
    : [
        invalidSetting(
          'token',
          `This is ${kind}, which cannot read the API: make a personal, group or project access token with the scope read_api.`,
        ),
      ];
}

/** Returns the settings. Throws a Refusal that names each field at fault. */
export const parseAccess = <Shape extends z.ZodType<Pick<GitlabAccess, 'token'>>>(
  shape: Shape,
  values: unknown,
  secrets: 'GIVEN' | 'SEALED',
): z.output<Shape> =>
  parseSettings(shape, values, ({ token }) => (secrets === 'SEALED' ? [] : tokenFaults(token)));

/** Returns the host with the path that GitLab lies below: ids of facts begin with it. */
export function placeOf({ baseUrl }: Pick<GitlabAccess, 'baseUrl'>): string {
  const { host, pathname } = new URL(baseUrl);
  return (host + pathname).replace(/\/+$/, '');
}

const isBelow = (path: string, group: string): boolean =>
  path.toLowerCase().startsWith(`${group.toLowerCase()}/`);

/** Returns true if the settings mean the project of a path. */
export function isSelected({ groups, projects }: GitlabAccess, path: string): boolean {
  if (groups.length === 0 && projects.length === 0) return true;
  return (
    groups.some((group) => isBelow(path, group)) ||
    projects.some((one) => one.toLowerCase() === path.toLowerCase())
  );
}
