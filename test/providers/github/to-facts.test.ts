import { describe, expect, it } from 'vitest';
import { factsOf, issue, list, pullRequest } from './nodes.js';

const day = (text: string): number => Date.parse(`${text}T10:00:00Z`);

describe('an issue', () => {
  it('github: shares its numbers with pull requests, and lies under its own kind', () => {
    const { WORK_ITEM: [item] = [] } = factsOf('issues', [issue()]);
    expect(item).toMatchObject({
      id: 'github:github.com:77#8',
      key: 'acme/shop#8',
      status: 'CLOSED',
      statusCategory: 'DONE',
      resolution: 'Done',
      resolvedAt: day('2026-11-04'),
    });
    expect(item?.statusHistory.map(({ status }) => status)).toEqual(['OPEN', 'CLOSED']);
    expect(item?.assigneeHistory).toMatchObject([{ assignee: { id: 'ada' } }]);
  });

  it('names what it lies below and what closed it, in other repositories too', () => {
    const repository = { databaseId: 99 };
    const { WORK_ITEM: [item] = [] } = factsOf('issues', [
      issue({
        parent: { number: 2, repository },
        closedByPullRequestsReferences: list({ number: 5, repository }),
      }),
    ]);
    expect(item).toMatchObject({
      parent: 'github:github.com:99#2',
      linkedPullRequests: ['github:github.com:99#5'],
    });
  });

  it('has the words of the default lists for what was given up', () => {
    const { WORK_ITEM: [item] = [] } = factsOf('issues', [issue({ stateReason: 'NOT_PLANNED' })]);
    expect(item?.resolution).toBe("Won't Do");
  });
});

describe('a page', () => {
  it('goes on past a record that cannot be read, and counts it', () => {
    const facts = factsOf('pull-requests', [
      pullRequest({ number: 1 }),
      pullRequest({ number: 'two' }),
      null,
      pullRequest({ number: 3, createdAt: 'yesterday' }),
      pullRequest({ number: 4 }),
    ]);
    expect(facts.PULL_REQUEST?.map(({ number }) => number)).toEqual([1, 4]);
    expect(facts.dropped).toEqual({ MALFORMED_PULL_REQUEST: 3 });
  });

  it('of all tags says that there are no others', () => {
    const target = { __typename: 'Commit', oid: 'c9', committedDate: '2026-11-01T10:00:00Z' };
    const facts = factsOf('tags', [{ name: 'v2', target }], { isWhole: true, names: ['v3'] });
    expect(facts.TAG).toMatchObject([{ id: 'github:github.com:77:v2', sha: 'c9', position: null }]);
    expect(facts.inventories).toMatchObject([
      { kind: 'TAG', ids: ['github:github.com:77:v3', 'github:github.com:77:v2'] },
    ]);
  });

  it('dates an annotated tag by its tagger, and leaves out a tag of a file', () => {
    const target = { __typename: 'Commit', oid: 'c9', committedDate: '2026-10-01T10:00:00Z' };
    const tagger = { date: '2026-11-01T10:00:00Z' };
    const facts = factsOf('tags', [
      { name: 'v1', target: { __typename: 'Tag', oid: 't1', tagger, target } },
      { name: 'logo', target: { __typename: 'Blob', oid: 'f1' } },
    ]);
    expect(facts.TAG).toMatchObject([{ name: 'v1', sha: 'c9', taggedAt: day('2026-11-01') }]);
  });

  it('doubts commits that are dated before 1980 or in the future', () => {
    const parents = list({ oid: 'p' });
    const someone = { name: 'Ada', email: 'ada@acme.example' };
    const dated = (oid: string, at: string) => ({
      ...{ oid, message: 'Title\n\nBody', authoredDate: at, committedDate: '2026-11-01T10:00:00Z' },
      ...{ author: someone, committer: null, parents },
    });
    const { COMMIT = [] } = factsOf('commits', [
      dated('a', '1970-01-01T00:00:00Z'),
      dated('b', '2031-01-01T00:00:00Z'),
      dated('c', '2026-11-01T10:00:00Z'),
    ]);
    expect(COMMIT.map(({ doubt }) => doubt)).toEqual([
      'AUTHORED_BEFORE_1980',
      'AUTHORED_IN_FUTURE',
      null,
    ]);
  });

  it('of another kind says nothing', () => {
    expect(factsOf('end', [])).toEqual({});
    expect(factsOf('constructor', [])).toEqual({});
  });
});
