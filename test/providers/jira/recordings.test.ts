import { describe, expect, it } from 'vitest';
import type { WorkItemFact } from '../../../src/model/facts/work.js';
import { recordedWorld } from '../play/jira/recorded.js';
import type { PlayJira } from '../play/jira/server.js';
import { timeOf } from '../play/jira/vendor-time.js';
import { legend, mapped } from './made.js';
import { factsOf, gather, hasPayloads, kept, playing, recorded } from './support.js';

const NOW = Date.UTC(2022, 5, 17, 9);

interface RawStatus {
  readonly id: string;
  readonly name: string;
  readonly statusCategory: { readonly key: string };
}
interface RawIssue {
  readonly id: string;
  readonly key: string;
  readonly fields: {
    readonly created: string;
    readonly status: RawStatus;
    readonly statuscategorychangedate: string;
    readonly closedSprints: readonly { readonly id: number }[];
  };
  readonly changelog: {
    readonly histories: readonly {
      readonly created: string;
      readonly items: readonly {
        readonly field: string;
        readonly from: string;
        readonly to: string;
      }[];
    }[];
  };
}

const dataOf = <Data>(name: string): Data[] => recorded<Data>(name).map(({ data }) => data);
const board = (): Promise<PlayJira> =>
  playing({
    world: recordedWorld(
      {
        issues: dataOf('board_issues'),
        statuses: dataOf('status'),
        users: recorded('users').map(({ data }) => ({ ...data, emailAddress: '' })),
        projects: dataOf('projects'),
        sprints: dataOf('sprints'),
        fields: dataOf('fields'),
      },
      NOW,
    ),
  });

/** Moves between statuses as the recording has them, in order. */
const movesOf = ({ fields, changelog }: RawIssue) => {
  const moves = changelog.histories
    .flatMap(({ created, items }) =>
      items.flatMap(({ field, from, to }) =>
        field === 'status' ? [{ at: timeOf(created), from, to }] : [],
      ),
    )
    .toSorted((left, right) => left.at - right.at);
  return [{ at: timeOf(fields.created), to: moves[0]!.from }, ...moves];
};

/** Milliseconds from one change of status to the next. */
const spans = (entries: readonly { readonly at: number }[]): number[] =>
  entries.slice(1).map(({ at }, index) => at - entries[index]!.at);

const byKey = (items: readonly WorkItemFact[]) => new Map(items.map((item) => [item.key, item]));

describe.skipIf(!hasPayloads)('the recorded board of Jira', () => {
  it('is completed when Jira’s own note of the category says so, and no migration moves that', async () => {
    const { pages } = await gather(await board(), { since: 0 });
    const items = byKey(kept(pages).items);
    const raw = dataOf<RawIssue>('board_issues');
    const done = raw.filter(({ fields }) => fields.status.statusCategory.key === 'done');
    expect(
      [...items.values()].filter(({ statusCategory }) => statusCategory === 'DONE'),
    ).toHaveLength(done.length);
    expect(done.length).toBe(7);
    for (const { key, fields } of done) {
      const { createdAt, resolvedAt } = items.get(key)!;
      const changed = timeOf(fields.statuscategorychangedate);
      // Jira notes the entry of the history some milliseconds after the category.
      expect(Math.abs(resolvedAt! - changed)).toBeLessThan(100);
      expect(new Date(resolvedAt!).getUTCFullYear()).toBe(2020);
      const lead = changed - timeOf(fields.created);
      expect(Math.abs(resolvedAt! - createdAt - lead)).toBeLessThan(100);
    }
  });

  it('keeps every status for as long as it lasted, under the name that it has now', async () => {
    const { pages } = await gather(await board(), { since: 0 });
    const items = byKey(kept(pages).items);
    const names = new Map(dataOf<RawStatus>('status').map(({ id, name }) => [id, name]));
    for (const issue of dataOf<RawIssue>('board_issues')) {
      const { statusHistory } = items.get(issue.key)!;
      const moves = movesOf(issue);
      expect(statusHistory.map(({ at }) => at)).toEqual(moves.map(({ at }) => at));
      expect(spans(statusHistory)).toEqual(spans(moves));
      const known = moves.flatMap(({ to }, index) =>
        names.has(to) ? [[names.get(to), statusHistory[index]!.status]] : [],
      );
      for (const [expected, found] of known) expect(found).toBe(expected);
      expect(statusHistory.at(-1)!.status).toBe('已完成');
    }
  });

  it('knows the sprints and the epics of its issues', async () => {
    const { pages } = await gather(await board(), { since: 0 });
    const { items, sprints } = kept(pages);
    expect(sprints).toHaveLength(30);
    for (const { sprintHistory, parentHistory } of items) {
      expect(sprintHistory.map(({ sprint, added }) => [sprint, added])).toEqual([['7', true]]);
      expect(parentHistory.at(-1)?.parent).toMatch(/^100\d\d$/);
    }
  });
});

