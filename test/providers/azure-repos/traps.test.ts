import { describe, expect, it } from 'vitest';
import { azureRepos } from '../../../src/providers/azure-repos/index.js';
import { gather } from '../azure-api/gather.js';
import { witnessed } from '../http/vendor-server.js';
import {
  draftThread,
  people,
  reviewersGroup,
  textThread,
  voteThread,
} from '../play/azure/generator.js';
import { comment, openOf } from '../play/azure/mutations.js';
import { MINUTE } from '../play/azure/world.js';
import { useAzure } from '../play/use-azure.js';
import { mapped, rendered } from './made.js';

const [ada, ben] = people as [(typeof people)[0], (typeof people)[0]];
const at = Date.UTC(2026, 2, 3, 12);

const parsed = (more: Readonly<Record<string, string>>) =>
  azureRepos.settings.parse({ organization: 'fabrikam', token: 'azd-token', ...more });

const checked = async (settings: Readonly<Record<string, string>>, fetched?: typeof fetch) => {
  const { context } = witnessed(fetched ? { fetch: fetched } : {});
  return azureRepos.check(azureRepos.settings.parse(settings), context);
};

const answering =
  (status: number, headers: Record<string, string>, body: string): typeof fetch =>
  async () =>
    new Response(body, { status, headers });

