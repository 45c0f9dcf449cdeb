import { describe, expect, it } from 'vitest';
import { CREATED, entry, type Item, itemOfIssue, status, UPDATED } from './made.js';

const at = (text: string): number => Date.parse(text);
const ofStatus = (from: string, to: string): Item => [
  { name: 'Status', id: 'status' },
  from,
  `was ${from}`,
  to,
  `was ${to}`,
];
const sprintField = { name: 'Sprint', id: 'customfield_10020' };

describe('traps of Jira in the histories of issues', () => {
  it('jira: the sprints of a change are comma lists of ids, and names with commas mean nothing', () => {
    const { sprintHistory } = itemOfIssue({ customfield_10020: [{ id: 16 }, { id: 23 }] }, [
      entry('2026-03-02T08:00:00.000+0000', [sprintField, '', '', '15', 'A, one']),
      entry('2026-03-03T08:00:00.000+0000', [sprintField, '15', 'A, one', '15, 16', 'A, one, B']),
      entry('2026-03-04T08:00:00.000+0000', [sprintField, '15, 16', '', '16, 23', '']),
    ]);
    expect(sprintHistory).toEqual([
      { at: at('2026-03-02T08:00:00Z'), sprint: '15', added: true },
      { at: at('2026-03-03T08:00:00Z'), sprint: '16', added: true },
      { at: at('2026-03-04T08:00:00Z'), sprint: '15', added: false },
      { at: at('2026-03-04T08:00:00Z'), sprint: '23', added: true },
    ]);
  });

  it('jira: an issue that was made in a sprint has been in it since', () => {
    expect(itemOfIssue({ customfield_10020: [{ id: 7 }] }).sprintHistory).toEqual([
      { at: at('2026-03-01T08:00:00Z'), sprint: '7', added: true },
    ]);
    const text =
      'com.atlassian.greenhopper.service.sprint.Sprint@1f[id=7,rapidViewId=8,state=ACTIVE]';
    expect(itemOfIssue({ customfield_10020: [text] }).sprintHistory).toEqual([
      { at: at('2026-03-01T08:00:00Z'), sprint: '7', added: true },
    ]);
  });

  it('jira: from, to and their texts are absent, and toString is no method', () => {
    const bare = { id: '1', created: CREATED, items: [{ field: 'assignee', fieldtype: 'jira' }] };
    const { assigneeHistory } = itemOfIssue({}, [bare]);
    expect(assigneeHistory.map(({ assignee }) => assignee)).toEqual([null, null]);
  });

  it('jira: a change without the id of its field is known by its name', () => {
    const { statusHistory, pointsHistory, parentHistory } = itemOfIssue(
      { customfield_10028: 5, customfield_10014: 'SHOP-9' },
      [
        entry('2026-03-02T08:00:00.000+0000', ['status', '1', 'Open', '2', 'Doing']),
        entry('2026-03-03T08:00:00.000+0000', ['Story Points', null, '3', null, '5']),
        entry('2026-03-04T08:00:00.000+0000', ['Epen-Verknüpfung', null, null, '10009', 'SHOP-9']),
      ],
    );
    expect(statusHistory.map(({ category }) => category).slice(0, 2)).toEqual([
      'TODO',
      'IN_PROGRESS',
    ]);
    expect(pointsHistory.map(({ points }) => points)).toEqual([3, 5]);
    expect(parentHistory.map(({ parent }) => parent)).toEqual([null, '10009']);
  });

  it('jira: a deleted status has the category of its name now, else it is in progress', () => {
    const { statusHistory } = itemOfIssue({ status: status('2', 'indeterminate') }, [
      entry('2026-03-02T08:00:00.000+0000', ['status', '1', 'Offen', '77', 'fertig']),
      entry('2026-03-03T08:00:00.000+0000', ['status', '77', 'fertig', '78', 'Verschwunden']),
      entry('2026-03-04T08:00:00.000+0000', ['status', '78', 'Verschwunden', '2', 'In Arbeit']),
    ]);
    expect(statusHistory.map(({ status: name, category }) => [name, category])).toEqual([
      ['Offen', 'TODO'],
      ['fertig', 'DONE'],
      ['Verschwunden', 'IN_PROGRESS'],
      ['status 2', 'IN_PROGRESS'],
    ]);
  });

  it('jira: a deleted status since the category last changed is of the category of now', () => {
    const { resolvedAt } = itemOfIssue(
      {
        status: status('3', 'done'),
        statuscategorychangedate: '2026-03-03T07:59:59.990+0000',
      },
      [
        entry('2026-03-02T08:00:00.000+0000', ['status', '1', 'Offen', '2', 'In Arbeit']),
        entry('2026-03-03T08:00:00.000+0000', ['status', '2', 'In Arbeit', '88', 'Gelöst']),
        entry('2026-03-19T08:00:00.000+0000', ['status', '88', 'Gelöst', '3', 'Fertig']),
      ],
    );
    expect(resolvedAt).toBe(at('2026-03-03T08:00:00Z'));
  });

  it('jira: points are of two fields, and the first that is filled counts', () => {
    expect(itemOfIssue({ customfield_10028: null, customfield_10016: 3 }).points).toBe(3);
    expect(itemOfIssue({ customfield_10028: 0, customfield_10016: 3 }).points).toBe(0);
    const pointsOf = { '10010': ['customfield_10016'] };
    const both = { customfield_10028: 8, customfield_10016: 3 };
    expect(itemOfIssue(both, [], { pointsOf }).points).toBe(3);
    expect(itemOfIssue(both).points).toBe(8);
  });

  it('jira: points that were taken away are none', () => {
    const { points, pointsHistory } = itemOfIssue({}, [
      entry('2026-03-02T08:00:00.000+0000', ['Story Points', null, '3', null, '']),
    ]);
    expect(points).toBeNull();
    expect(pointsHistory.map((change) => change.points)).toEqual([3, null]);
  });

  it('jira: two statuses share a name, and names are of the language of the token’s user', () => {
    const { statusHistory } = itemOfIssue({ status: status('4', 'done', 'Fertig') }, [
      entry('2026-03-02T08:00:00.000+0000', ofStatus('1', '3')),
      entry('2026-03-03T08:00:00.000+0000', ofStatus('3', '4')),
    ]);
    expect(statusHistory.map(({ status: name }) => name)).toEqual(['Offen', 'Fertig', 'Fertig']);
  });

  it('jira: a moved issue keeps its id and its former keys', () => {
    const { id, key, formerKeys } = itemOfIssue({}, [
      entry('2026-03-02T08:00:00.000+0000', ['Key', null, 'OLD-7', null, 'MID-3']),
      entry('2026-03-03T08:00:00.000+0000', ['Key', null, 'MID-3', null, 'SHOP-1']),
    ]);
    expect({ id, key, formerKeys }).toEqual({
      ...{ id: '10001', key: 'SHOP-1', formerKeys: ['OLD-7', 'MID-3'] },
    });
  });

  it('jira: completion is the first entry to the last done streak, whatever the resolution date says', () => {
    const histories = [
      entry('2026-03-02T08:00:00.000+0000', ofStatus('1', '3')),
      entry('2026-03-03T08:00:00.000+0000', ofStatus('3', '2')),
      entry('2026-03-04T08:00:00.000+0000', ofStatus('2', '4')),
      entry('2027-03-05T08:00:00.000+0000', ofStatus('4', '5')),
    ];
    const done = itemOfIssue({ status: status('5', 'done'), resolutiondate: null }, histories);
    expect(done.resolvedAt).toBe(at('2026-03-04T08:00:00Z'));
    const open = itemOfIssue({ resolutiondate: UPDATED });
    expect(open.resolvedAt).toBeNull();
    expect(itemOfIssue({ status: status('3', 'done') }).resolvedAt).toBe(
      at('2026-03-01T08:00:00Z'),
    );
  });

  it('jira: a status in no history was entered when the category changed', () => {
    const fields = { status: status('3', 'done'), statuscategorychangedate: UPDATED };
    const { statusHistory, resolvedAt } = itemOfIssue(fields, [
      entry('2026-03-02T08:00:00.000+0000', ofStatus('1', '2')),
    ]);
    expect(statusHistory.map(({ category }) => category)).toEqual(['TODO', 'IN_PROGRESS', 'DONE']);
    expect(resolvedAt).toBe(at('2026-03-20T08:00:00Z'));
  });

  it('jira: a parent is a parent, an epic link or an association', () => {
    expect(itemOfIssue({ parent: { id: 10_007, key: 'SHOP-7' } }).parent).toBe('10007');
    const byKey = itemOfIssue(
      { customfield_10014: 'SHOP-9' },
      [],
      {},
      { epicIds: { 'SHOP-9': '10009' } },
    );
    expect(byKey.parent).toBe('10009');
    const { parentHistory } = itemOfIssue({ parent: { id: '12' } }, [
      entry('2026-03-02T08:00:00.000+0000', [
        { name: 'Epic Link', id: 'customfield_10014' },
        null,
        null,
        '10',
        'SHOP-10',
      ]),
      entry(
        '2026-03-03T08:00:00.000+0000',
        [{ name: 'Epic Link', id: 'customfield_10014' }, '10', 'SHOP-10', null, null],
        ['IssueParentAssociation', '10', null, '11', null],
      ),
      entry('2026-03-04T08:00:00.000+0000', ['Parent', '11', 'SHOP-11', '12', 'SHOP-12']),
    ]);
    expect(parentHistory.map(({ parent }) => parent)).toEqual([null, '10', '11', '12']);
  });
});
