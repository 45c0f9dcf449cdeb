import type { PullRequestFact } from '../../../src/model/facts/review.js';
import { azureRepos } from '../../../src/providers/azure-repos/index.js';
import type { WholePullRequest } from '../../../src/providers/azure-repos/wire.js';
import { pageOf } from '../azure-api/gather.js';
import { people } from '../play/azure/generator.js';
import { renderIdentity, renderThread } from '../play/azure/render.js';
import type { Thread } from '../play/azure/world.js';

const place = { place: 'dev.azure.com/fabrikam', web: 'https://dev.azure.com/fabrikam' };

/** A pull request in the shape of the recorded ones. */
const rawPullRequest = (more: object = {}) => ({
  repository: {
    id: '3411ebc1-d5aa-464f-9615-0b527bc66719',
    name: 'shop',
    project: { id: 'a7573007-bbb3-4341-b726-0c4148a07853', name: 'Shop' },
  },
  pullRequestId: 22,
  status: 'active',
  createdBy: renderIdentity(people[0]!),
  creationDate: '2026-03-02T09:00:00.6655471Z',
  title: 'A new feature',
  description: 'Adding a new feature',
  sourceRefName: 'refs/heads/feature',
  targetRefName: 'refs/heads/main',
  lastMergeSourceCommit: { commitId: 'B60280BC6E62E2F880F1B63C1E24987664D3BDA3' },
  lastMergeCommit: { commitId: '39f52d24533cc712fc845ed9fd1b6c06b3942588' },
  reviewers: [{ ...renderIdentity(people[1]!), vote: 10 }],
  ...more,
});

/** Maps one pull request with its lists. */
export function mapped(raw: object = {}, lists: Partial<WholePullRequest> = {}) {
  const whole: WholePullRequest = {
    ...{ pullRequest: rawPullRequest(raw), threads: [], commits: [], replaced: [] },
    ...{ iterations: [], changes: [], ...lists },
  };
  const body = { ...place, bots: [], nodes: [whole] };
  const { PULL_REQUEST = [], dropped = {} } = azureRepos.toFacts(pageOf('pull-requests', body));
  return { fact: PULL_REQUEST[0] as PullRequestFact, dropped };
}

export const rendered = (...threads: readonly Thread[]): readonly unknown[] =>
  threads.map(renderThread);
