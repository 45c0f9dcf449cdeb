import { describe, expect, it } from 'vitest';
import { remoteKey } from '../../../src/model/facts/remote-url.js';
import { bitbucket } from '../../../src/providers/bitbucket/index.js';
import type { PullRecord } from '../../../src/providers/bitbucket/wire.js';
import { leanOf } from '../../../src/providers/bitbucket-api/api.js';
import { seenIn } from '../../../src/providers/bitbucket-api/repositories.js';
import { witnessed } from '../http/vendor-server.js';
import { repositoryNamed } from '../play/bitbucket/mutations.js';
import {
  type Contract,
  contractFaults,
  contractOf,
  hasContracts,
  hasRecordings,
  recorded,
} from '../play/kit/recordings.js';
import type { Asked } from '../play/kit/server.js';
import { FETCHED, factsOf, gather, mapped, playing, settingsOf } from './support.js';

const dataOf = (name: string): unknown[] =>
  recorded<unknown>('bitbucket', name).map(({ data }) => leanOf(data));
interface Numbered {
  readonly id: number;
  readonly state: string;
}
/** The recorded lists by the pull request that they are of. */
const listOf = (name: string, id: number): unknown[] =>
  recorded<unknown>('bitbucket', name)
    .filter(({ input }) => Number(input?.BitbucketId) === id)
    .map(({ data }) => leanOf(data));

const recordOf = (pull: unknown): PullRecord => {
  const { id, state } = pull as Numbered;
  const isAnonymous = state === 'DECLINED';
  return {
    pull,
    activity: isAnonymous ? dataOf('pull_request_activity') : [],
    commits: listOf('pull_request_commits', id),
    comments: listOf('pullrequest_comments', id),
    files: isAnonymous ? dataOf('pull_request_diffstat') : null,
    merge: null,
  };
};

const page = (kind: string, body: object) =>
  factsOf({ kind, body: JSON.stringify(body), fetchedAt: FETCHED, cursor: null });

describe.skipIf(!hasRecordings('bitbucket'))('every recorded answer of Bitbucket Cloud', () => {
  it('pull requests map whole, with their commits and comments', () => {
    const pulls = [...dataOf('pull_requests'), ...dataOf('pull_requests_more')];
    const { PULL_REQUEST: facts = [], dropped } = mapped(pulls.map(recordOf));
    expect(dropped).toBeUndefined();
    expect(facts).toHaveLength(58);
    const states = facts.map(({ state }) => state);
    expect(states.filter((state) => state === 'MERGED')).toHaveLength(27);
    expect(facts.flatMap(({ commits }) => commits)).toHaveLength(
      recorded('bitbucket', 'pull_request_commits').filter(({ input }) =>
        pulls.some((pull) => (pull as Numbered).id === Number(input?.BitbucketId)),
      ).length,
    );
    expect(facts.every(({ author }) => author.applicationType === 'BITBUCKET')).toBe(true);
    const declined = facts.find(({ state }) => state === 'CLOSED');
    expect(declined).toMatchObject({ additions: 2, deletions: 0 });
    expect(declined?.closedAt).toBe(Date.parse('2024-09-06T12:46:04.904Z'));
  });

  it('a whole answer of pull requests, comments and files maps', () => {
    const valuesOf = (name: string) => {
      const found = recorded<{ values?: unknown[] }>('bitbucket', 'answers').find(
        ({ input }) => input?.note === `whole answer: ${name}`,
      );
      return (found?.data.values ?? []).map(leanOf);
    };
    const [first] = valuesOf('prs');
    const record = { ...recordOf(first), comments: valuesOf('prcomments') };
    const whole = { ...record, files: valuesOf('pr_diffstat') };
    const { PULL_REQUEST: facts = [], dropped } = mapped([whole]);
    expect(dropped).toBeUndefined();
    expect(facts[0]?.comments).toHaveLength(1);
    expect(facts[0]?.files).toMatchObject([
      { path: 'CONTRIBUTING.md', additions: 15, deletions: 15 },
    ]);
    const { TAG = [] } = page('tags', {
      ...{ host: 'bitbucket.org', repository: { uuid: 'u', name: 'acme/shop' } },
      tags: [...valuesOf('tags'), ...dataOf('tags')],
    });
    expect(TAG.map(({ name, taggedAt }) => [name, new Date(taggedAt).toISOString()])).toEqual([
      ['@atlaskit/activity-1.0.3', '2018-04-16T02:35:52.000Z'],
      ['tag-to-test-1', '2024-09-17T20:34:21.000Z'],
      ['tag-to-test-2', '2024-09-17T20:34:21.000Z'],
    ]);
  });

  it('repositories map under the address by which git knows them', () => {
    const access = { ...settingsOf({ settings: {} }, { email: 'a@b.c', token: 't' }) };
    const nodes = recorded<unknown>('bitbucket', 'repositories').map(({ data }) => data);
    const more = recorded<unknown>('bitbucket', 'repositories_more').map(({ data }) => data);
    const seen = seenIn(access, [...nodes, ...more]).map(({ node }) => node);
    const { REPOSITORY: facts = [], dropped } = page('repositories', {
      ...{ host: 'bitbucket.org', nodes: seen },
    });
    expect(dropped).toBeUndefined();
    expect(facts).toHaveLength(4);
    expect(facts[0]).toMatchObject({ name: 'likyh/likyhphp', defaultBranch: 'master' });
    expect(remoteKey(facts[0]?.url ?? '')).toBe(remoteKey('git@bitbucket.org:likyh/likyhphp.git'));
  });
});

