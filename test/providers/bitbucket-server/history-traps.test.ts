import { describe, expect, it } from 'vitest';
import { bitbucketServer } from '../../../src/providers/bitbucket-server/index.js';
import {
  decline,
  merge,
  openPull,
  push,
  reopen,
  review,
} from '../play/bitbucket-server/mutations.js';
import {
  factsIn,
  gather,
  later,
  NOW,
  opened,
  pageOf,
  pullOf,
  pullsOf,
  smallServer,
} from './support.js';

describe('bitbucket-server', () => {
  it('bitbucket-server 6: lines are unknown, and files have names alone', async () => {
    const { server, world, web, anna } = await smallServer();
    const changes = [
      { path: 'src/new.ts', from: 'src/old.ts', type: 'MOVE', nodeType: 'FILE' },
      { path: 'lib', type: 'MODIFY', nodeType: 'SUBMODULE' },
    ] as const;
    openPull(world, web, { title: 'Move', author: anna, messages: ['Move'], changes });
    const unknown = { additions: null, deletions: null };
    expect(await pullOf(server)).toMatchObject({
      ...unknown,
      files: [
        { path: 'src/new.ts', from: 'src/old.ts', ...unknown },
        { path: 'lib', unwritten: 'SUBMODULE', ...unknown },
      ],
    });
  });

  it('bitbucket-server 7: older versions say in the history alone when one was closed', async () => {
    const small = await smallServer();
    small.world.hasClosedDates = false;
    const [merged, declined] = [opened(small), opened(small)];
    const mergedAt = later(small);
    merge(small.world, small.web, merged, small.bruno);
    const closedAt = later(small);
    decline(small.world, declined, small.anna);
    expect(await pullsOf(small.server)).toMatchObject([
      { state: 'MERGED', mergedAt, closedAt: mergedAt },
      { state: 'CLOSED', mergedAt: null, closedAt },
    ]);
  });

  it('bitbucket-server 7: one that was opened again is not closed', async () => {
    const small = await smallServer();
    const pull = opened(small);
    decline(small.world, pull, small.anna);
    later(small);
    reopen(small.world, pull, small.anna);
    expect(await pullOf(small.server)).toMatchObject({ state: 'OPEN', closedAt: null });
  });

  it('bitbucket-server 8: the merge is that of the history, and of the properties where it has none', async () => {
    const small = await smallServer();
    const { world, web, bruno } = small;
    const pulls = (['MERGE', 'SQUASH', 'REBASE', 'REMOTE', 'REMOTE'] as const).map((how) => {
      const pull = opened(small, `By ${how}`);
      merge(world, web, pull, bruno, how);
      return pull;
    });
    pulls[4]!.mergeCommit = 'a'.repeat(40);
    const facts = await pullsOf(small.server);
    expect(facts.map(({ mergeMethod }) => mergeMethod)).toEqual([
      ...['MERGE', 'SQUASH', 'REBASE', null, null],
    ]);
    expect(facts.map(({ mergeSha }) => mergeSha)).toEqual(
      pulls.map(({ mergeCommit }) => mergeCommit ?? null),
    );
    expect(facts.every(({ mergedAt }) => mergedAt !== null)).toBe(true);
  });

  it('bitbucket-server 9: without a word of drafts it is none, and when one became ready nobody says', async () => {
    const small = await smallServer();
    opened(small);
    opened(small).draft = true;
    expect((await pullsOf(small.server)).map(({ readyAt }) => readyAt)).toEqual([null, null]);
  });

  it('bitbucket-server 10: "needs work" under all its names asks for changes', async () => {
    const small = await smallServer();
    const at = later(small);
    review(small.world, opened(small), small.bruno, 'NEEDS_WORK');
    const [pull] = await pullsOf(small.server);
    expect(pull).toMatchObject({ reviews: [{ state: 'CHANGES_REQUESTED', at, hasText: false }] });
    const [{ body } = { body: '' }] = (await gather(small.server)).pages.filter(
      ({ kind }) => kind === 'pull-requests',
    );
    for (const action of ['NEEDS_WORK', 'CHANGES_REQUESTED']) {
      const page = pageOf(
        'pull-requests',
        JSON.parse(body.replaceAll('"REVIEWED"', `"${action}"`)),
      );
      expect(factsIn([page], 'PULL_REQUEST')[0]!.reviews).toEqual(pull!.reviews);
    }
    const delivered = (event: string) => {
      const toRef = { repository: { slug: 'web', project: { key: 'SHOP' } } };
      const given = Buffer.from(JSON.stringify({ eventKey: event, pullRequest: { id: 1, toRef } }));
      return bitbucketServer.open!({ body: given, headers: {}, receivedAt: NOW }).nudges;
    };
    for (const event of ['pr:reviewer:needs_work', 'pr:reviewer:changes_requested'])
      expect(delivered(event)).toEqual(['pull/SHOP/web/1']);
  });

  it('bitbucket-server 11: an approval that was withdrawn is dismissed, whatever order the history comes in', async () => {
    const small = await smallServer();
    const pull = opened(small);
    for (const status of ['APPROVED', 'UNAPPROVED', 'NEEDS_WORK', 'APPROVED'] as const) {
      later(small);
      review(small.world, pull, small.bruno, status);
    }
    const expected = ['DISMISSED', 'CHANGES_REQUESTED', 'APPROVED'];
    expect((await pullOf(small.server)).reviews.map(({ state }) => state)).toEqual(expected);
    pull.activities.reverse();
    expect((await pullOf(small.server)).reviews.map(({ state }) => state)).toEqual(expected);
  });

  it('bitbucket-server 11: commits that a force push replaced are kept, for the first one’s instant', async () => {
    const small = await smallServer();
    const pull = opened(small);
    const [first] = pull.commits;
    later(small);
    const second = push(small.world, small.web, pull, 'Once more', true);
    const { commits, headSha } = await pullOf(small.server);
    expect(commits.map(({ sha }) => sha)).toEqual([second.id, first!.id]);
    expect(headSha).toBe(second.id);
  });

  it('bitbucket-server 11: commits that the target branch has taken in are none that were replaced', async () => {
    const small = await smallServer();
    const pull = opened(small);
    const { head, commits, activities } = pull;
    const rescoped = { from: head, previousFrom: head, added: [], removed: commits };
    activities.push({ ...activities[0]!, id: 9_000, action: 'RESCOPED', rescoped });
    pull.commits = [];
    expect((await pullOf(small.server)).commits).toEqual([]);
  });
});
