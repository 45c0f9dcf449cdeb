import { describe, expect, it } from 'vitest';
import { unknownPerson } from '../../../src/model/facts/people.js';
import { commit, list, pullRequestOf } from './nodes.js';

const day = (text: string): number => Date.parse(`${text}T10:00:00Z`);

describe('a pull request', () => {
  it('has an id of numbers that no rename changes', () => {
    const { id, repository, number } = pullRequestOf();
    expect({ id, repository, number }).toEqual({
      id: 'github:github.com:77#7',
      repository: 'github:github.com:77',
      number: 7,
    });
  });

  it('has an author with the address that GitHub writes into commits', () => {
    expect(pullRequestOf().author).toEqual({
      applicationType: 'GITHUB',
      id: 'ada',
      name: 'Ada L',
      email: '7+ada@users.noreply.github.com',
    });
  });

  it('github: deleted users are unknown persons, and nothing of theirs is dropped', () => {
    const ghost = { __typename: 'User', login: 'ghost', databaseId: 10137 };
    const { author, reviews, comments } = pullRequestOf({
      author: null,
      reviews: list({
        author: null,
        state: 'APPROVED',
        submittedAt: '2026-11-03T10:00:00Z',
        body: '',
      }),
      comments: list({ author: ghost, createdAt: '2026-11-03T10:00:00Z' }),
    });
    expect([author, reviews[0]?.by, comments[0]?.by]).toEqual(Array(3).fill(unknownPerson));
  });

  it('github: apps are bots under the login that REST gives them', () => {
    const { author } = pullRequestOf({ author: { __typename: 'Bot', login: 'renovate' } });
    expect(author).toMatchObject({ id: 'renovate[bot]', bot: true, email: null });
  });

  it('github: bots that say they are users are those that the settings name', () => {
    const robot = { __typename: 'User', login: 'GolangciBot', databaseId: 9 };
    expect(pullRequestOf({ author: robot }).author.bot).toBeUndefined();
    expect(pullRequestOf({ author: robot }, { bots: ['golangcibot'] }).author.bot).toBe(true);
  });

  it('github: a pending review is none', () => {
    const pending = { author: null, state: 'PENDING', submittedAt: null, body: 'Hm.' };
    expect(pullRequestOf({ reviews: list(pending) }).reviews).toEqual([]);
  });

  it('github: a dismissed review stays, at the instant it was given', () => {
    const dismissed = { state: 'DISMISSED', submittedAt: '2026-11-03T10:00:00Z', body: '' };
    const { reviews } = pullRequestOf({ reviews: list({ author: null, ...dismissed }) });
    expect(reviews).toMatchObject([{ state: 'DISMISSED', at: day('2026-11-03'), hasText: false }]);
  });

  it('github: comments of outdated lines count', () => {
    const thread = { id: 'T', comments: list({ author: null, createdAt: '2026-11-03T10:00:00Z' }) };
    expect(pullRequestOf({ reviewThreads: list(thread) }).comments).toHaveLength(1);
  });

  it('github: a draft is ready when it first was', () => {
    const { readyAt } = pullRequestOf({
      timelineItems: list(
        { __typename: 'ReadyForReviewEvent', createdAt: '2026-11-03T10:00:00Z' },
        { __typename: 'ConvertToDraftEvent', createdAt: '2026-11-03T11:00:00Z' },
        { __typename: 'ReadyForReviewEvent', createdAt: '2026-11-04T09:00:00Z' },
      ),
    });
    expect(readyAt).toBe(day('2026-11-03'));
    expect(pullRequestOf().readyAt).toBeNull();
  });

  it('github: a force push keeps the instant of the commit before it', () => {
    const before = commit('old', '2026-10-28T10:00:00Z');
    const pushed = { __typename: 'HeadRefForcePushedEvent', createdAt: '2026-11-03T10:00:00Z' };
    const { commits } = pullRequestOf({
      timelineItems: list({ ...pushed, beforeCommit: before }, { ...pushed, beforeCommit: null }),
    });
    expect(commits.map(({ sha }) => sha)).toEqual(['c1', 'old']);
    expect(Math.min(...commits.map(({ authoredAt }) => authoredAt))).toBe(day('2026-10-28'));
  });

  it('github: a force push after the merge changes nothing', () => {
    const pushed = { __typename: 'HeadRefForcePushedEvent', createdAt: '2026-11-20T10:00:00Z' };
    const { commits } = pullRequestOf({
      timelineItems: list({ ...pushed, beforeCommit: commit('old', '2026-10-28T10:00:00Z') }),
    });
    expect(commits.map(({ sha }) => sha)).toEqual(['c1']);
  });

  it('dates a commit of a wrong clock with the pull request', () => {
    const { commits } = pullRequestOf({
      commits: list(
        { commit: commit('c1', '1970-01-01T00:00:00Z') },
        { commit: commit('c2', '2031-01-01T00:00:00Z') },
      ),
    });
    expect(commits.map(({ authoredAt }) => authoredAt)).toEqual([
      day('2026-11-02'),
      day('2026-11-02'),
    ]);
  });

  const merged = (message: string, parents = 1) => ({
    mergeCommit: { oid: 'm1', message, parents: { totalCount: parents } },
  });
  const two = list(
    { commit: commit('c1', '2026-11-01T10:00:00Z', 'First step') },
    { commit: commit('c2', '2026-11-01T11:00:00Z', 'Second step (#3)\n\nWhy.') },
  );

  it.each([
    ['two parents are a merge', merged('Merge pull request #7', 2), 'MERGE'],
    [
      'the number in the title is a squash',
      { ...merged('Returns (#7)\n\nWhy.'), commits: two },
      'SQUASH',
    ],
    [
      'the message of the last commit is a rebase',
      { ...merged('Second step (#3)\n\nWhy.'), commits: two },
      'REBASE',
    ],
    [
      'another message for several commits is a squash',
      { ...merged('Returns'), commits: two },
      'SQUASH',
    ],
    ['a merge commit that GitHub no longer knows says nothing', { mergeCommit: null }, null],
  ])('github: the merge method is inferred: %s', (_, more, method) => {
    expect(pullRequestOf(more).mergeMethod).toBe(method);
  });

  it('github: the test merge of an open pull request is no merge commit', () => {
    const { mergeSha, mergedAt, mergeMethod } = pullRequestOf({
      state: 'OPEN',
      mergedAt: null,
      closedAt: null,
    });
    expect({ mergeSha, mergedAt, mergeMethod }).toEqual({
      mergeSha: null,
      mergedAt: null,
      mergeMethod: null,
    });
  });

  it('github: a fork that was deleted leaves the name of its branch', () => {
    expect(pullRequestOf({ headRepository: null }).sourceBranch).toBe('returns');
  });

  it('names the one that it reverts, in its own repository alone', () => {
    expect(pullRequestOf({ body: 'Reverts acme/shop#3' }).reverts).toBe('github:github.com:77#3');
    expect(pullRequestOf({ body: 'Reverts acme/other#3' }).reverts).toBeNull();
  });

  it('takes a comparison for the commits that the list leaves out', () => {
    const compared = (sha: string) => ({
      sha,
      commit: { message: sha, author: { date: '2026-11-01T10:00:00Z' } },
      parents: [{ sha: 'p' }, { sha: 'q' }],
    });
    const { commits } = pullRequestOf({ comparedCommits: [compared('c1'), compared('c251')] });
    expect(commits.map(({ sha, isMerge }) => [sha, isMerge])).toEqual([
      ['c1', false],
      ['c251', true],
    ]);
  });
});
