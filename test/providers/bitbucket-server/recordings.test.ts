import { describe, expect, it } from 'vitest';
import { unknownPerson } from '../../../src/model/facts/people.js';
import { bitbucketServer } from '../../../src/providers/bitbucket-server/index.js';
import { witnessed } from '../http/vendor-server.js';
import { createWorld } from '../play/bitbucket-server/generator.js';
import { repositoryOf } from '../play/bitbucket-server/mutations.js';
import {
  contractFaults,
  contractOf,
  hasContracts,
  hasRecordings,
  recorded,
} from '../play/kit/recordings.js';
import type { Asked } from '../play/kit/server.js';
import { countsIn, factsIn, gather, NOW, pageOf, playing, settingsOf } from './support.js';

const TOOL = 'bitbucket-server';
const place = 'bitbucket.example.com';
const dataOf = (name: string): unknown[] => recorded(TOOL, name).map(({ data }) => data);
/** A whole answer that was recorded, by the end of its note. */
const answerOf = (note: string): Record<string, unknown> =>
  recorded(TOOL, 'answers').find(({ input }) => String(input?.note).endsWith(`: ${note}`))!.data;

interface Parts {
  readonly activities?: readonly unknown[];
  readonly commits?: readonly unknown[];
  readonly changes?: readonly unknown[];
}
const node = (pullRequest: unknown, parts: Parts = {}) => ({
  ...{ pullRequest, activities: [], commits: [], changes: [], ...parts },
});
const pullsPage = (...nodes: readonly object[]) =>
  pageOf('pull-requests', { place, repository: 1, bots: [], nodes });
const ofPull = (name: string, number: number): unknown[] =>
  recorded(TOOL, name)
    .filter(
      ({ url, input }) =>
        url?.includes(`/pull-requests/${number}/`) && (input?.BitbucketId ?? number) === number,
    )
    .map(({ data }) => data);

