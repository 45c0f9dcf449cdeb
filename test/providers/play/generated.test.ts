import { describe, expect, it } from 'vitest';
import { generateWorld } from './github/generated/generate.js';
import { ODDITIES } from './github/generated/oddities.js';
import type { PullRequest } from './github/world/records.js';
import { fullNameOf, type World } from './github/world/world.js';

const pullRequestsOf = (world: World): PullRequest[] =>
  world.repositories.flatMap(({ content }) =>
    content.numbersOf('pullRequests').map((number) => content.pullRequest(number)!),
  );

describe('an invented company on GitHub', () => {
  const world = generateWorld({ pullRequests: 400 });
  const all = pullRequestsOf(world);

  it('is the same for the same seed', () => {
    expect(pullRequestsOf(generateWorld({ pullRequests: 400 }))).toEqual(all);
    expect(pullRequestsOf(generateWorld({ pullRequests: 400, seed: 2 }))).not.toEqual(all);
  });

  it('has about as many pull requests as were asked for', () => {
    expect(all.length).toBeGreaterThan(320);
    expect(all.length).toBeLessThan(480);
  });

  it('lets nothing happen before it was opened or after it was looked at', () => {
    for (const one of all) {
      expect(one.updatedAt, one.title).toBeGreaterThanOrEqual(one.createdAt);
      expect(one.updatedAt).toBeLessThanOrEqual(world.now);
      for (const { createdAt } of [...one.comments, ...one.events]) {
        expect(createdAt).toBeGreaterThanOrEqual(one.createdAt);
        expect(createdAt).toBeLessThanOrEqual(one.updatedAt);
      }
    }
  });

  it('gives each pull request a commit, a review and a merge that lead to each other', () => {
    for (const { content } of world.repositories)
      for (const number of content.numbersOf('pullRequests')) {
        const { commits, head, base, mergeCommit, state } = content.pullRequest(number)!;
        expect(commits.at(-1)?.sha ?? base.sha).toBe(head.sha);
        expect(content.commit(base.sha)?.sha).toBe(base.sha);
        expect(mergeCommit !== null).toBe(state === 'MERGED');
        if (mergeCommit !== null) expect(content.commit(mergeCommit.sha)).toEqual(mergeCommit);
      }
  });

  it('lists every merge of the default branch in its history, the newest first', () => {
    const { content, defaultBranch } = world.repositories[0]!;
    const history = content.history();
    const listed = new Set(Array.from({ length: history.length }, (_, n) => history.at(n).sha));
    const merged = content
      .numbersOf('pullRequests')
      .map((number) => content.pullRequest(number)!)
      .filter(({ mergedAt, base }) => mergedAt !== null && base.ref === defaultBranch);
    expect(merged.length).toBeGreaterThan(20);
    for (const { mergeCommit } of merged) expect(listed).toContain(mergeCommit!.sha);
    expect(listed.size).toBe(history.length);
    expect(history.at(history.length - 1).message).toBe('Begin');
  });

  it('has every oddity that trips a reader up', () => {
    const has = (holds: (one: PullRequest) => boolean) => expect(all.some(holds)).toBe(true);
    const kinds = ({ events }: PullRequest) => events.map(({ kind }) => kind);
    expect(ODDITIES.length).toBe(40);
    has(({ commits }) => commits.length > 250);
    has(({ commits }) => commits.length === 0);
    has(({ changedFiles, files }) => changedFiles > 3_000 && files!.length === 3_000);
    has(({ reviews }) => reviews.length > 50);
    has(({ comments }) => comments.length > 100);
    has(({ threads }) => threads.length > 20);
    has(({ threads }) => threads.some(({ comments }) => comments.length > 20));
    has((one) => kinds(one).filter((kind) => kind === 'ready_for_review').length === 2);
    has(({ isDraft }) => isDraft);
    has((one) => kinds(one).includes('head_ref_force_pushed'));
    has((one) => kinds(one).includes('reopened') && one.state !== 'OPEN');
    has(({ reviews }) => reviews.some(({ state }) => state === 'PENDING'));
    has(({ reviews }) => reviews.some(({ state }) => state === 'DISMISSED'));
    has(({ reviews }) => reviews.some(({ author }) => author === null));
    has(({ comments }) => comments.some(({ author }) => author === null));
    has(({ author }) => author === null);
    has(({ author }) => author?.kind === 'Bot');
    has(({ author }) => author?.kind === 'Mannequin');
    has(({ mergedAt, mergedBy }) => mergedAt !== null && mergedBy === null);
    has(({ head }) => head.repository === null);
    has(({ head }) => head.repository === 'FORK');
    has(({ body }) => body === null);
    has(({ title }) => title.startsWith('Revert "'));
    has(({ commits }) => commits.some(({ author }) => author.date > world.now));
    has(({ commits }) => commits.some(({ parents }) => parents.length > 1));
    has(({ commits }) => commits.some(({ author }) => author.person === null));
    has(({ threads }) => threads.some(({ comments }) => comments[0]?.line === null));
    has(({ mergedAt, createdAt }) => mergedAt !== null && mergedAt - createdAt < 5_000);
    has(({ mergeCommit }) => mergeCommit?.parents.length === 2);
    has(({ mergeCommit, number }) => mergeCommit?.message.includes(`(#${number})`) === true);
  });

  it('has repositories that are archived, empty, forked, disabled, blocked, renamed and transferred', () => {
    const { repositories } = world;
    expect(repositories.filter(({ isArchived }) => isArchived).length).toBe(1);
    expect(repositories.filter(({ isEmpty }) => isEmpty).length).toBe(1);
    expect(repositories.filter(({ isFork }) => isFork).length).toBe(1);
    expect(repositories.filter(({ isDisabled }) => isDisabled).length).toBe(1);
    expect(repositories.filter(({ isBlocked }) => isBlocked).length).toBe(1);
    expect(repositories.filter(({ hasIssues }) => !hasIssues).length).toBe(1);
    expect(repositories.filter(({ owner }) => owner !== world.organization).length).toBe(1);
    const renamed = repositories.find(({ name }) => name.endsWith('-classic'))!;
    const old = fullNameOf(renamed).replace('-classic', '');
    expect(world.repositoryNamed(old)?.repository).not.toBe(renamed);
  });

  it('makes a hundred thousand pull requests when they are asked for', () => {
    const large = generateWorld({ pullRequests: 100_000 });
    const { content } = large.repositories[0]!;
    const [newest = 0] = content.order('pullRequests', 'UPDATED_AT', 'DESC');
    const opened = content.pullRequest(newest)!;
    expect(content.order('pullRequests', 'UPDATED_AT', 'DESC').length).toBeGreaterThan(9_000);
    expect(opened.updatedAt).toBe(content.momentOf(newest, 'UPDATED_AT'));
  });
});
