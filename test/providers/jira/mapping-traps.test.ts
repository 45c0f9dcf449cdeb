import { describe, expect, it } from 'vitest';
import { jira } from '../../../src/providers/jira/index.js';
import { CREATED, entry, type Item, issue, itemOfIssue, legend, mapped } from './made.js';
import { factsOf } from './support.js';

const at = (text: string): number => Date.parse(text);

describe('traps of Jira, where its answers are mapped', () => {
  it('jira: instants have offsets without a colon', () => {
    const { createdAt, updatedAt } = itemOfIssue({
      created: '2021-05-10T03:32:18.781+0000',
      updated: '2021-05-10T11:32:18.781+0800',
    });
    expect(createdAt).toBe(at('2021-05-10T03:32:18.781Z'));
    expect(updatedAt).toBe(createdAt);
  });

  it('jira: the day of a version has no zone', () => {
    const body = {
      ...{ project: 'SHOP', site: 'https://example.atlassian.net', zone: 'America/Toronto' },
      versions: [
        { id: '1', name: '1.0', released: true, releaseDate: '2026-03-01' },
        { id: '2', name: '2.0', released: false, releaseDate: '2026-06-01' },
        { name: 'of no id' },
      ],
    };
    const page = { kind: 'versions', body: JSON.stringify(body), fetchedAt: 5, cursor: null };
    const { VERSION, dropped } = factsOf(page);
    expect(VERSION?.map(({ releasedAt }) => releasedAt)).toEqual([
      at('2026-03-01T05:00:00Z'),
      null,
    ]);
    expect(dropped).toEqual({ MALFORMED_VERSION: 1 });
  });

  it('jira: people are account ids on Cloud, keys on Data Center, and nobody once deleted', () => {
    const cloud = {
      accountId: 'a1',
      displayName: 'Ada',
      emailAddress: '',
      accountType: 'atlassian',
    };
    expect(itemOfIssue({ assignee: cloud }).assignee).toEqual({
      ...{ applicationType: 'JIRA', id: 'a1', name: 'Ada', email: null },
    });
    const server = {
      key: 'JIRAUSER7',
      name: 'ada',
      displayName: 'Ada',
      emailAddress: 'ada@example.com',
    };
    expect(itemOfIssue({ assignee: server }).assignee).toMatchObject({
      ...{ id: 'JIRAUSER7', email: 'ada@example.com' },
    });
    const former = { accountId: 'a2', displayName: 'Former user', active: false };
    expect(itemOfIssue({ assignee: former }).assignee).toMatchObject({ id: '', name: null });
    const app = { accountId: 'a3', displayName: 'Automation', accountType: 'app' };
    expect(itemOfIssue({ assignee: app }).assignee).toMatchObject({ bot: true });
  });

  it('jira: an entry of the history names people by id, and the issue says who they are', () => {
    const author = { accountId: 'a9', displayName: 'Ben', emailAddress: 'ben@example.com' };
    const changed = {
      ...entry('2026-03-02T08:00:00.000+0000', ['assignee', 'a9', 'Ben', 'a8', 'Cy']),
      author,
    };
    const { assigneeHistory } = itemOfIssue({}, [changed]);
    expect(assigneeHistory.map(({ assignee }) => [assignee?.id, assignee?.email])).toEqual([
      ['a9', 'ben@example.com'],
      ['a8', null],
    ]);
  });

  it('jira: a sprint has three states, and the date when it was really started comes first', () => {
    const sprints = [
      {
        id: 1,
        name: 'One',
        state: 'closed',
        startDate: '2026-03-01T08:00:00.000Z',
        activatedDate: '2026-03-02T08:00:00.000Z',
        endDate: '2026-03-14T08:00:00.000Z',
        completeDate: '2026-03-15T08:00:00.000-07:00',
      },
      { id: 2, name: 'Two', state: 'ACTIVE', startDate: '2026-03-15T08:00:00.000Z' },
      { id: 3, name: 'Three', state: 'future' },
      { id: 4, name: 'Four', state: 'unheard of' },
    ];
    const body = JSON.stringify({ sprints });
    const { SPRINT, dropped } = factsOf({ kind: 'sprints', body, fetchedAt: 9 });
    expect(SPRINT).toMatchObject([
      {
        id: '1',
        updatedAt: 9,
        state: 'CLOSED',
        startAt: at('2026-03-02T08:00:00Z'),
        completedAt: at('2026-03-15T15:00:00Z'),
      },
      { id: '2', state: 'ACTIVE', startAt: at('2026-03-15T08:00:00Z'), completedAt: null },
      { id: '3', state: 'FUTURE', startAt: null, endAt: null },
    ]);
    expect(dropped).toEqual({ MALFORMED_SPRINT: 1 });
  });

  it('jira: a document is an object in version 3 and text in version 2', () => {
    const content = [
      { type: 'paragraph', content: [{ type: 'text', text: 'The basket' }] },
      {
        type: 'bulletList',
        content: [{ type: 'listItem', content: [{ type: 'text', text: 'is kept' }] }],
      },
    ];
    const acceptance = (value: unknown) => itemOfIssue({ customfield_10060: value }).customFields;
    expect(acceptance({ type: 'doc', version: 1, content })).toEqual({
      Acceptance: ['The basket is kept'],
    });
    expect(acceptance('h1. The basket')).toEqual({ Acceptance: ['h1. The basket'] });
    expect(acceptance([{ value: 'EU', child: { value: 'DE' } }, { name: 'x' }])).toEqual({
      Acceptance: ['EU / DE', 'x'],
    });
    expect(acceptance(null)).toEqual({});
  });

  it('jira: ranks are noise', () => {
    const rank: Item = [{ name: 'Rank', id: 'customfield_10019' }, '', '', '', 'Ranked higher'];
    const later = entry('2026-03-02T08:00:00.000+0000', rank);
    const { updatedAt: _, ...ranked } = itemOfIssue({}, [later]);
    const { updatedAt: _plain, ...plain } = itemOfIssue({});
    expect(ranked).toEqual(plain);
  });

  it('jira: one malformed record stops none of the others', () => {
    const { WORK_ITEM, dropped } = mapped([
      issue(),
      { id: '7' },
      issue({ created: 'yesterday' }),
      'nothing',
      issue({}, [
        { created: 'never', items: [] },
        entry(CREATED, ['Rank', null, null, null, null]),
      ]),
    ]);
    expect(WORK_ITEM).toHaveLength(2);
    expect(dropped).toEqual({ MALFORMED_ISSUE: 3, MALFORMED_HISTORY_ENTRY: 1 });
  });

  it('jira: a summary that must not be read leaves the key as the title', () => {
    expect(itemOfIssue({ summary: undefined }).title).toBe('SHOP-1');
  });

  it('jira: two sites count alike, so ids carry the site, and keys of users that are the site’s alone', () => {
    const user = { key: 'JIRAUSER10100', name: 'ada', displayName: 'Ada' };
    const raw = { ...issue({ assignee: user, parent: { id: '12' } }) };
    const factOf = (place: string, edition: 'CLOUD' | 'DATA_CENTER') => {
      const body = JSON.stringify({ legend: { ...legend, place, edition }, issues: [raw] });
      return jira.toFacts({ kind: 'issues', body, fetchedAt: 0, cursor: null }).WORK_ITEM![0]!;
    };
    const [one, other] = ['jira.example.com', 'jira.example.org/jira'].map((place) =>
      factOf(place, 'DATA_CENTER'),
    );
    expect(one).toMatchObject({
      ...{ id: 'jira:jira.example.com:10001', parent: 'jira:jira.example.com:12' },
      assignee: { id: 'jira.example.com:JIRAUSER10100' },
    });
    expect(other!.id).not.toBe(one!.id);
    expect(other!.assignee!.id).not.toBe(one!.assignee!.id);
    expect(other!.assigneeHistory[0]!.assignee).toEqual(other!.assignee);
    expect(factOf('a.atlassian.net', 'CLOUD').assignee!.id).toBe('JIRAUSER10100');
  });
});
