import { githubActions } from '../../../src/providers/github-actions/index.js';
import { lastOf } from '../play/github/actions/records.js';
import { actionsOf } from '../play/github/actions/store.js';
import { effects } from '../play/github/server/faults.js';
import {
  deletedRepository,
  githubLimits,
  movedRepositories,
  playGithub,
  repositoriesOf,
} from './play-github.js';
import type { Tool } from './tool.js';

const RUNS = 'GET /repos/{owner}/{repo}/actions/runs';

const withoutId = (body: unknown): unknown => {
  const [first] = (body as { readonly workflow_runs: { created_at: unknown }[] }).workflow_runs;
  if (first) first.created_at = 7;
  return body;
};

export const githubActionsTool: Tool = {
  provider: githubActions,
  start: (options) =>
    playGithub(
      {
        settings: { jobs: 'ALL', organizations: 'harbour-works' },
        opening: /\/repos$/,
        size: { pullRequests: 24, repositories: 3 },
        change: (server, title, at) => {
          const [repository] = repositoriesOf(server);
          const actions = actionsOf(server.world, repository!);
          const [newest] = actions.runs;
          const attempt = {
            ...{ ...lastOf(newest!), startedAt: at, updatedAt: at, status: 'completed' },
            ...{ conclusion: 'success', jobs: [] },
          };
          const run = { ...newest!, id: newest!.id + 1_000_003, branch: title, createdAt: at };
          actions.runs = [{ ...run, attempts: [attempt] }, ...actions.runs];
        },
        spoil: ({ faults }) => {
          const when = ({ operation }: { readonly operation: string }) => operation === RUNS;
          faults.add({ effect: effects.change(withoutId), when });
          return 'MALFORMED_RUN';
        },
      },
      options,
    ),
  lacking: [
    { name: 'actions', term: /actions/, isOptional: false, lost: null },
    { name: 'deployments', term: /deployments/, isOptional: true, lost: ['pipeline_run'] },
  ],
  limits: githubLimits,
  otherwise: { deploys: 'nothing', production: '*', jobs: 'ALL' },
  removals: [deletedRepository, ...movedRepositories],
};
