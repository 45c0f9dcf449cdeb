import { checkAccess, type Look } from '../gitlab-api/check-access.js';
import type { CheckReport, SourceContext } from '../provider.js';
import type { GitlabSettings } from './settings.js';

const looksOf = ({ mergeRequests, tags, issues }: GitlabSettings): readonly Look[] => [
  ...(mergeRequests
    ? [
        {
          what: 'Merge requests',
          path: 'merge_requests',
          without: 'there are no merge requests',
        },
      ]
    : []),
  ...(tags ? [{ what: 'Tags', path: 'repository/tags', without: 'there are no tags' }] : []),
  ...(issues ? [{ what: 'Issues', path: 'issues', without: 'there are no issues' }] : []),
];

/** Checks that GitLab can be reached, which projects are visible, and each missing scope and role by GitLab's own name. */
export const check = (settings: GitlabSettings, context: SourceContext): Promise<CheckReport> =>
  checkAccess(settings, context, looksOf(settings));
