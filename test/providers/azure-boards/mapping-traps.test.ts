import { describe, expect, it } from 'vitest';
import { ada, CHANGED, CREATED, factOf, itemWith, legend, mappedSprints, step } from './made.js';

const at = (text: string): number => Date.parse(text);
const MARCH_2 = '2026-03-02T08:00:00Z';
const MARCH_3 = '2026-03-03T08:00:00Z';
const POINTS = 'Microsoft.VSTS.Scheduling.StoryPoints';

describe('traps of Azure Boards, where its answers are mapped', () => {
  it('azure-boards 5: 9999 means still and 0001 never', () => {
    const never = '0001-01-01T00:00:00Z';
    const { SPRINT } = mappedSprints([
      { id: 'a', name: 'One', attributes: { startDate: never, finishDate: never } },
    ]);
    expect(SPRINT).toMatchObject([{ startAt: null, endAt: null, state: 'FUTURE' }]);
    const { statusHistory } = factOf(itemWith(), [
      step(1, CREATED, { 'System.State': [null, 'New'] }),
      step(2, MARCH_2, { 'System.State': ['New', 'Active'] }),
    ]);
    expect(statusHistory.map((one) => one.at)).toEqual([at(CREATED), at(MARCH_2)]);
  });

  it('azure-boards 6: words come in any case', () => {
    const states = { 'User Story': { Active: 'inprogress', Closed: 'COMPLETED', New: 'proposed' } };
    const category = (state: string) =>
      factOf(itemWith({ 'System.State': state }), [], { states }).statusCategory;
    expect(['New', 'Active', 'Closed'].map(category)).toEqual(['TODO', 'IN_PROGRESS', 'DONE']);
    const sprint = (timeFrame: string) => ({ id: 'a', name: 'One', attributes: { timeFrame } });
    const { SPRINT } = mappedSprints(['Past', 'CURRENT', 'future'].map(sprint));
    expect(SPRINT!.map(({ state }) => state)).toEqual(['CLOSED', 'ACTIVE', 'FUTURE']);
  });

  it('azure-boards 7: people are objects, texts, groups, or absent', () => {
    const assigneeOf = (value: unknown) =>
      factOf(itemWith({ 'System.AssignedTo': value })).assignee;
    expect(assigneeOf(ada)).toEqual({
      ...{ applicationType: 'AZURE_DEVOPS', id: 'd291b0c4-a05c-4ea6-8df1-4b41d5f39eff' },
      ...{ name: 'Ada', email: 'ada@example.com' },
    });
    expect(assigneeOf('Ada <ada@example.com>')).toMatchObject({
      ...{ id: 'ada@example.com', name: 'Ada', email: 'ada@example.com' },
    });
    expect(assigneeOf(undefined)).toBeNull();
    expect(assigneeOf({ ...ada, isContainer: true })).toMatchObject({ id: '', name: null });
    const domain = { ...ada, uniqueName: 'FABRIKAM\\ada' };
    expect(assigneeOf(domain)).toMatchObject({ name: 'Ada', email: null });
    const service = { ...ada, descriptor: 'svc.MjQ0' };
    expect(assigneeOf(service)).toMatchObject({ bot: true, email: null });
    const { assigneeHistory } = factOf(itemWith(), [
      step(1, CREATED, { 'System.AssignedTo': [null, null] }),
      step(2, MARCH_2, { 'System.AssignedTo': [null, ada] }),
      step(3, MARCH_3, { 'System.AssignedTo': ['Ada <ada@example.com>', null] }),
    ]);
    expect(assigneeHistory.map(({ assignee }) => assignee?.name)).toEqual([
      ...[undefined, 'Ada', undefined],
    ]);
  });

  it('azure-boards 12: a step of links alone has no fields, and revisedDate dates nothing else', () => {
    const above = (id: number) => ({
      ...{ rel: 'System.LinkTypes.Hierarchy-Reverse', attributes: {} },
      url: `https://dev.azure.com/fabrikam/_apis/wit/workItems/${id}`,
    });
    const updates = [
      step(3, MARCH_3, { 'System.State': ['Active', 'Closed'] }, { id: 4 }),
      step(2, null, {}, { id: 3, relations: { added: [above(7)] } }),
      step(1, CREATED, { 'System.State': [null, 'New'] }, { revisedDate: MARCH_2 }),
      step(2, MARCH_2, { 'System.State': ['New', 'Active'] }, { revisedDate: MARCH_3 }),
    ];
    const fact = factOf(itemWith({ 'System.State': 'Closed' }, [above(7)]), updates);
    expect(fact.statusHistory.map((one) => [one.at, one.status])).toEqual([
      [at(CREATED), 'New'],
      [at(MARCH_2), 'Active'],
      [at(MARCH_3), 'Closed'],
    ]);
    expect(fact.resolvedAt).toBe(at(MARCH_3));
    expect(fact.parent).toBe('7');
    expect(fact.parentHistory).toEqual([
      { at: at(CREATED), parent: null },
      { at: at(MARCH_2), parent: '7' },
    ]);
  });

  it('azure-boards 12: newer steps name the parent as a field too, and count once', () => {
    const link = {
      ...{ rel: 'System.LinkTypes.Hierarchy-Reverse', attributes: {} },
      url: 'https://dev.azure.com/fabrikam/_apis/wit/workItems/7',
    };
    const { parentHistory } = factOf(itemWith({}, [link]), [
      step(1, CREATED, { 'System.Parent': [null, 6] }),
      step(2, MARCH_2, { 'System.Parent': [6, 7] }, { relations: { added: [link] } }),
      step(3, MARCH_3, { [POINTS]: [null, 3] }),
    ]);
    expect(parentHistory).toEqual([
      { at: at(CREATED), parent: '6' },
      { at: at(MARCH_2), parent: '7' },
    ]);
  });

  it('azure-boards 15: a state counts as the type of then has it, and a lost state as its namesake', () => {
    const states = { ...legend.states, Bug: { Closed: 'Completed', Active: 'Proposed' } };
    const { statusHistory } = factOf(
      itemWith({ 'System.State': 'Closed' }),
      [
        step(1, CREATED, {
          'System.State': [null, 'Active'],
          'System.WorkItemType': [null, 'Bug'],
        }),
        step(2, MARCH_2, { 'System.WorkItemType': ['Bug', 'User Story'] }),
        step(3, MARCH_3, { 'System.State': ['Active', 'Done'] }),
        step(4, CHANGED, { 'System.State': ['Done', 'Nobody has it'] }),
      ],
      { states },
    );
    expect(statusHistory.map(({ category }) => category)).toEqual(['TODO', 'DONE', 'IN_PROGRESS']);
  });
});
