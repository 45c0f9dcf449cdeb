import { describe, expect, it } from 'vitest';
import { azureBoards } from '../../../src/providers/azure-boards/index.js';
import { inTimeZone } from '../../in-time-zone.js';
import {
  ada,
  CHANGED,
  CREATED,
  factOf,
  itemWith,
  legend,
  mapped,
  mappedSprints,
  step,
} from './made.js';

const at = (text: string): number => Date.parse(text);
const MARCH_2 = '2026-03-02T08:00:00Z';
const MARCH_3 = '2026-03-03T08:00:00Z';
const POINTS = 'Microsoft.VSTS.Scheduling.StoryPoints';

describe('the mapping of Azure Boards', () => {
  it('knows that resolved is work in progress unless the settings say otherwise', () => {
    const steps = [
      step(1, CREATED, { 'System.State': [null, 'New'] }),
      step(2, MARCH_2, { 'System.State': ['New', 'Resolved'] }),
    ];
    const item = itemWith({ 'System.State': 'Resolved', 'System.Reason': 'Fixed' });
    expect(factOf(item, steps)).toMatchObject({
      ...{ statusCategory: 'IN_PROGRESS', resolvedAt: null, resolution: null },
    });
    expect(factOf(item, steps, { isResolvedDone: true })).toMatchObject({
      ...{ statusCategory: 'DONE', resolvedAt: at(MARCH_2), resolution: 'Fixed' },
    });
  });

  it('knows that completion is the first entry into the last streak of done states', () => {
    const { resolvedAt } = factOf(itemWith({ 'System.State': 'Removed' }), [
      step(1, CREATED, { 'System.State': [null, 'Closed'] }),
      step(2, MARCH_2, { 'System.State': ['Closed', 'Active'] }),
      step(3, MARCH_3, { 'System.State': ['Active', 'Closed'] }),
      step(4, CHANGED, { 'System.State': ['Closed', 'Removed'] }),
    ]);
    expect(resolvedAt).toBe(at(MARCH_3));
  });

  it('knows that the first filled field estimates, and what was estimated once keeps its history', () => {
    const effort = 'Microsoft.VSTS.Scheduling.Effort';
    expect(factOf(itemWith({ [effort]: 8, [POINTS]: null })).points).toBe(8);
    const cleared = factOf(itemWith(), [
      step(1, CREATED),
      step(2, MARCH_2, { [POINTS]: [null, 5] }),
      step(3, MARCH_3, { [POINTS]: [5, null] }),
    ]);
    expect([cleared.points, cleared.pointsHistory.map(({ points }) => points)]).toEqual([
      null,
      [null, 5, null],
    ]);
  });

  it('knows that links name commits of both hosts and pull requests of Azure Repos', () => {
    const sha = '05f77B3a8b66c1a1bf5ea6b0f0b1cbe7b0d6a11f';
    const link = (url: string) => ({ rel: 'ArtifactLink', url });
    const { linkedCommits, linkedPullRequests } = factOf(
      itemWith({}, [
        link(`vstfs:///Git/Commit/6ce954b1%2FABE94D29-a8f3%2F${sha}`),
        link(`vstfs:///GitHub/Commit/66d2a9%2f${sha.replace('05', '06')}`),
        link('vstfs:///Git/PullRequestId/6ce954b1%2FABE94D29-a8f3%2F22'),
        link('vstfs:///GitHub/PullRequest/66d2a9%2F7'),
        link('vstfs:///Build/Build/5'),
        link('vstfs:///Git/Ref/6ce954b1%2FABE94D29-a8f3%2FGBmain'),
        link('vstfs:///Git/Commit/%E0%A4%A'),
        { rel: 'AttachedFile', url: 'https://dev.azure.com/fabrikam/_apis/wit/attachments/d3' },
      ]),
    );
    expect(linkedCommits).toEqual([sha.toLowerCase(), sha.replace('05', '06').toLowerCase()]);
    expect(linkedPullRequests).toEqual(['abe94d29-a8f3#22']);
  });

  it('knows that a task is a part of what it lies below, and alone it is none', () => {
    const link = {
      rel: 'System.LinkTypes.Hierarchy-Reverse',
      url: 'https://a/_apis/wit/workItems/7',
    };
    const task = { 'System.WorkItemType': 'Task', 'System.State': 'To Do' };
    expect(factOf(itemWith(task, [link])).isSubtask).toBe(true);
    expect(factOf(itemWith(task)).isSubtask).toBe(false);
    expect(factOf(itemWith({}, [link])).isSubtask).toBe(false);
  });

  it('knows that an iteration ends with its last day, and the backlog is no sprint', () => {
    const attributes = { startDate: '2026-03-02T00:00:00Z', finishDate: '2026-03-13T00:00:00Z' };
    const { SPRINT } = mappedSprints(
      [{ id: 'a', name: 'One', attributes }],
      at('2026-03-13T23:00:00Z'),
    );
    expect(SPRINT).toMatchObject([{ state: 'ACTIVE', endAt: at('2026-03-14T00:00:00Z') }]);
    const { sprintHistory } = factOf(itemWith(), [
      step(1, CREATED, { 'System.IterationId': [null, 2] }),
      step(2, MARCH_2, { 'System.IterationId': [2, 3] }),
      step(3, MARCH_3, { 'System.IterationId': [3, 9] }),
    ]);
    expect(sprintHistory.map(({ sprint, added }) => [sprint, added])).toEqual([
      [legend.iterations[3], true],
      [legend.iterations[3], false],
      ['iteration-9', true],
    ]);
  });

  it('knows that one malformed record stops none of the others, and further fields keep their values', () => {
    const custom = { 'Microsoft.VSTS.Common.Severity': 'Severity', 'Custom.Owner': 'Owner' };
    const severe = itemWith({
      'Microsoft.VSTS.Common.Severity': '3 - Medium',
      'Custom.Owner': ada,
    });
    const { WORK_ITEM, dropped } = mapped(
      [
        { item: severe, updates: ['nothing', { id: 1 }] },
        { item: { id: 7 }, updates: [] },
        { item: itemWith({ 'System.CreatedDate': 'yesterday' }), updates: [] },
      ],
      { custom },
    );
    expect(WORK_ITEM!.map(({ customFields }) => customFields)).toEqual([
      { Severity: ['3 - Medium'], Owner: ['Ada'] },
    ]);
    expect(dropped).toEqual({ MALFORMED_ITEM: 2, MALFORMED_UPDATE: 2 });
  });

  it('knows that two organisations count alike, so ids carry the organisation', () => {
    const link = {
      rel: 'System.LinkTypes.Hierarchy-Reverse',
      url: 'https://a/_apis/wit/workItems/7',
    };
    const of = (place: string) =>
      azureBoards.toFacts({
        ...{ kind: 'items', fetchedAt: 0, cursor: null },
        body: JSON.stringify({
          legend: { ...legend, place },
          items: [{ item: itemWith({}, [link]), updates: [] }],
        }),
      }).WORK_ITEM![0]!;
    expect(of('dev.azure.com/fabrikam')).toMatchObject({
      ...{ id: 'azure:dev.azure.com/fabrikam:12', parent: 'azure:dev.azure.com/fabrikam:7' },
      ...{ key: 'AB#12', url: 'https://dev.azure.com/fabrikam/Shop/_workitems/edit/12' },
    });
    expect(of('azure.example.com/main').id).not.toBe(of('dev.azure.com/fabrikam').id);
  });

  it('knows that instants are the same in every zone of this process', async () => {
    const steps = [step(1, CREATED, { 'System.State': [null, 'New'] })];
    const attributes = { startDate: '2026-03-02T00:00:00Z', finishDate: '2026-03-13T00:00:00Z' };
    const all = () => [
      factOf(itemWith(), steps),
      mappedSprints([{ id: 'a', name: 'One', attributes }]),
    ];
    for (const other of ['Asia/Kathmandu', 'America/Los_Angeles'])
      expect(await inTimeZone(other, all)).toEqual(all());
  });
});
