import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Linkable, linkItems } from '../../../src/engine/correlate/link-items.js';
import type { LinkableItem, LinkablePullRequest } from '../../../src/model/linkable.js';

const item = (number: number, more: Partial<LinkableItem> = {}): LinkableItem => ({
  ...{ number, key: `ABC-${number}`, formerKeys: [], isSubtask: false, parent: null },
  ...{ linkedPullRequests: [], linkedCommits: [], ...more },
});
const pullRequest = (
  number: number,
  more: Partial<LinkablePullRequest> = {},
): LinkablePullRequest => ({
  ...{ number, id: `pr-${number}`, openedAt: number, title: '', sourceBranch: '', body: null },
  ...{ mergeSha: null, commits: [], ...more },
});
const commit = (number: number, message: string) => ({
  ...{ number, sha: `c${number}`, authoredAt: number, message },
});
const rulesOf = (linkable: Partial<Linkable>) =>
  linkItems({ items: [], commits: [], pullRequests: [], ...linkable }).pullRequests.map(
    ({ source, target, rule }) => [source, target, rule],
  );

describe('a pull request', () => {
  it('is linked to an item by the strongest of all signs', () => {
    const items = [1, 2, 3, 4, 5].map((number) => item(number));
    items[4] = item(5, { linkedPullRequests: ['pr-90'] });
    const pullRequests = [
      pullRequest(90, {
        ...{ title: 'ABC-1', sourceBranch: 'abc-1-abc-2', body: 'ABC-2 ABC-3 ABC-5' },
        commits: [{ sha: 's', message: 'ABC-3 ABC-4' }],
      }),
    ];
    expect(rulesOf({ items, pullRequests })).toEqual([
      [1, 90, 'KEY_IN_TITLE'],
      [2, 90, 'KEY_IN_BRANCH'],
      [3, 90, 'KEY_IN_BODY'],
      [4, 90, 'KEY_IN_COMMIT'],
      [5, 90, 'NATIVE'],
    ]);
  });

  it('is linked where it contains a commit that is linked, its merge commit too', () => {
    const items = [item(1), item(2, { linkedCommits: ['c7'] }), item(3)];
    const commits = [commit(6, 'ABC-1'), commit(8, 'Merge ABC-3')];
    const pullRequests = [
      pullRequest(90, {
        mergeSha: 'c8',
        commits: ['c6', 'c7'].map((sha) => ({ sha, message: '' })),
      }),
    ];
    expect(rulesOf({ items, commits, pullRequests })).toEqual(
      [1, 2, 3].map((number) => [number, 90, 'KEY_IN_COMMIT']),
    );
  });

  it("is a sub-task's by the key of the item above it, an item's by no key of another", () => {
    const items = [
      item(1),
      item(2, { isSubtask: true, parent: 1 }),
      item(3, { isSubtask: true, parent: 1 }),
      item(4, { parent: 1 }),
    ];
    const pullRequests = [pullRequest(90, { title: 'ABC-1', body: 'ABC-3' })];
    expect(rulesOf({ items, pullRequests })).toEqual([
      [1, 90, 'KEY_IN_TITLE'],
      [2, 90, 'PARENT_KEY'],
      [3, 90, 'KEY_IN_BODY'],
    ]);
  });
});

describe('a commit', () => {
  it('is linked by the tool, its message, or the key of the item above', () => {
    const items = [
      item(1, { linkedCommits: ['c7'] }),
      item(2, { isSubtask: true, parent: 1 }),
      item(3, { key: 'NEW-3', formerKeys: ['OLD-3'] }),
    ];
    const commits = [commit(7, 'ABC-1 and OLD-3'), commit(8, 'nothing')];
    const { commits: links } = linkItems({ items, commits, pullRequests: [] });
    expect(links).toEqual([
      { relation: 'ITEM_COMMIT', source: 1, target: 7, at: 7, rule: 'NATIVE' },
      { relation: 'ITEM_COMMIT', source: 2, target: 7, at: 7, rule: 'PARENT_KEY' },
      { relation: 'ITEM_COMMIT', source: 3, target: 7, at: 7, rule: 'KEY_IN_MESSAGE' },
    ]);
  });
});

const anyText = fc
  .array(fc.constantFrom('ABC-1', 'abc-2', 'ABC-3', 'OLD-1', 'UTF-8', 'x'), { maxLength: 3 })
  .map((words) => words.join(' '));
const anySha = fc.constantFrom('c11', 'c12', 'c13');
const anyItem = (number: number) =>
  fc
    .record({
      formerKeys: fc.constantFrom<readonly string[]>([], ['OLD-1']),
      isSubtask: fc.boolean(),
      parent: fc.option(fc.integer({ min: 1, max: 3 })),
      linkedPullRequests: fc.array(fc.constantFrom('pr-21', 'pr-22'), { maxLength: 2 }),
      linkedCommits: fc.array(anySha, { maxLength: 2 }),
    })
    .map((more) => item(number, more));
const anyPullRequest = (number: number) =>
  fc
    .record({
      ...{ title: anyText, sourceBranch: anyText, body: fc.option(anyText) },
      mergeSha: fc.option(anySha),
      commits: fc.array(fc.record({ sha: anySha, message: anyText }), { maxLength: 2 }),
    })
    .map((more) => pullRequest(number, more));
const anyLinkable: fc.Arbitrary<Linkable> = fc.record({
  items: fc.tuple(anyItem(1), anyItem(2), anyItem(3)),
  commits: fc
    .tuple(anyText, anyText, anyText)
    .map((messages) => messages.map((message, index) => commit(11 + index, message))),
  pullRequests: fc.tuple(anyPullRequest(21), anyPullRequest(22)),
});

describe('links of items', () => {
  it('do not depend on the order, nor on what is given twice', () => {
    fc.assert(
      fc.property(anyLinkable, ({ items, commits, pullRequests }) => {
        const links = linkItems({ items, commits, pullRequests });
        const reversed = {
          items: items.toReversed(),
          commits: [...commits.toReversed(), ...commits],
          pullRequests: [...pullRequests.toReversed(), ...pullRequests],
        };
        expect(linkItems(reversed)).toEqual(links);
      }),
    );
  });

  it('are the same pull request by pull request, commit by commit', () => {
    fc.assert(
      fc.property(anyLinkable, (linkable) => {
        const whole = linkItems(linkable);
        const targets = (links: readonly { readonly target: number }[], number: number) =>
          links.filter(({ target }) => target === number);
        for (const each of linkable.pullRequests) {
          const alone = linkItems({ ...linkable, pullRequests: [each] }).pullRequests;
          expect(alone).toEqual(targets(whole.pullRequests, each.number));
        }
        for (const each of linkable.commits) {
          const alone = linkItems({ ...linkable, commits: [each], pullRequests: [] }).commits;
          expect(alone).toEqual(targets(whole.commits, each.number));
        }
      }),
    );
  });
});
