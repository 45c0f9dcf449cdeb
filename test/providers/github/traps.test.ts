import { describe, expect, it } from 'vitest';
import { LimitReached } from '../../../src/providers/http/limits.js';
import { effects, largePages } from '../play/github/server/faults.js';
import { countByOperation } from '../play/github/server/requests.js';
import type { GithubServer } from '../play/github/start.js';
import type { PullRequest } from '../play/github/world/records.js';
import type { Repository } from '../play/github/world/world.js';
import type { Fault } from '../play/kit/faults.js';
import { Kept, NOW, sync, useGithub } from './use-github.js';

const HOUR = 3_600_000;
const pullRequestsAlone = { issues: 'false', tags: 'false' };

/** The first pull request of the world of which this is true. */
function find(server: GithubServer, is: (one: PullRequest) => boolean) {
  for (const repository of server.world.repositoriesOf(server.world.organization))
    for (const number of repository.content.order('pullRequests', 'CREATED_AT', 'ASC')) {
      const one = repository.content.pullRequest(number)!;
      if (is(one)) return { one, id: idOf(server, repository, number) };
    }
  throw new Error('The world has no such pull request.');
}
const repositoryIdOf = ({ port }: GithubServer, { id }: Pick<Repository, 'id'>) =>
  `github:127.0.0.1:${port}:${id}`;
const idOf = (server: GithubServer, repository: Repository, number: number) =>
  `${repositoryIdOf(server, repository)}#${number}`;

interface ListAnswer {
  readonly data: { readonly node: { readonly list: { nodes: { readonly commit?: object }[] } } };
}
/** GitHub ends the list of commits at 250, whatever it says of their count. */
const after250: Fault = {
  effect: effects.change((body) => {
    const { list } = (body as ListAnswer).data.node;
    if (list.nodes[0]?.commit && list.nodes.length < 100) list.nodes = [];
    return body;
  }),
  when: ({ operation }) => operation === 'RestOfList',
  times: Number.POSITIVE_INFINITY,
};

describe('long lists', () => {
  it('github: the 251st commit', async () => {
    const server = await useGithub({ faults: [after250] });
    const kept = new Kept();
    await sync(server, kept, { settings: pullRequestsAlone });
    const { one, id } = find(server, ({ commits }) => commits.length > 250);
    const fact = kept.all('PULL_REQUEST').find((each) => each.id === id);
    expect(new Set(fact?.commits.map(({ sha }) => sha))).toEqual(
      new Set(one.commits.map(({ sha }) => sha)),
    );
  });

  it('github: the 251st commit of a head that is gone leaves the 250 before it', async () => {
    const compared = ({ path }: { readonly path: string }) => path.includes('/compare/');
    const answer = { kind: 'ANSWER', status: 404, body: { message: 'Not Found' } } as const;
    const gone: Fault = { effect: answer, when: compared, times: 9 };
    const server = await useGithub({ faults: [gone, after250] });
    const kept = new Kept();
    await sync(server, kept, { settings: pullRequestsAlone });
    const { id } = find(server, ({ commits }) => commits.length > 250);
    const fact = kept.all('PULL_REQUEST').find((each) => each.id === id);
    expect(fact?.commits).toHaveLength(250);
  });

  it('github: files end at 3,000, and the totals are of all', async () => {
    const server = await useGithub();
    const kept = new Kept();
    await sync(server, kept, { settings: pullRequestsAlone });
    const { one, id } = find(server, ({ changedFiles }) => changedFiles > 3_000);
    const fact = kept.all('PULL_REQUEST').find((each) => each.id === id);
    expect(fact?.files).toHaveLength(3_000);
    expect(fact).toMatchObject({ additions: one.additions, deletions: one.deletions });
  });
});