describe.skipIf(!hasPayloads)('every recorded answer of Jira', () => {
  it('issues with their histories map whole', () => {
    const issues = [...dataOf('board_issues'), ...dataOf('issues_with_changelog')];
    const { WORK_ITEM, dropped } = mapped(issues);
    expect(WORK_ITEM).toHaveLength(11);
    expect(dropped).toBeUndefined();
    const playground = WORK_ITEM!.find(({ key }) => key === 'PLAYG-1')!;
    const now = new Set<string>();
    for (const { sprint, added } of playground.sprintHistory)
      if (added) now.add(sprint);
      else now.delete(sprint);
    expect([...now].sort()).toEqual(['15', '16', '18', '19', '20', '23']);
    expect(playground).toMatchObject({ points: 5, statusCategory: 'IN_PROGRESS' });
  });

  it('histories of their own map whole', () => {
    const [issue] = dataOf<Record<string, unknown>>('board_issues');
    const changeHistories = dataOf('issue_changelogs');
    const changelogs = [{ issueId: String(issue!.id), changeHistories }];
    const { WORK_ITEM, dropped } = mapped([issue], { changelogs });
    expect(WORK_ITEM![0]!.statusHistory.length).toBeGreaterThan(5);
    expect(dropped).toBeUndefined();
  });

  it.each([
    ['sprints', 30],
    ['board_sprints', 10],
  ] as const)('%s map whole', (name, count) => {
    const body = JSON.stringify({ sprints: dataOf(name) });
    const { SPRINT, dropped } = factsOf({ kind: 'sprints', body, fetchedAt: 1 });
    expect(SPRINT).toHaveLength(count);
    expect(dropped).toBeUndefined();
  });

  it('sprints of Data Center map whole', () => {
    const [{ values }] = dataOf<{ values: unknown[] }>('board_sprints_server') as [
      { values: unknown[] },
    ];
    const body = JSON.stringify({ sprints: values });
    const { SPRINT } = factsOf({ kind: 'sprints', body, fetchedAt: 1 });
    expect(SPRINT?.map(({ state }) => state)).toEqual([
      ...['CLOSED', 'CLOSED', 'CLOSED', 'ACTIVE', 'FUTURE', 'FUTURE'],
    ]);
    expect(SPRINT?.[0]?.completedAt).toBe(Date.parse('2016-04-28T05:08:48.543-07:00'));
  });

  it('versions map whole', () => {
    const { site, zone } = legend;
    const body = JSON.stringify({ project: 'PLAYG', site, zone, versions: dataOf('versions') });
    const { VERSION } = factsOf({ kind: 'versions', body, fetchedAt: 1 });
    expect(VERSION?.map(({ name }) => name)).toEqual([
      ...['Test Release', 'Test Overdue Release', 'Test Release 3'],
    ]);
    expect(VERSION?.every(({ releasedAt }) => releasedAt !== null)).toBe(true);
  });
});
