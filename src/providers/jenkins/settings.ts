import { z } from 'zod';
import type { SourceIdentity } from '../provider.js';
import { isPattern, patternsSetting } from '../run-naming.js';
import {
  addressSetting,
  daySetting,
  flagSetting,
  invalidSetting,
  listSetting,
  parseSettings,
  textSetting,
  tokenSetting,
} from '../setting-values.js';
import type { SettingsForm } from '../settings-form.js';
import { defaults, fields, scopes } from './fields.js';
import type { Naming, Rule } from './naming.js';

function ruleOf(line: string): Rule | null {
  const at = line.indexOf('=');
  const [pattern, value] = [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  return pattern !== '' && at > 0 && value !== '' && isPattern(pattern) ? { pattern, value } : null;
}

const rules = (otherwise: readonly string[] = []) =>
  listSetting.transform((given, context): readonly Rule[] => {
    const lines = given.length > 0 ? given : otherwise;
    const wrong = lines.find((line) => ruleOf(line) === null);
    if (wrong === undefined) return lines.map((line) => ruleOf(line)!);
    const message = `"${wrong}" is no rule: write it as pattern = value, such as staging = test.`;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

const shape = z.object({
  baseUrl: addressSetting('https://jenkins.example.com'),
  user: textSetting.refine((user) => !/[:\p{Cc}]/u.test(user), {
    message: 'The id of a user has no colon: take the one on the page of the user.',
  }),
  token: tokenSetting,
  jobs: patternsSetting([]),
  since: daySetting,
  deployJobs: patternsSetting(defaults.deployJobs),
  builds: patternsSetting(defaults.builds),
  deployStages: patternsSetting(defaults.deployStages),
  deployBranches: patternsSetting(defaults.deployBranches),
  environments: rules(defaults.environments),
  production: patternsSetting([]),
  services: rules(),
  branches: rules(),
  repositories: rules(),
  libraries: patternsSetting([]),
  unstable: z
    .enum(['SUCCESS', 'FAILURE', ''], 'Choose SUCCESS or FAILURE.')
    .nullish()
    .transform((given) => given || 'SUCCESS'),
  stages: flagSetting(true),
  webhookSecret: tokenSetting,
});

export interface JenkinsSettings {
  /** Address with the path that Jenkins lies below. */
  readonly baseUrl: string;
  readonly user: string;
  readonly token: string;
  /** Full names of jobs and folders, or patterns of them; empty: all. */
  readonly jobs: readonly string[];
  readonly since: string;
  readonly naming: Naming;
  readonly webhookSecret: string;
}

function missing(
  { user, token }: Pick<JenkinsSettings, 'user' | 'token'>,
  secrets: 'GIVEN' | 'SEALED',
) {
  const faults = [
    ...(user === '' ? [invalidSetting('user', 'Name the user that the token belongs to.')] : []),
  ];
  if (secrets === 'GIVEN' && token === '')
    faults.push(invalidSetting('token', 'Give an API token of the user: Jenkins, Security.'));
  return faults;
}

export const jenkinsSettings: SettingsForm<JenkinsSettings> = {
  fields,
  scopes,
  parse(values, secrets = 'GIVEN') {
    const { baseUrl, user, token, jobs, since, webhookSecret, stages, ...naming } = parseSettings(
      shape,
      values,
      (settings) => missing(settings, secrets),
    );
    return {
      ...{ baseUrl, user, token, jobs, since, webhookSecret },
      naming: { ...naming, readsStages: stages },
    };
  },
};

/** One server is connected once, whichever jobs are read. */
export function identify({ baseUrl }: Pick<JenkinsSettings, 'baseUrl'>): SourceIdentity {
  const { host, pathname } = new URL(baseUrl);
  const place = (host + pathname).replace(/\/+$/, '');
  return { id: `jenkins:${place}`, place, name: place, directory: null };
}
