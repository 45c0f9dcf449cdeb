import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../src/providers/wire-values.js';
import { ada, ben, factOf, mapped, record, update } from './support.js';

describe('traps of Bitbucket Cloud, where it is mapped', () => {
  const merged = { state: 'MERGED', merge_commit: { hash: 'c0e12b61e44b' } };
  const merge = {
    ...{ hash: 'C0E12B61E44B'.padEnd(40, '0'), date: '2026-03-03T08:00:00+00:00' },
    ...{ message: 'Merged in basket (pull request #7)', parents: [{ hash: 'a' }, { hash: 'b' }] },
  };

  it('bitbucket 4: it is merged when its log says so, else when its merge commit was made, else when it was closed', () => {
    const closed = { ...merged, closed_on: '2026-03-03T09:00:00Z' };
    const activity = [
      update('2026-03-03T07:00:00.904351+00:00', { state: 'MERGED' }),
      update('2026-03-02T09:00:00+00:00', { state: 'OPEN' }),
    ];
    const at = (text: string) => Date.parse(text);
    const mergedAt = (...given: Parameters<typeof factOf>) => factOf(...given).mergedAt;
    expect(mergedAt(closed, { activity, merge })).toBe(at('2026-03-03T07:00:00.904Z'));
    expect(mergedAt(closed, { merge })).toBe(at('2026-03-03T08:00:00Z'));
    expect(mergedAt(closed)).toBe(at('2026-03-03T09:00:00Z'));
    expect(mergedAt(merged)).toBeNull();
    expect(factOf(closed, { activity, merge })).toMatchObject({
      ...{ state: 'MERGED', mergeMethod: 'MERGE', mergeSha: merge.hash.toLowerCase() },
      closedAt: at('2026-03-03T07:00:00.904Z'),
    });
    expect(mergedAt({ state: 'DECLINED', closed_on: '2026-03-03T09:00:00Z' })).toBeNull();
  });

  it('bitbucket 5: an instant may have nine digits of a second', () => {
    expect(instantOf('2023-02-20T08:58:19.143971234Z')).toBe(Date.UTC(2023, 1, 20, 8, 58, 19, 143));
    const { openedAt } = factOf({ created_on: '2026-03-02T09:00:00.003611999+00:00' });
    expect(openedAt).toBe(Date.UTC(2026, 2, 2, 9, 0, 0, 3));
  });

  it('bitbucket 11: lines of a binary file are unknown, those of a moved one are none', () => {
    const path = (name: string) => ({ path: name, type: 'commit_file' });
    const file = (status: string, old: string | null, now: string | null, lines = 0) => ({
      ...{ type: 'diffstat', status, lines_added: lines, lines_removed: 0 },
      ...{ old: old && path(old), new: now && path(now) },
    });
    const { files, additions } = factOf(
      {},
      {
        files: [
          file('modified', 'logo.png', 'logo.png'),
          file('renamed', 'a.ts', 'b.ts'),
          file('added', null, 'new.ts', 12),
          { ...file('removed', 'old.ts', null), lines_removed: 5 },
        ],
      },
    );
    expect(files).toEqual([
      { path: 'logo.png', additions: null, deletions: null },
      { path: 'b.ts', from: 'a.ts', additions: 0, deletions: 0 },
      { path: 'new.ts', additions: 12, deletions: 0 },
      { path: 'old.ts', additions: 0, deletions: 5 },
    ]);
    expect(additions).toBe(12);
  });

  it('bitbucket 12: people may be null, or have no account; addresses stand in commits alone', () => {
    const commits = [
      {
        ...{ hash: '31c54529bd80'.padEnd(40, '1'), date: '2026-03-01T09:00:00+00:00' },
        ...{ message: 'One', author: { raw: 'Ada <ada@example.com>', user: ada } },
      },
      {
        ...{ hash: 'b'.repeat(40), date: '2026-03-01T08:00:00+00:00', message: 'Two' },
        author: { raw: 'Nobody <nobody@elsewhere.example>' },
      },
    ];
    const given = { date: '2026-03-02T10:00:00+00:00' };
    const activity = [
      { approval: { ...given, user: null } },
      { approval: { ...given, user: ben } },
    ];
    const fact = factOf({ closed_by: null }, { commits, activity });
    expect(fact.author).toMatchObject({ id: '557058:ada', email: 'ada@example.com' });
    expect(fact.headSha).toBe('31c54529bd80'.padEnd(40, '1'));
    expect(fact.reviews.map(({ by }) => [by.applicationType, by.id, by.email])).toEqual([
      ['CUSTOM', '', null],
      ['BITBUCKET', '557058:ben', null],
    ]);
    expect(factOf({ author: null }).author).toMatchObject({ applicationType: 'CUSTOM', id: '' });
    const token = { type: 'app_user', uuid: '{12}', display_name: 'Release token' };
    expect(factOf({ author: token }).author).toMatchObject({ id: '12', bot: true });
  });

  it('bitbucket 13: deleted and pending comments are none, and those without a place in the code are', () => {
    const comment = (more: object) => ({
      ...{ created_on: '2026-03-02T11:00:00+00:00', user: ben, deleted: false, inline: null },
      ...more,
    });
    const comments = [
      comment({ id: 1 }),
      comment({ id: 2, deleted: true, user: null }),
      comment({ id: 3, pending: true }),
      comment({ id: 4, inline: { path: 'a.ts', from: null, to: 3 } }),
    ];
    expect(factOf({}, { comments }).comments).toHaveLength(2);
  });

  it('bitbucket: it was ready when its log first says that it was no draft any more', () => {
    const activity = [
      update('2026-03-02T12:00:00+00:00', { state: 'OPEN', draft: false }),
      update('2026-03-02T10:00:00+00:00', { state: 'OPEN', draft: true }),
      update('2026-03-02T09:00:00+00:00', { state: 'OPEN', draft: true }),
    ];
    expect(factOf({ draft: false }, { activity }).readyAt).toBe(Date.UTC(2026, 2, 2, 12));
    expect(factOf({ draft: true }, { activity }).readyAt).toBeNull();
    expect(factOf({}, { activity: activity.slice(0, 1) }).readyAt).toBeNull();
  });

  it('bitbucket: how it was merged follows from its merge commit', () => {
    const commits = ['b', 'a'].map((hash) => ({
      ...{ hash: hash.repeat(40), date: '2026-03-01T09:00:00+00:00', message: `Part ${hash}` },
    }));
    const method = (more: object) => factOf(merged, { commits, merge: { ...merge, ...more } });
    const one = { parents: [{ hash: 'c' }] };
    expect(method({}).mergeMethod).toBe('MERGE');
    expect(method(one).mergeMethod).toBe('SQUASH');
    expect(method({ ...one, hash: 'b'.repeat(40) }).mergeMethod).toBe('REBASE');
    expect(method({ ...one, message: 'Part b\n' }).mergeMethod).toBe('REBASE');
  });

  it('bitbucket: one that reverts another names it in its description', () => {
    const { reverts } = factOf({ description: 'This reverts pull request #3.\n\n> Basket' });
    expect(reverts).toBe('bitbucket:bitbucket.org:e762bff4#3');
  });

  it('bitbucket: names and ids of bots in the settings mark them, in any case', () => {
    const isBot = (bots: readonly string[]) =>
      mapped([record()], bots).PULL_REQUEST![0]!.author.bot;
    expect(isBot([])).toBeUndefined();
    expect([isBot(['ada moor']), isBot(['557058:ada'])]).toEqual([true, true]);
  });
});
