import { z } from 'zod';
import { type AzureAccess, accessShape, parseAccess } from '../azure-api/access.js';
import { accessFields, scopeOf } from '../azure-api/access-fields.js';
import { namingFields, namingShape, partsSetting, type RunNaming } from '../run-naming.js';
import { flagSetting, listSetting } from '../setting-values.js';
import { type RequiredScope, type SettingsForm, settingsFields } from '../settings-form.js';

/** The runs whose stages are read. */
export type StagesChoice = 'ALL' | 'MAY_DEPLOY' | 'NONE';

export interface AzurePipelinesSettings extends AzureAccess {
  /** Names of pipelines, in any case; empty: all. */
  readonly pipelines: readonly string[];
  readonly naming: RunNaming;
  readonly stages: StagesChoice;
  readonly readsEnvironments: boolean;
  readonly readsReleases: boolean;
}

export const BUILD_SCOPE = 'vso.build';
export const RELEASE_SCOPE = 'vso.release';
export const ENVIRONMENT_SCOPE = 'vso.environment_manage';

const scopes: readonly RequiredScope[] = [
  scopeOf('vso.project', 'Project and Team (Read): the projects.', null),
  scopeOf(BUILD_SCOPE, 'Build (Read): runs of pipelines with their stages.', null),
  scopeOf(
    ENVIRONMENT_SCOPE,
    'Environment (Read & manage): what was deployed to which environment; Azure has no scope that only reads it.',
    'Stages are read, but not which environment they deployed to.',
  ),
  scopeOf(
    RELEASE_SCOPE,
    'Release (Read): deployments of classic releases.',
    'Classic releases are not read.',
  ),
  scopeOf(
    'vso.code',
    'Code (Read): names and addresses of repositories.',
    'Runs join their code only where Azure Repos is connected too.',
  ),
];

const fields = settingsFields([
  ...accessFields,
  {
    key: 'pipelines',
    keepsFacts: true,
    label: 'Pipelines',
    help: 'Names of pipelines and release pipelines, one a line. Left empty: all of the projects.',
    kind: 'LIST',
    discovers: 'PIPELINE',
  },
  ...namingFields(
    'Names of pipelines and stages that deploy. What goes to an environment or is a release deploys anyway.',
    "Left empty: the team's scope decides, else names with prod or live. Otherwise these alone.",
  ),
  {
    key: 'stages',
    label: 'Stages',
    help: 'Reading the stages of a run costs a call. Without them a stage that was tried again is not seen.',
    kind: 'CHOICE',
    choices: [
      { value: 'MAY_DEPLOY', label: 'Of runs that may deploy: all but those of pull requests' },
      { value: 'ALL', label: 'Of all runs' },
      { value: 'NONE', label: 'None' },
    ],
    default: 'MAY_DEPLOY',
  },
  {
    key: 'environments',
    label: 'Read environments',
    help: 'What YAML pipelines deployed to which environment.',
    kind: 'FLAG',
    default: 'true',
  },
  {
    key: 'releases',
    label: 'Read classic releases',
    help: 'What release pipelines deployed to which stage.',
    kind: 'FLAG',
    default: 'true',
  },
]);

const shape = z.object({
  ...accessShape,
  pipelines: listSetting.transform((names) => names.map((name) => name.toLowerCase())),
  ...namingShape,
  stages: partsSetting,
  environments: flagSetting(true),
  releases: flagSetting(true),
});

export const azurePipelinesSettings: SettingsForm<AzurePipelinesSettings> = {
  fields,
  scopes,
  parse(values, secrets = 'GIVEN') {
    const { deploys, builds, production, environments, releases, ...access } = parseAccess(
      shape,
      values,
      secrets,
    );
    return {
      ...access,
      naming: { deploys, builds, production },
      readsEnvironments: environments,
      readsReleases: releases,
    };
  },
};

/** Returns true if the settings mean a pipeline. */
export const isMeant = (
  { pipelines }: Pick<AzurePipelinesSettings, 'pipelines'>,
  name: string | null | undefined,
): boolean => pipelines.length === 0 || pipelines.includes((name ?? '').toLowerCase());