describe.skipIf(!hasRecordings(TOOL))('every recorded answer of Bitbucket Data Center', () => {
  it('pull requests map whole, of every state and version', () => {
    const listed = answerOf('prs').values as unknown[];
    const all = [...dataOf('pull_requests'), ...dataOf('pull_requests_more'), ...listed];
    const page = pullsPage(...all.map((one) => node(one)));
    expect(countsIn([page])).toEqual({ PULL_REQUEST: 9 });
    const states = factsIn([page], 'PULL_REQUEST').map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(['OPEN', 'MERGED', 'CLOSED']));
  });

  it('a squashed pull request has its approval, its three comments, and what it was made of', () => {
    const [, , pullRequest] = dataOf('pull_requests_more');
    const activities = ofPull('pull_request_activities', 1);
    const page = pullsPage(node(pullRequest, { activities }));
    expect(countsIn([page])).toEqual({ PULL_REQUEST: 1 });
    expect(factsIn([page], 'PULL_REQUEST')[0]).toMatchObject({
      ...{ id: `bitbucket-server:${place}:1#1`, state: 'MERGED', mergeMethod: 'SQUASH' },
      ...{ mergedAt: 1_663_729_013_941, mergeSha: '05560c8c701936e6c9756f8c26d83b9614a95e3a' },
      reviews: [{ at: 1_663_728_869_682, state: 'APPROVED', by: { id: `${place}:3` } }],
      comments: [1_663_728_843_536, 1_663_728_843_555, 1_663_728_854_674].map((at) => ({ at })),
    });
  });

  it('a merged and a declined one end when their histories say so', () => {
    const [, merged] = dataOf('pull_requests_more');
    const declined = dataOf('pull_requests')[3];
    const page = pullsPage(
      node(merged, { activities: ofPull('pull_request_activities', 2) }),
      node(
        { ...(declined as object), closedDate: undefined },
        {
          activities: ofPull('pull_request_activities', 4),
        },
      ),
    );
    expect(factsIn([page], 'PULL_REQUEST')).toMatchObject([
      { state: 'MERGED', mergeMethod: 'MERGE', mergedAt: 1_663_729_227_505 },
      { state: 'CLOSED', mergedAt: null, closedAt: 1_663_881_416_395 },
    ]);
  });

  it('commits of pull requests map whole', () => {
    const all = dataOf('pull_requests') as { readonly id: number }[];
    const page = pullsPage(
      ...all.map((one) => node(one, { commits: ofPull('pull_request_commits', one.id) })),
    );
    const facts = factsIn([page], 'PULL_REQUEST');
    expect(countsIn([page])).toEqual({ PULL_REQUEST: 5 });
    expect(facts.flatMap(({ commits }) => commits)).toHaveLength(22);
    expect(facts.flatMap(({ commits }) => commits.filter(({ isMerge }) => isMerge))).toHaveLength(
      3,
    );
  });

  it('commits of a branch map whole, the one without an author too', () => {
    const [pull] = dataOf('pull_requests');
    const commits = [...dataOf('commits'), ...(answerOf('commits').values as unknown[])];
    const page = pullsPage(node(pull, { commits: [...commits, answerOf('commit')] }));
    expect(countsIn([page])).toEqual({ PULL_REQUEST: 1 });
    // Two of the ten are recorded twice.
    expect(factsIn([page], 'PULL_REQUEST')[0]!.commits).toHaveLength(8);
  });

  it('commits of a branch are facts of their own too, the one without an author by nobody known', () => {
    const page = pageOf('commits', { place, repository: 1, nodes: dataOf('commits') });
    expect(countsIn([page])).toEqual({ COMMIT: 8 });
    const facts = factsIn([page], 'COMMIT');
    expect(facts.at(-1)).toMatchObject({ isRoot: true, title: 'First commit' });
    expect(facts[2]!.author).toEqual(unknownPerson);
  });

  it('files map whole, by their names alone', () => {
    const [pull] = dataOf('pull_requests');
    const changes = answerOf('pr_change').values as unknown[];
    const page = pullsPage(node(pull, { changes }));
    expect(countsIn([page])).toEqual({ PULL_REQUEST: 1 });
    const { files } = factsIn([page], 'PULL_REQUEST')[0]!;
    expect(files.map(({ path }) => path)).toEqual(['COPYING', 'README', 'README.md', 'main.go']);
    expect(files.every(({ additions }) => additions === null)).toBe(true);
  });

  it('histories of comments map whole', () => {
    const [pull] = dataOf('pull_requests');
    const activities = answerOf('pr_comments').values as unknown[];
    const page = pullsPage(node(pull, { activities }));
    expect(factsIn([page], 'PULL_REQUEST')[0]!.comments).toHaveLength(2);
    expect(countsIn([page])).toEqual({ PULL_REQUEST: 1 });
  });

  it('repositories map whole, by the remote that they are cloned from', () => {
    const listed = answerOf('repos').values as unknown[];
    const all = [...dataOf('repositories'), answerOf('repo'), ...listed];
    const branch = String(answerOf('default_branch').displayId);
    const nodes = all.map((repository) => ({ repository, branch }));
    const page = pageOf('repositories', { place, nodes });
    expect(countsIn([page])).toEqual({ REPOSITORY: all.length });
    const [first, second] = factsIn([page], 'REPOSITORY');
    expect(first).toMatchObject({
      ...{ name: 'PLAYG/repo1', remote: 'bitbucket.example.com/playg/repo1' },
      url: 'https://bitbucket.example.com/projects/PLAYG/repos/repo1',
    });
    expect(second).toMatchObject({
      ...{ remote: 'example.com:7990/prj/my-repo', defaultBranch: 'feature_branch' },
    });
  });

  it('tags map whole, with the date of their commit', () => {
    const [commit] = dataOf('commits');
    const listed = answerOf('tags').values as unknown[];
    const nodes = [...dataOf('tags'), ...listed].map((tag) => ({ tag, commit }));
    const page = pageOf('tags', { place, repository: 1, nodes });
    expect(countsIn([page])).toEqual({ TAG: 2 });
    expect(factsIn([page], 'TAG')[0]).toMatchObject({
      ...{ name: 'release-0.0.1', taggedAt: 1_663_729_227_000 },
    });
  });

  it('people are known by the number that a rename keeps', () => {
    const [pull] = dataOf('pull_requests');
    const nodes = dataOf('users').map((user) => node({ ...(pull as object), author: { user } }));
    const authors = factsIn([pullsPage(...nodes)], 'PULL_REQUEST').map(({ author }) => author);
    expect(authors).toMatchObject([
      { applicationType: 'BITBUCKET', id: `${place}:2`, name: 'Admin' },
      { applicationType: 'BITBUCKET', id: `${place}:52`, email: 'person-e7801d03@example.com' },
    ]);
  });
});

const CONTEXT = '/bitbucket';

/** Does everything that asks Bitbucket anything. */
async function exercise(): Promise<readonly Asked[]> {
  const server = await playing({ world: createWorld({ size: 30, now: NOW }) });
  const { world } = server;
  const settings = settingsOf(server, { projects: 'SHOP', repositories: 'PAY/ledger' });
  const first = await gather(server, {}, { commits: 'true' });
  repositoryOf(world, 'SHOP/web').pulls.delete(1);
  await gather(server, { cursor: first.cursor, pass: 'SWEEP' });
  const { context } = witnessed({ now: NOW });
  await bitbucketServer.check(settings, context);
  for (const kind of ['PROJECT', 'REPOSITORY'])
    await bitbucketServer.discover!(
      settings,
      { kind, search: 's', first: 10, after: null },
      context,
    );
  await bitbucketServer.spotCheck!(settings, 'SHOP/web#2', context);
  const nudges = ['pull/SHOP/web/2', 'tags/SHOP/web', 'repository/SHOP/api'];
  for await (const _ of bitbucketServer.fetchNudged!(settings, nudges, context));
  return server.requests;
}

describe.skipIf(!hasContracts)('the contract of Bitbucket Data Center', () => {
  it('allows every request of ours and every answer of the play server', async () => {
    const contract = await contractOf('bitbucket/data-center-9.4.json');
    const requests = await exercise();
    const faults = requests.flatMap((asked) =>
      contractFaults([contract], asked, `${CONTEXT}/rest`),
    );
    expect([...new Set(faults)]).toEqual([]);
    expect(new Set(requests.map(({ route }) => route)).size).toBeGreaterThan(12);
  });
});
