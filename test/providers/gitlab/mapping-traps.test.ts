import { describe, expect, it } from 'vitest';
import { keptDiff } from '../../../src/providers/gitlab/kept.js';
import { instantOf } from '../../../src/providers/wire-values.js';
import { mapped, may3, systemNote, user } from './made.js';
import { factsIn, pageOf } from './support.js';

describe('what GitLab says of a merge request', () => {
  it('gitlab 3: numbers that repeat over projects name different merge requests', () => {
    const node = (project: number) => {
      const of = { project: { id: project, path: `harbour/p${project}` } };
      const merge_request = { ...{ iid: 1, title: 'T', state: 'opened' }, source_branch: 'a' };
      const dates = { created_at: '2026-05-01T08:00:00Z', updated_at: '2026-05-01T08:00:00Z' };
      const whole = { merge_request: { ...merge_request, target_branch: 'b', ...dates } };
      const lists = { commits: [], notes: [], diffs: null, events: [] };
      return pageOf('merge-requests', [{ ...whole, ...lists }], of);
    };
    const ids = factsIn([node(1), node(2)], 'PULL_REQUEST').map(({ id }) => id);
    expect(ids).toEqual(['gitlab:gitlab.example.com:1!1', 'gitlab:gitlab.example.com:2!1']);
  });

  it('gitlab 4: a merge without an instant has that of its note, else of its event; nothing is closed beside', () => {
    const merged = { state: 'merged', merged_at: null, merged_by: null };
    const notes = [systemNote(4, 'mentioned in commit 0f0f'), systemNote(5, 'merged')];
    expect(mapped(merged, { notes })).toMatchObject({ mergedAt: may3(5), closedAt: may3(5) });
    const events = [{ state: 'merged', created_at: '2026-05-03T06:00:00.000Z' }];
    expect(mapped(merged, { events })).toMatchObject({ mergedAt: may3(6), closedAt: may3(6) });
    expect(mapped(merged)).toMatchObject({ state: 'MERGED', mergedAt: null });
    const closed = { state: 'closed', closed_at: null };
    expect(mapped(closed, { notes: [systemNote(7, 'closed')] })).toMatchObject({
      ...{ state: 'CLOSED', mergedAt: null, closedAt: may3(7) },
    });
  });

  it('gitlab 5: the commit of a merge is the merge commit, else the squashed one, else the last', () => {
    const merged = { state: 'merged', merged_at: '2026-05-03T06:00:00.000Z', sha: 'head' };
    const all = { merge_commit_sha: 'merge', squash_commit_sha: 'squash' };
    const of = (fields: object) => {
      const { mergeSha, mergeMethod } = mapped({ ...merged, ...fields });
      return [mergeSha, mergeMethod];
    };
    expect(of(all)).toEqual(['merge', 'SQUASH']);
    expect(of({ ...all, squash_commit_sha: null })).toEqual(['merge', 'MERGE']);
    expect(of({ ...all, merge_commit_sha: null })).toEqual(['squash', 'SQUASH']);
    expect(of({})).toEqual(['head', 'REBASE']);
    expect(mapped(all).mergeSha).toBeNull();
  });

  it('gitlab 6: both forms of an instant are the same', () => {
    expect(instantOf('2015-05-17 18:08:09 UTC')).toBe(Date.UTC(2015, 4, 17, 18, 8, 9));
    const { openedAt } = mapped({ created_at: '2015-05-17 18:08:09 UTC' });
    expect(openedAt).toBe(mapped({ created_at: '2015-05-17T18:08:09.000Z' }).openedAt);
  });

  it('gitlab 7: approvals need no paid tier, and what was revoked counts no more', () => {
    const notes = [
      systemNote(1, 'approved this merge request', 'cleo'),
      systemNote(2, 'approved this merge request', 'ben'),
      systemNote(3, 'unapproved this merge request', 'ben'),
      systemNote(4, 'requested changes', 'dan'),
      systemNote(5, 'approved this merge request', 'dan'),
      systemNote(6, 'reset approvals from @dan and @cleo by pushing to the branch', 'ada'),
      systemNote(7, 'approved this merge request', 'dan'),
    ];
    expect(mapped({}, { notes }).reviews.map(({ by, at, state }) => [by.id, at, state])).toEqual([
      ['cleo', may3(1), 'DISMISSED'],
      ['ben', may3(2), 'DISMISSED'],
      ['dan', may3(4), 'CHANGES_REQUESTED'],
      ['dan', may3(5), 'DISMISSED'],
      ['dan', may3(7), 'APPROVED'],
    ]);
  });

  it('gitlab 8: notes of GitLab itself are no comments', () => {
    const said = { ...systemNote(2, 'Why two of them?', 'ben'), system: false };
    const { comments } = mapped({}, { notes: [systemNote(1, 'merged'), said] });
    expect(comments.map(({ by, at }) => [by.id, at])).toEqual([['ben', may3(2)]]);
  });

  it.each([
    ['marked this merge request as **ready**'],
    ['unmarked as a **Work In Progress**'],
    ['unmarked this merge request as a **draft**'],
  ])('was a draft until GitLab noted "%s"', (body) => {
    const draft = systemNote(1, 'marked this merge request as **draft**');
    expect(mapped({}, { notes: [draft] }).readyAt).toBeNull();
    const notes = [systemNote(9, 'marked this merge request as **ready**'), systemNote(4, body)];
    expect(mapped({}, { notes: [...notes, draft] }).readyAt).toBe(may3(4));
  });

  it('gitlab 9: one whose fork was deleted lies in its target project', () => {
    const { repository, id } = mapped({ source_project_id: null, target_project_id: 12345678 });
    expect(repository).toBe('gitlab:gitlab.example.com:12345678');
    expect(id).toBe(`${repository}!1`);
  });

  it('gitlab 16: labels are names or whole labels, and flags may be null', () => {
    const labels = [{ id: 1, name: 'backend', color: '#fff' }];
    expect(mapped({ labels, draft: null, squash: null }).labels).toEqual(['backend']);
    expect(mapped({ labels: ['backend'] }).labels).toEqual(['backend']);
    expect(mapped({ labels: null }).labels).toEqual([]);
  });

  it('gitlab 18: a deleted user is nobody known, whether a ghost or null, and a blocked one stays', () => {
    const ghost = mapped({ author: { ...user('ghost1', 4), name: 'Ghost User' } }).author;
    expect(ghost).toEqual(mapped({ author: null }).author);
    expect(ghost.id).toBe('');
    const blocked = mapped({ author: { ...user('ben', 4), state: 'blocked' } }).author;
    expect(blocked).toMatchObject({ id: 'ben', email: '4-ben@users.noreply.gitlab.example.com' });
  });

  it('lines that GitLab leaves out are not known, and nobody wrote binary files', () => {
    const patch = '@@ -1,2 +1,2 @@\n-one\n--- two\n+three\n context\n@@ -9 +9 @@\n+++ four\n';
    const file = (path: string, more: object) =>
      keptDiff({
        ...{ old_path: path, new_path: path, a_mode: '100644', b_mode: '100644' },
        ...more,
      });
    const text = file('a.ts', { diff: patch });
    const binary = file('a.png', { diff: 'Binary files a/a.png and b/a.png differ\n' });
    const generated = file('lock', { diff: '@@ -1 +1 @@\n-a\n+b\n', generated_file: true });
    const moved = file('b.ts', { old_path: 'c.ts', diff: '', renamed_file: true });
    const whole = mapped({}, { diffs: [text, binary, generated, moved] });
    expect(whole).toMatchObject({ additions: 2, deletions: 2 });
    expect(whole.files).toEqual([
      { path: 'a.ts', additions: 2, deletions: 2 },
      { path: 'a.png', additions: null, deletions: null, unwritten: 'BINARY' },
      { path: 'lock', additions: null, deletions: null, unwritten: 'GENERATED' },
      { path: 'b.ts', from: 'c.ts', additions: 0, deletions: 0 },
    ]);
    const large = file('large.json', { diff: '', too_large: true });
    expect(mapped({}, { diffs: [text, large] })).toMatchObject({
      additions: null,
      deletions: null,
    });
  });

  it('reverts what its description says, in its own project', () => {
    const id = 'gitlab:gitlab.example.com:12345678!5';
    const of = (description: string) => mapped({ description }).reverts;
    expect(of('This reverts merge request !5')).toBe(id);
    expect(of('See below.\n\nThis reverts merge request harbour/shop!5')).toBe(id);
    expect(of('This reverts merge request other/shop!5')).toBeNull();
  });
});
