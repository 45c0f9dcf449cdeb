import { checkAccess, type Look } from '../gitlab-api/check-access.js';
import type { CheckReport, SourceContext } from '../provider.js';
import type { GitlabCiSettings } from './settings.js';

const pipelines: Look = {
  ...{ what: 'Pipelines', path: 'pipelines' },
  without: 'there are no pipelines',
};
const deployments: readonly Look[] = [
  { what: 'Deployments', path: 'deployments', without: 'there are no deployments' },
  { what: 'Environments', path: 'environments', without: 'no tier says what is production' },
];

/** Checks that GitLab can be reached, which projects are visible, and each missing scope and role by GitLab's own name. */
export const check = (settings: GitlabCiSettings, context: SourceContext): Promise<CheckReport> =>
  checkAccess(settings, context, [pipelines, ...(settings.deployments ? deployments : [])]);
