import { describe, expect, it } from 'vitest';
import { generateWorld } from './github/generated/generate.js';
import { fullNameOf } from './github/world/world.js';
import { ask, query, useGithub } from './use-github.js';

const world = generateWorld({ pullRequests: 400 });
const [first] = world.repositories;
const [owner, name] = fullNameOf(first!).split('/');

const NUMBERS = `query Numbers($owner: String!, $name: String!, $first: Int, $after: String, $order: IssueOrder) {
  rateLimit { cost remaining nodeCount }
  repository(owner: $owner, name: $name) {
    pullRequests(first: $first, after: $after, orderBy: $order) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes { number updatedAt }
    }
  }
}`;
interface Numbers {
  readonly rateLimit: { readonly cost: number; readonly nodeCount: number } | null;
  readonly repository: {
    readonly pullRequests: {
      readonly totalCount: number;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      readonly nodes: readonly { readonly number: number }[];
    };
  };
}
const NEWEST = { field: 'UPDATED_AT', direction: 'DESC' };

describe('what GitHub answers by GraphQL', () => {
  it('is every pull request once, in the order that was asked for', async () => {
    const github = await useGithub({ world });
    for (const field of ['UPDATED_AT', 'CREATED_AT'] as const) {
      const numbers: number[] = [];
      for (let after: string | null | undefined = null; after !== undefined; ) {
        const order = { field, direction: 'DESC' };
        const variables: object = { owner, name, first: 9, after, order };
        const page: Numbers | undefined = (await query<Numbers>(github, NUMBERS, variables)).body
          .data;
        const { nodes, pageInfo } = page!.repository.pullRequests;
        numbers.push(...nodes.map(({ number }) => number));
        after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
      }
      expect(numbers).toEqual(first!.content.order('pullRequests', field, 'DESC'));
    }
  });

  it('goes on where a cursor stood although the list moved', async () => {
    const github = await useGithub({ world: generateWorld({ pullRequests: 400 }) });
    const [repository] = github.world.repositories;
    const page = async (after: string | null) =>
      (await query<Numbers>(github, NUMBERS, { owner, name, first: 5, after, order: NEWEST })).body
        .data!.repository.pullRequests;
    const before = await page(null);
    const behind = repository!.content.order('pullRequests', 'UPDATED_AT', 'DESC').slice(5, 10);
    github.world.changePullRequest(repository!, behind.at(-1)!, github.world.now + 1_000, (one) => {
      one.title = 'Moved to the top';
    });
    const next = await page(before.pageInfo.endCursor);
    expect(next.nodes.map(({ number }) => number).slice(0, 4)).toEqual(behind.slice(0, 4));
  });

  it('refuses what GitHub would refuse', async () => {
    const github = await useGithub({ world });
    const errorOf = async (text: string, variables: object = {}) => {
      const { status, body } = await query(github, text, variables);
      expect([status, body.data ?? null]).toEqual([200, null]);
      return [body.errors?.[0]?.type, body.errors?.[0]?.message];
    };
    expect(await errorOf('{ viewer { shoeSize } }')).toEqual([
      undefined,
      'Cannot query field "shoeSize" on type "User".',
    ]);
    expect(await errorOf(NUMBERS, { owner, name, first: 101 })).toEqual([
      'EXCESSIVE_PAGINATION',
      'Requesting 101 records on the `pullRequests` connection exceeds the `first` limit of 100 records.',
    ]);
    expect((await errorOf(NUMBERS, { owner, name }))[0]).toBe('MISSING_PAGINATION_BOUNDARIES');
    const many = `{ organization(login: "harbour-works") { repositories(first: 100) { nodes {
      pullRequests(first: 100) { nodes { commits(first: 100) { nodes { url } } } } } } } }`;
    expect((await errorOf(many))[0]).toBe('MAX_NODE_LIMIT_EXCEEDED');
  });

  it('says what a question costs', async () => {
    const github = await useGithub({ world });
    const { body } = await query<Numbers>(github, NUMBERS, { owner, name, first: 100 });
    expect(body.data?.rateLimit).toEqual({ cost: 1, remaining: 4_999, nodeCount: 100 });
    const off = await useGithub({ world, limits: 'OFF' });
    const free = await query<Numbers>(off, NUMBERS, { owner, name, first: 1 });
    expect(free.body.data?.rateLimit).toBeNull();
  });

  it('is null with an error beside it for what is not there', async () => {
    const github = await useGithub({ world });
    const { body } = await query(github, '{ repository(owner: "a", name: "b") { id } }');
    expect(body).toMatchObject({
      data: { repository: null },
      errors: [
        { type: 'NOT_FOUND', message: "Could not resolve to a Repository with the name 'a/b'." },
      ],
    });
  });

  it('never answers null for a field that is not played', async () => {
    const github = await useGithub({ world });
    const { body } = await query(github, '{ viewer { bio } }');
    expect(body.errors?.[0]?.message).toBe('The play server has no field User.bio.');
  });

  it('finds every node again by its id', async () => {
    const github = await useGithub({ world });
    const number = first!.content
      .numbersOf('pullRequests')
      .find((one) => first!.content.pullRequest(one)!.threads.length > 0)!;
    const { nodeId, threads } = first!.content.pullRequest(number)!;
    const issue = first!.content.issue(first!.content.numbersOf('issues')[0]!)!;
    const ids = [first!.nodeId, nodeId, issue.nodeId, threads.at(-1)!.nodeId];
    const { body } = await query<{ nodes: unknown }>(
      github,
      'query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }',
      { ids },
    );
    expect(body.data?.nodes).toEqual([
      { __typename: 'Repository', id: ids[0] },
      { __typename: 'PullRequest', id: ids[1] },
      { __typename: 'Issue', id: ids[2] },
      { __typename: 'PullRequestReviewThread', id: ids[3] },
    ]);
  });

  it('says the same as REST of each pull request', async () => {
    const github = await useGithub({ world });
    const text = `query($owner: String!, $name: String!, $number: Int!) { repository(owner: $owner, name: $name) {
      pullRequest(number: $number) {
        number title createdAt updatedAt closedAt mergedAt additions deletions changedFiles
        commits(first: 100) { nodes { commit { oid } } } reviews(first: 100) { nodes { state } }
      } } }`;
    interface Whole {
      readonly repository: {
        readonly pullRequest: { commits: { nodes: { commit: { oid: string } }[] } } & Record<
          string,
          unknown
        >;
      };
    }
    for (const number of first!.content.numbersOf('pullRequests').slice(-25)) {
      const { body } = await query<Whole>(github, text, { owner, name, number });
      const one = body.data!.repository.pullRequest;
      const path = `/api/v3/repos/${owner}/${name}/pulls/${number}`;
      const rest = (await ask<Record<string, unknown>>(github, path)).body;
      expect([
        one.title,
        one.createdAt,
        one.updatedAt,
        one.mergedAt,
        one.changedFiles,
        one.additions,
      ]).toEqual([
        rest.title,
        rest.created_at,
        rest.updated_at,
        rest.merged_at,
        rest.changed_files,
        rest.additions,
      ]);
      const commits = (await ask<{ sha: string }[]>(github, `${path}/commits?per_page=100`)).body;
      expect(one.commits.nodes.map(({ commit }) => commit.oid)).toEqual(
        commits.map(({ sha }) => sha),
      );
    }
  });
});
