import type { Board, Project, Sprint, Status, User, Version } from './types.js';

/** Categories by id, with a namesake of a team-managed project and a name in another language. */
export const statuses: readonly Status[] = [
  { id: '10000', name: 'To Do', category: 'new' },
  { id: '3', name: 'In Progress', category: 'indeterminate' },
  { id: '10001', name: 'In Review', category: 'indeterminate' },
  { id: '10002', name: 'Done', category: 'done' },
  { id: '10052', name: 'Done', category: 'done' },
  { id: '10068', name: '已完成', category: 'done' },
];
/** Types of issues by their names. */
export const typeIds: Readonly<Record<string, string>> = {
  ...{ Epic: '10000', Story: '10001', Bug: '10002', 'Sub-task': '10003' },
};
/** Histories name it, but no list does any more. */
export const deletedStatus = { id: '10029', name: 'Ready for Dev' };

const greenhopper = 'com.pyxis.greenhopper.jira';
const usual = 'com.atlassian.jira.plugin.system.customfieldtypes';
const system = (id: string, name: string, type: string) => ({
  ...{ id, key: id, name, custom: false, orderable: true, navigable: true, searchable: true },
  ...{ clauseNames: [id], schema: { type, system: id } },
});
const custom = (number: number, name: string, type: string, plugin: string) => ({
  ...{ id: `customfield_${number}`, key: `customfield_${number}`, name, custom: true },
  ...{ orderable: true, navigable: true, searchable: true, clauseNames: [`cf[${number}]`, name] },
  schema: { type, custom: plugin, customId: number },
});
export const fields: readonly Record<string, unknown>[] = [
  system('summary', 'Summary', 'string'),
  system('status', 'Status', 'status'),
  system('issuetype', 'Issue Type', 'issuetype'),
  system('project', 'Project', 'project'),
  system('assignee', 'Assignee', 'user'),
  system('priority', 'Priority', 'priority'),
  system('resolution', 'Resolution', 'resolution'),
  system('labels', 'Labels', 'array'),
  system('components', 'Components', 'array'),
  system('fixVersions', 'Fix versions', 'array'),
  system('created', 'Created', 'datetime'),
  system('updated', 'Updated', 'datetime'),
  system('statuscategorychangedate', 'Status Category Changed', 'datetime'),
  system('description', 'Description', 'string'),
  custom(10028, 'Story Points', 'number', `${usual}:float`),
  custom(10016, 'Story point estimate', 'number', `${greenhopper}:jsw-story-points`),
  custom(10020, 'Sprint', 'array', `${greenhopper}:gh-sprint`),
  custom(10014, 'Epic Link', 'any', `${greenhopper}:gh-epic-link`),
  custom(10019, 'Rank', 'any', `${greenhopper}:gh-lexo-rank`),
  custom(10001, 'Team', 'any', 'com.atlassian.teams:rm-teams-custom-field-team'),
  custom(10005, 'Change type', 'option', `${usual}:select`),
  custom(10060, 'Acceptance', 'string', `${usual}:textarea`),
];

/** Privacy empties an address; one account is an app, one was deleted. */
export const makeUsers = (zone: string): User[] =>
  Array.from({ length: 8 }, (_, index) => ({
    accountId: `712020:${String(index + 1).padStart(4, '0')}`,
    accountType: index === 6 ? 'app' : 'atlassian',
    displayName: index === 7 ? 'Former user' : `Person ${index + 1}`,
    emailAddress: index % 3 === 2 || index === 7 ? '' : `person-${index + 1}@example.com`,
    active: index !== 7,
    timeZone: zone,
  }));

export const makeProjects = (): Project[] => [
  { id: '10010', key: 'SHOP', name: 'Shop' },
  { id: '10011', key: 'PAY', name: 'Payments' },
  { id: '10012', key: 'OPS', name: 'Operations' },
];

/** The second board of the shop lists the same sprints; a kanban board has none. */
export const makeBoards = (): Board[] => [
  { id: 1, name: 'Shop board', type: 'scrum', project: '10010', estimation: 'customfield_10028' },
  { id: 2, name: 'Shop triage', type: 'scrum', project: '10010', estimation: null },
  { id: 3, name: 'Payments', type: 'simple', project: '10011', estimation: 'customfield_10016' },
  { id: 4, name: 'Operations', type: 'kanban', project: '10012', estimation: null },
];

const DAY = 86_400_000;
const SPRINTS = 8;

/** Two weeks each, the last but one active, the last to come. */
export function makeSprints(now: number): Map<number, Sprint> {
  const sprints = Array.from({ length: SPRINTS }, (_, index): Sprint => {
    const start = now - (SPRINTS - 2 - index) * 14 * DAY - 7 * DAY;
    const [startDate, endDate] = [start, start + 14 * DAY].map((at) => new Date(at).toISOString());
    const own = {
      id: 15 + index,
      name: `SHOP Sprint ${index + 1}, ${index % 2}`,
      originBoardId: 1,
    };
    if (index === SPRINTS - 1) return { ...own, state: 'future' };
    if (index === SPRINTS - 2)
      return { ...own, state: 'active', startDate: startDate!, endDate: endDate! };
    return {
      ...own,
      state: 'closed',
      startDate: startDate!,
      endDate: endDate!,
      completeDate: endDate!,
    };
  });
  return new Map(sprints.map((sprint) => [sprint.id, sprint]));
}

export const makeVersions = (now: number): Version[] =>
  [1, 2, 3].map((number) => ({
    id: String(10_000 + number),
    name: `1.${number}`,
    released: number < 3,
    releaseDate: new Date(now - (3 - number) * 30 * DAY).toISOString().slice(0, 10),
    projectId: 10_010,
  }));

/** Issues call the board of a sprint otherwise than boards do. */
export const sprintOf = ({ originBoardId: boardId, ...sprint }: Sprint) => ({ ...sprint, boardId });
