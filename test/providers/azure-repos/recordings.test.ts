import { describe, expect, it } from 'vitest';
import { azureRepos } from '../../../src/providers/azure-repos/index.js';
import { gather, pageOf } from '../azure-api/gather.js';
import { witnessed } from '../http/vendor-server.js';
import {
  contractFaults,
  contractOf,
  hasContracts,
  hasRecordings,
  recorded,
} from '../play/kit/recordings.js';
import { useAzure } from '../play/use-azure.js';

const place = { place: 'dev.azure.com/fabrikam', web: 'https://dev.azure.com/fabrikam' };

interface Answer {
  readonly value?: readonly unknown[];
  readonly changeEntries?: readonly unknown[];
}
const entriesOf = (name: string): unknown[] =>
  recorded<Answer>('azure-devops', name).flatMap(
    ({ data }) => data.value ?? data.changeEntries ?? [data],
  );

/** A note on a pull request has no status and no branches: it is of another operation. */
const isPullRequest = (given: unknown): boolean =>
  (given as { readonly pullRequestId?: unknown }).pullRequestId !== undefined;

/** One of the answers is a list of what a commit changed. */
const isCommit = (given: unknown): boolean =>
  (given as { readonly commitId?: unknown }).commitId !== undefined;

describe.skipIf(!hasRecordings('azure-devops'))('the recorded answers of Azure Repos', () => {
  it('are all read: repositories', () => {
    const nodes = entriesOf('git_repositories');
    const { REPOSITORY = [], dropped } = azureRepos.toFacts(
      pageOf('repositories', { ...place, nodes }),
    );
    expect(dropped).toBeUndefined();
    expect(REPOSITORY).toHaveLength(nodes.length);
    expect(REPOSITORY.map(({ name }) => name)).toContain('Fabrikam-Fiber-Git/AnotherRepository');
  });

  it('are all read: pull requests, with the threads, changes and commits of one', () => {
    const all = [...entriesOf('git_pull_requests'), ...entriesOf('pull_requests')];
    const pulls = all.filter(isPullRequest);
    const empty = { threads: [], commits: [], replaced: [], iterations: [], changes: [] };
    const lists = {
      ...{ threads: entriesOf('git_pull_request_threads'), iterations: [], replaced: [] },
      commits: [...entriesOf('git_commits'), ...entriesOf('pull_request_commits')].filter(isCommit),
      changes: entriesOf('git_pull_request_iteration_changes'),
    };
    const nodes = pulls.map((pullRequest, index) => ({
      pullRequest,
      ...(index === 0 ? lists : empty),
    }));
    const { PULL_REQUEST = [], dropped } = azureRepos.toFacts(
      pageOf('pull-requests', { ...place, bots: [], nodes }),
    );
    expect(dropped ?? {}).toEqual({});
    expect(PULL_REQUEST).toHaveLength(pulls.length);
    const [first] = PULL_REQUEST;
    // One vote of 10, two comments of which one was deleted with its text, five threads of Azure itself.
    expect(first?.reviews).toMatchObject([{ state: 'APPROVED', by: { name: 'Person fabbbb68' } }]);
    expect(first?.comments).toHaveLength(2);
    expect(first?.files.map(({ path }) => path)).toEqual(['new_feature.cpp', 'new_feature.h']);
    expect(new Set(first?.commits.map(({ sha }) => sha)).size).toBe(first?.commits.length);
  });

  it('are all opened: webhooks of code', () => {
    const hooks = recorded('azure-devops', 'webhooks').map(({ data }) => data);
    const opened = hooks.map((body) => {
      const text = Buffer.from(JSON.stringify(body));
      const { nudges, ignored } = azureRepos.open!({ headers: {}, body: text, receivedAt: 0 });
      return [String(body.eventType), nudges[0]?.split('/')[0] ?? ignored];
    });
    expect(opened.filter(([event]) => event?.startsWith('git.pullrequest'))).toEqual(
      Array.from({ length: 4 }, () => [expect.any(String), 'pull']),
    );
    const comments = opened.filter(([event]) => event?.endsWith('comment-event'));
    expect(comments.map(([, what]) => what)).toEqual(['pull', 'pull']);
    expect(opened).toContainEqual(['git.push', 'It pushes no tag.']);
  });
});

/** The contract has the item of a change as a text; the recorded ones are objects. */
const isTextItem = (fault: string): boolean =>
  /\/changes answers/.test(fault) && !/"instancePath":"(?!\/changeEntries\/\d+\/item")/.test(fault);

describe.skipIf(!hasContracts)('the play of Azure Repos', () => {
  it('asks and answers what the contract of Azure has', async () => {
    const server = await useAzure({ size: 30 });
    const { cursor } = await gather(azureRepos, server);
    server.world.repositories = server.world.repositories.slice(1);
    await gather(azureRepos, server, { cursor, pass: 'SWEEP' });
    const settings = azureRepos.settings.parse(server.settings);
    const { context } = witnessed();
    await azureRepos.check(settings, context);
    for (const kind of ['PROJECT', 'REPOSITORY'])
      await azureRepos.discover!(settings, { kind, search: 's', first: 9, after: null }, context);
    const { repository, id } = server.world.pullRequests[1]!;
    const below = `${repository.project.id}/${repository.id}`;
    const nudges = [`pull/${below}/${id}`, `tags/${below}`, `repository/${below}`];
    for await (const _ of azureRepos.fetchNudged!(settings, nudges, context));
    const name = `${repository.project.name}/${repository.name}`;
    expect(await azureRepos.spotCheck!(settings, `${name}#${id}`, context)).toMatchObject({
      found: true,
    });
    const contracts = await Promise.all(
      ['core', 'git'].map((part) => contractOf(`azure-devops/${part}-7.1.json`)),
    );
    const faults = server.requests.flatMap((held) => contractFaults(contracts, held));
    expect(faults.filter((fault) => !isTextItem(fault))).toEqual([]);
    expect(server.requests.length).toBeGreaterThan(100);
  });
});
