import { github } from '../../../src/providers/github/index.js';
import { effects } from '../play/github/server/faults.js';
import { fullNameOf } from '../play/github/world/world.js';
import {
  deletedIssue,
  deletedRepository,
  githubLimits,
  movedRepositories,
  playGithub,
  repositoriesOf,
  singleSignOn,
} from './play-github.js';
import type { Tool } from './tool.js';

interface Answered {
  readonly data: {
    readonly node: { readonly pullRequests: { readonly nodes: { title: unknown }[] } };
  };
}
const withoutTitle = (body: unknown): unknown => {
  const [first] = (body as Answered).data.node.pullRequests.nodes;
  if (first) first.title = 7;
  return body;
};

export const githubTool: Tool = {
  provider: github,
  start: (options) =>
    playGithub(
      {
        settings: { organizations: 'harbour-works', since: '2008-01-01', commits: 'true' },
        opening: /\/repos$|^NewestOfMany$/,
        size: { pullRequests: 40, repositories: 3 },
        change: (server, title, at) => {
          const [repository] = repositoriesOf(server);
          const [number] = repository!.content.order('pullRequests', 'UPDATED_AT', 'ASC');
          server.world.changePullRequest(repository!, number!, at, (one) => {
            one.title = title;
          });
        },
        hook: (server) => {
          const [repository] = repositoriesOf(server);
          const [number] = repository!.content.order('pullRequests', 'UPDATED_AT', 'DESC');
          const full_name = fullNameOf(repository!);
          const { id } = repository!;
          return {
            event: 'pull_request',
            content: {
              ...{ action: 'edited', pull_request: { number } },
              repository: { id, full_name, html_url: `${server.url}/${full_name}` },
            },
          };
        },
        spoil: ({ faults }) => {
          const when = ({ operation }: { readonly operation: string }) =>
            operation === 'PullRequests';
          faults.add({ effect: effects.change(withoutTitle), when });
          return 'MALFORMED_PULL_REQUEST';
        },
      },
      options,
    ),
  lacking: [
    { name: 'issues', term: /issues: read/, isOptional: false, lost: ['work_item'] },
    {
      name: 'pull_requests',
      term: /pull_requests: read/,
      isOptional: false,
      lost: ['pull_request'],
    },
    { name: 'contents', term: /contents: read/, isOptional: false, lost: ['commit', 'tag'] },
    { name: 'read:user', term: /read:user|user:email/, isOptional: false, lost: null },
    singleSignOn,
  ],
  limits: githubLimits,
  otherwise: { bots: 'harbour-ci-robot' },
  removals: [deletedRepository, deletedIssue, ...movedRepositories],
};
