import { gitlabCi } from '../../../src/providers/gitlab-ci/index.js';
import { addPipeline } from '../play/gitlab/pipelines.js';
import { gitlabLimits, playGitlab, projectRemovals } from './gitlab.js';
import type { Tool } from './tool.js';

export const gitlabCiTool: Tool = {
  provider: gitlabCi,
  start: (options) =>
    playGitlab(
      {
        settings: { since: '2020-01-01' },
        opening: /\/(?:user|version|self|projects)$/,
        change: (world, title, at) => {
          const [shop] = world.projects;
          const [ada] = world.users;
          const { fields } = addPipeline(world, shop!, { at: at - 600_000, by: ada!, ref: title });
          fields.updated_at = new Date(at).toISOString();
        },
        spoilt: { path: /\/pipelines\/\d+$/, field: 'created_at', reason: 'MALFORMED_PIPELINE' },
      },
      options,
    ),
  lacking: [
    { name: 'read_api', term: /read_api/, isOptional: false, lost: null },
    { name: 'Reporter', term: /Reporter/, isOptional: false, lost: ['pipeline_run'] },
  ],
  limits: gitlabLimits,
  otherwise: { deploys: 'nothing', production: 'staging', jobs: 'ALL' },
  removals: projectRemovals,
};