describe('the traps of Azure Repos', () => {
  it.each([
    ['203 with a page', answering(203, { 'content-type': 'text/html' }, '<html></html>')],
    [
      'a redirect to a page',
      answering(302, { location: 'https://spsprodcus1.vssps.visualstudio.com/_signin' }, ''),
    ],
    ['401', answering(401, { 'content-type': 'application/json' }, '{"message":"TF400813"}')],
  ])(
    'azure-devops 2: a token that is refused by %s is said to be the token',
    async (_, fetched) => {
      const { ok, items } = await checked(
        { organization: 'fabrikam', token: 'azd-planted' },
        fetched,
      );
      expect(ok).toBe(false);
      expect(items).toHaveLength(1);
      expect(items[0]?.message).toMatch(/does not take the token/);
      expect(JSON.stringify(items)).not.toContain('planted');
    },
  );

  it.each(['All accessible organizations', 'all', '*'])(
    'azure-devops 3: "%s" is refused with what to use instead',
    (organization) => {
      expect(() => parsed({ organization })).toThrow(
        expect.objectContaining({
          errors: [expect.objectContaining({ field: ['organization'] })],
        }) as Error,
      );
      expect(() => parsed({ organization })).toThrow(/2026-12-01.*each organisation/);
    },
  );

  it('azure-devops 5: 0001-01-01 and 9999-01-01 are never', () => {
    const never = { closedDate: '0001-01-01T00:00:00' };
    expect(mapped({ status: 'abandoned', ...never }).fact).toMatchObject({
      closedAt: Date.parse('2026-03-02T09:00:00.665Z'),
      mergedAt: null,
    });
    const { dropped } = mapped({ creationDate: '9999-01-01T00:00:00Z' });
    expect(dropped).toEqual({ MALFORMED_PULL_REQUEST: 1 });
  });

  it('azure-devops 6: words count in any case', () => {
    const closedDate = '2026-03-04T09:00:00Z';
    const completionOptions = { mergeStrategy: 'NoFastForward' };
    const { fact } = mapped({ status: 'Completed', closedDate, completionOptions });
    expect(fact).toMatchObject({ state: 'MERGED', mergeMethod: 'MERGE' });
  });

  it('azure-devops 7: a group votes for nobody, and a deleted person is nobody known', () => {
    const threads = rendered(voteThread(1, at, reviewersGroup, 10), voteThread(2, at, ben, 10));
    const { fact } = mapped({ createdBy: null }, { threads });
    expect(fact.reviews.map(({ by }) => by.email)).toEqual([ben.uniqueName]);
    expect(fact.author).toMatchObject({ applicationType: 'CUSTOM', id: '' });
  });

  it('azure-devops 8: closed ones are asked for by their end, cut descriptions again', async () => {
    const server = await useAzure({ size: 12 });
    const { facts } = await gather(azureRepos, server);
    const bodies = facts.flatMap(({ PULL_REQUEST = [] }) => PULL_REQUEST.map(({ body }) => body));
    expect(bodies.filter((body) => body?.endsWith('End.'))).toHaveLength(2);
    const lists = server.requests.filter(({ path }) => path.endsWith('/git/pullrequests'));
    expect(lists.length).toBeGreaterThan(3);
    for (const { url } of lists)
      expect(url).toMatch(/status=active|status=all.*queryTimeRangeType=closed.*minTime=/);
  });

  it('azure-devops 9: the newest of threads, iterations and end is when it was changed', async () => {
    const threads = rendered(textThread(1, at, ben, 'Well.'));
    const iterations = [{ id: 1, createdDate: '2026-03-03T10:00:00Z' }];
    expect(mapped({}, { threads, iterations }).fact.updatedAt).toBe(at);
    const closedDate = '2026-03-04T09:00:00Z';
    expect(mapped({ closedDate }, { threads }).fact.updatedAt).toBe(Date.parse(closedDate));
    const server = await useAzure({ size: 12 });
    const first = await gather(azureRepos, server);
    const open = openOf(server.world)[0]!;
    comment(server.world, open, Date.now() - MINUTE, 'One more.');
    const { facts } = await gather(azureRepos, server, { cursor: first.cursor });
    expect(facts.flatMap(({ PULL_REQUEST = [] }) => PULL_REQUEST)).toMatchObject([
      { number: open.id },
    ]);
  });

  it('azure-devops 10: properties are wrapped, and their people stand beside them', () => {
    const threads = rendered(
      voteThread(1, at, ben, -5),
      voteThread(2, at + MINUTE, ben, 5),
      voteThread(3, at + 2 * MINUTE, ben, 0),
      draftThread(4, at + 3 * MINUTE, ada, true),
      draftThread(5, at + 4 * MINUTE, ada, false),
      draftThread(6, at + 5 * MINUTE, ada, false),
    );
    const { fact } = mapped({}, { threads });
    expect(fact.reviews.map(({ state }) => state)).toEqual([
      'CHANGES_REQUESTED',
      'APPROVED',
      'DISMISSED',
    ]);
    expect(fact.reviews[0]).toMatchObject({ at, by: { id: ben.id, name: 'Ben Ruiz' } });
    expect(fact.readyAt).toBe(at + 4 * MINUTE);
    expect(fact.comments).toEqual([]);
  });

  it('azure-devops 10: an older vote names its person by an id without dashes', () => {
    const threads = [
      {
        publishedDate: '2026-03-03T12:00:00Z',
        comments: [],
        properties: {
          CodeReviewThreadType: { $type: 'System.String', $value: 'VoteUpdate' },
          CodeReviewVotedByTfId: { $type: 'System.String', $value: ben.id.replaceAll('-', '') },
          CodeReviewVotedByDisplayName: { $type: 'System.String', $value: 'Ben' },
          CodeReviewVoteResult: { $type: 'System.String', $value: '10' },
        },
      },
    ];
    const { fact } = mapped({}, { threads });
    expect(fact.reviews[0]?.by).toMatchObject({ id: ben.id, email: ben.uniqueName });
  });

  it('azure-devops 11: the merge of an open one is only tried', () => {
    expect(mapped().fact).toMatchObject({ mergeSha: null, state: 'OPEN', mergeMethod: null });
    const closedDate = '2026-03-04T09:00:00Z';
    const done = { status: 'completed', closedDate };
    for (const [mergeStrategy, method] of [
      ['squash', 'SQUASH'],
      ['rebase', 'REBASE'],
      ['rebaseMerge', 'MERGE'],
      ['noFastForward', 'MERGE'],
    ])
      expect(mapped({ ...done, completionOptions: { mergeStrategy } }).fact).toMatchObject({
        mergeMethod: method,
        mergeSha: '39f52d24533cc712fc845ed9fd1b6c06b3942588',
      });
    expect(mapped(done).fact.mergeMethod).toBeNull();
  });

  it('azure-devops 13: a success with Retry-After lets the token rest', async () => {
    const server = await useAzure({ size: 4 });
    const limits: number[] = [];
    const { context } = witnessed();
    const delayed = {
      ...context,
      limits: {
        ...context.limits,
        accept: (_: string, __: string, notBefore: number | null) => {
          if (notBefore !== null) limits.push(notBefore);
        },
      },
    };
    server.faults.add({
      effect: {
        ...{ kind: 'ANSWER', status: 200, body: { value: [], count: 0 } },
        headers: { 'retry-after': '30', 'x-ratelimit-delay': '12' },
      },
    });
    await azureRepos.check(azureRepos.settings.parse(server.settings), delayed);
    expect(limits).toHaveLength(1);
    expect(limits[0]! - Date.now()).toBeGreaterThan(25_000);
  });

  it('azure-devops 20: a delivery brings the secret in a header of its own', () => {
    const settings = parsed({ webhookSecret: 'long and random' });
    const body = Buffer.from(
      '{"eventType":"git.push","subscriptionId":"s","notificationId":7,"resource":{}}',
    );
    const received = (headers: Record<string, string>) =>
      azureRepos.receive!(settings, { headers, body, receivedAt: at });
    const basic = `Basic ${Buffer.from('azure:long and random').toString('base64')}`;
    const accepted = { kind: 'ACCEPTED', id: 's:7', event: 'git.push' };
    expect(received({ 'x-webhook-secret': 'long and random' })).toEqual(accepted);
    expect(received({ authorization: basic })).toEqual(accepted);
    expect(received({ 'x-webhook-secret': 'guessed' })).toMatchObject({
      reason: 'WRONG_SIGNATURE',
    });
    expect(received({})).toMatchObject({ reason: 'UNSIGNED' });
  });
});