describe('GraphQL', () => {
  it.each([
    ['502', effects.graphqlGateway()],
    ['200 with errors', effects.graphqlTimeout()],
  ])(
    'github: a page that is too large is answered with %s, halved, and remembered',
    async (_, effect) => {
      const server = await useGithub({ faults: [largePages(7, effect)] });
      const kept = new Kept();
      const whole = new Kept();
      await sync(server, kept, { settings: pullRequestsAlone });
      server.faults.set([]);
      await sync(server, whole, { settings: pullRequestsAlone });
      expect(kept.state).toEqual(whole.state);
      const { sizes } = JSON.parse(kept.cursor ?? '') as { sizes: { pulls: { now: number } } };
      expect(sizes.pulls.now).toBeLessThan(25);
    },
  );

  it('github: a pull request that is too large for any page is read list by list', async () => {
    const isFull = ({
      operation,
      variables,
    }: {
      operation: string;
      variables: Readonly<Record<string, unknown>>;
    }) => operation === 'PullRequests' && !isLean(variables);
    const isLean = ({ first }: Readonly<Record<string, unknown>>) => first === 1;
    let struck = 0;
    const server = await useGithub({
      faults: [
        { effect: effects.graphqlGateway(), when: isFull, times: 5 },
        {
          effect: effects.graphqlGateway(),
          when: (seen) =>
            seen.operation === 'PullRequests' && isLean(seen.variables) && struck++ < 1,
          times: 1,
        },
      ],
    });
    const [kept, whole] = [new Kept(), new Kept()];
    await sync(server, kept, { settings: pullRequestsAlone });
    server.faults.set([]);
    await sync(server, whole, { settings: pullRequestsAlone });
    expect(struck).toBeGreaterThan(0);
    expect(kept.state).toEqual(whole.state);
  });

  it('goes on past an element that cannot be read, and counts it', async () => {
    const spoil = (body: unknown) => {
      const { data } = body as {
        data: { node: { pullRequests: { nodes: { title: unknown }[] } } };
      };
      data.node.pullRequests.nodes[0]!.title = 7;
      return body;
    };
    const when = ({ operation }: { readonly operation: string }) => operation === 'PullRequests';
    const server = await useGithub({ faults: [{ effect: effects.change(spoil), when }] });
    const [kept, whole] = [new Kept(), new Kept()];
    await sync(server, kept, { settings: pullRequestsAlone });
    await sync(server, whole, { settings: pullRequestsAlone });
    expect(kept.dropped).toEqual({ MALFORMED_PULL_REQUEST: 1 });
    expect(kept.all('PULL_REQUEST')).toHaveLength(whole.all('PULL_REQUEST').length - 1);
  });
});

describe('limits', () => {
  it.each([
    ['a secondary limit that names its end', effects.secondaryLimit(600), NOW + 600_000],
    ['an hour that is used up', effects.hourUsedUp(NOW + 2 * HOUR), NOW + 2 * HOUR],
  ])('github: %s ends the run, which goes on after it', async (_, effect, until) => {
    const server = await useGithub({ faults: [{ effect, after: 10 }] });
    const [kept, whole] = [new Kept(), new Kept()];
    const failure = await sync(server, kept, { settings: pullRequestsAlone }).catch(
      (error) => error,
    );
    expect(failure).toBeInstanceOf(LimitReached);
    expect((failure as LimitReached).resetsAt).toBe(until);
    expect(kept.all('PULL_REQUEST').length).toBeGreaterThan(0);
    await sync(server, kept, { settings: pullRequestsAlone });
    await sync(server, whole, { settings: pullRequestsAlone });
    expect(kept.state).toEqual(whole.state);
  });

  it('github: a secondary limit without Retry-After is known by its words, and another token goes on', async () => {
    const server = await useGithub({
      tokens: [{}, { login: 'harbour-ci-robot' }],
      faults: [{ effect: effects.secondaryLimit(null), after: 5 }],
    });
    const kept = new Kept();
    const tokens = server.tokens.map(({ value }) => value);
    await sync(server, kept, { settings: { ...pullRequestsAlone, token: tokens.join('\n') } });
    expect(new Set(server.requests.map(({ token }) => token))).toEqual(new Set(tokens));
    expect(kept.all('PULL_REQUEST').length).toBeGreaterThan(100);
  });
});

describe('weather', () => {
  it.each([
    ['an error of the server', effects.serverError()],
    ['nobody behind the front', effects.unicorn()],
    ['a connection that is dropped', effects.drop()],
    ['an answer that is cut off', effects.cut()],
  ])('gets past %s', async (_, effect) => {
    const server = await useGithub({ faults: [{ effect, after: 3 }] });
    const kept = new Kept();
    const run = () => sync(server, kept, { settings: pullRequestsAlone });
    // An answer that was begun is not asked for again by itself: the next run goes on.
    await run().catch(run);
    expect(kept.all('PULL_REQUEST').length).toBeGreaterThan(100);
  });

  it('says what to do where a login page answers', async () => {
    const server = await useGithub({ faults: [{ effect: effects.html(), times: 9 }] });
    await expect(sync(server, new Kept())).rejects.toThrow('check the base URL');
  });
});

describe('people and lists', () => {
  it('github: a list of repositories goes on while it names a next page, however short a page is', async () => {
    const cut = (body: unknown) => (body as unknown[]).slice(0, 1);
    const when = ({ path }: { readonly path: string }) =>
      path.includes('/orgs/') && !path.includes('page=2');
    const server = await useGithub({ faults: [{ effect: effects.change(cut), when }] });
    const kept = new Kept();
    await sync(server, kept, { settings: pullRequestsAlone });
    expect(kept.all('REPOSITORY')).toHaveLength(1);
    expect(countByOperation(server.requests).NewestOfMany).toBe(1);
  });

  it('writes no secret into pages and log lines', async () => {
    const server = await useGithub();
    const { pages, lines } = await sync(server, new Kept());
    const written = [...lines, ...pages.flatMap(({ body, cursor }) => [body, cursor ?? ''])].join(
      '\n',
    );
    expect(written).not.toContain(server.token);
    expect(written.length).toBeGreaterThan(100_000);
  });
});
