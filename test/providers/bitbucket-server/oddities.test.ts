import { describe, expect, it } from 'vitest';
import { comment, merge, repositoryOf, review } from '../play/bitbucket-server/mutations.js';
import { countsIn, factsIn, gather, later, opened, pullOf, smallServer } from './support.js';

describe('bitbucket-server, beyond the table:', () => {
  it('401 for a repository that the account may not see is no wrong token, and stops nothing else', async () => {
    const small = await smallServer();
    opened(small);
    const { cursor } = await gather(small.server);
    small.world.hidden.add(1);
    const { pages, lines } = await gather(small.server, { cursor, pass: 'SWEEP' });
    expect(pages).toEqual([]);
    expect(lines.some((line) => line.includes('no longer sees SHOP/web'))).toBe(true);
  });

  it('a token that is nobody’s is not believed, although the server answers it', async () => {
    const { server } = await smallServer();
    const body = { version: '9.4.2', displayName: 'Bitbucket' };
    server.faults.add({ effect: { kind: 'ANSWER', status: 200, body } });
    const given = { token: 'anonymous' };
    await expect(gather(server, {}, given)).rejects.toThrow('token for nobody');
  });

  it('an empty repository has no default branch', async () => {
    const { server, world } = await smallServer();
    repositoryOf(world, 'SHOP/api').branch = null;
    const { pages } = await gather(server);
    const branches = factsIn(pages, 'REPOSITORY').map(({ defaultBranch }) => defaultBranch);
    expect(branches).toEqual(['main', null, 'main']);
  });

  it('a commit with a wrong clock is dated by its pull request', async () => {
    const small = await smallServer();
    const pull = opened(small);
    pull.commits = pull.commits.map((commit) => ({ ...commit, at: Date.UTC(2031, 0, 1) }));
    const { commits, openedAt } = await pullOf(small.server);
    expect(commits.map(({ authoredAt }) => authoredAt)).toEqual([openedAt]);
  });

  it('a part that cannot be read is counted, and the rest of its pull request stays', async () => {
    const small = await smallServer();
    review(small.world, opened(small), small.bruno, 'APPROVED');
    const { pages } = await gather(small.server);
    const page = pages.find(({ kind }) => kind === 'pull-requests')!;
    const body = page.body.replace('"action":"OPENED"', '"action":7');
    expect(countsIn([{ ...page, body }])).toEqual({ PULL_REQUEST: 1, MALFORMED_ACTIVITY: 1 });
    expect(factsIn([{ ...page, body }], 'PULL_REQUEST')[0]!.reviews).toHaveLength(1);
  });

  it('texts of comments are not kept', async () => {
    const small = await smallServer();
    comment(small.world, opened(small), small.bruno, 'a very private word');
    const { pages } = await gather(small.server);
    expect(JSON.stringify(pages)).not.toContain('private word');
  });

  it('commits of the default branch come without files, and once', async () => {
    const small = await smallServer();
    const { server, world, web, bruno } = small;
    merge(world, web, opened(small), bruno);
    const given = { commits: 'true' };
    const { pages, cursor } = await gather(server, {}, given);
    // The first one of all, that of the pull request, and the merge.
    expect(factsIn(pages, 'COMMIT')).toHaveLength(3);
    const merged = factsIn(pages, 'COMMIT').find(({ parents }) => parents.length === 2);
    expect(merged).toMatchObject({
      ...{ sha: web.head, title: 'Pull request #1: Add a page', files: [], incomplete: true },
      author: { applicationType: 'GIT', id: 'Bruno Costa <bruno.costa@example.com>' },
    });
    later(small);
    merge(world, web, opened(small, 'Next'), bruno, 'SQUASH');
    const { pages: after, cursor: next } = await gather(server, { cursor }, given);
    expect(factsIn(after, 'COMMIT').map(({ sha }) => sha)).toEqual([web.head]);
    expect((await gather(server, { cursor: next }, given)).pages).toEqual([]);
  });

  it('a default branch whose history was replaced is read again', async () => {
    const small = await smallServer();
    const { server, world, web, bruno } = small;
    merge(world, web, opened(small), bruno);
    const given = { commits: 'true' };
    const { cursor } = await gather(server, {}, given);
    web.commits.clear();
    web.head = null;
    later(small);
    opened(small, 'Begun again');
    const { pages } = await gather(server, { cursor }, given);
    expect(factsIn(pages, 'COMMIT').map(({ title }) => title)).toEqual(['Begin']);
  });
});