/** It is newer than the contract, which has the lists that it replaced. */
const beyondTheCut = ['/2.0/user/workspaces'];
/** The contract gives no form of these answers, and not the page size that recorded addresses have. */
const withoutForm = /\/pullrequests\/\d+\/(?:activity|commits)$/;
/** Names that Bitbucket itself puts into addresses. */
const ofTheVendor = /unknown query (?:pagelen|ctx|from_pullrequest_id)$/;

/** Recorded addresses of differences hold a full name, whose slash the contract knows escaped alone. */
const escaped = (text: string): string => text.replace(/(\/diffstat\/\w+)\//, '$1%2F');

function faultsOf(cloud: Contract, asked: Asked): readonly string[] {
  const { method, status, answer } = asked;
  const isFormless = withoutForm.test(asked.path);
  const [url, path] = [escaped(asked.url), escaped(asked.path)];
  const held = { method, url, path, answer, status: isFormless ? 0 : status };
  const faults = contractFaults([cloud], held, '/2.0');
  return faults.filter(
    (fault) => !(ofTheVendor.test(fault) && /activity|commits|diffstat/.test(fault)),
  );
}

describe.skipIf(!hasContracts)('the contract of Bitbucket Cloud', () => {
  it('allows every request of ours and every answer of the play server', async () => {
    const cloud = await contractOf('bitbucket/cloud-2.0.json');
    const server = await playing();
    const first = await gather(server, {}, { workspaces: '' });
    server.world.repositories.pop();
    await gather(server, { cursor: first.cursor, pass: 'SWEEP' });
    const settings = settingsOf(server);
    const { context } = witnessed();
    await bitbucket.check(settings, context);
    for (const kind of ['WORKSPACE', 'REPOSITORY'])
      await bitbucket.discover!(settings, { kind, search: 's', first: 10, after: null }, context);
    await bitbucket.spotCheck!(settings, 'harbour/shop#2', context);
    const { uuid } = repositoryNamed(server.world, 'shop');
    const nudges = ['pull/harbour/shop/2', `tags/harbour/shop/${uuid}`];
    for await (const _ of bitbucket.fetchNudged!(settings, nudges, context));
    const held = server.requests.filter(({ path }) => !beyondTheCut.includes(path));
    const faults = held.flatMap((asked) => faultsOf(cloud, asked));
    expect([...new Set(faults)]).toEqual([]);
    const isCommit = cloud.schema('commit');
    const lists = held.filter(({ path }) => path.endsWith('/commits'));
    const commits = lists.flatMap(({ answer }) => (answer as { values: unknown[] }).values);
    expect(commits.length).toBeGreaterThan(10);
    expect(commits.every((one) => isCommit(one))).toBe(true);
    expect(new Set(held.map(({ route }) => route)).size).toBeGreaterThan(9);
  });
});
