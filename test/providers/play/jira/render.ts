import type { History, Issue, Project, World } from './types.js';

export type Edition = 'CLOUD' | 'DATA_CENTER';

const indexOf = (accountId: string): string => accountId.split(':').at(-1)!;
const keyOf = (accountId: string): string => `JIRAUSER${indexOf(accountId)}`;

/** Data Center knows people by key and name. */
function serverUser(user: Readonly<Record<string, unknown>>) {
  const { accountId, accountType: _, ...rest } = user;
  const key = keyOf(String(accountId));
  return {
    ...rest,
    key,
    name: key.toLowerCase(),
    self: `https://jira.example.com/user?username=${key}`,
  };
}

const isUser = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && 'accountId' in value;

/** Data Center writes no ids of fields into histories. */
const serverHistory = ({ author, items, ...rest }: History) => ({
  ...rest,
  author: isUser(author) ? serverUser(author) : author,
  items: items.map(({ fieldId, ...item }) => {
    const isPerson = fieldId === 'assignee' || item.field === 'assignee';
    const [from, to] = [item.from, item.to].map((id) => (isPerson && id ? keyOf(id) : id));
    return { ...item, from, to };
  }),
});

const sprintText = (sprint: unknown): string => {
  const { id, state, name } = sprint as Record<string, unknown>;
  return `com.atlassian.greenhopper.service.sprint.Sprint@1f39706[id=${id},rapidViewId=1,state=${String(state).toUpperCase()},name=${name}]`;
};

/** Data Center writes sprints as texts, epics by their key, and documents as markup. */
function serverFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { parent, statuscategorychangedate: _, ...rest } = fields;
  const { subtask } = fields.issuetype as { subtask: boolean };
  const above = parent as { key: string } | undefined;
  const changed = Object.entries(rest).map(([name, value]): [string, unknown] => {
    if (isUser(value)) return [name, serverUser(value)];
    if (name === 'customfield_10020' && Array.isArray(value)) return [name, value.map(sprintText)];
    return [name, name === 'customfield_10060' ? 'h1. Accepted' : value];
  });
  return {
    ...Object.fromEntries(changed),
    ...(above && subtask ? { parent } : {}),
    customfield_10014: above && !subtask ? above.key : null,
  };
}

const chosen = (fields: Readonly<Record<string, unknown>>, wanted: readonly string[]) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => wanted.includes(name)));

/** Returns an issue with the fields that were asked for. */
export function renderIssue(issue: Issue, edition: Edition, wanted: readonly string[]) {
  const { id, key } = issue;
  const all = edition === 'CLOUD' ? issue.fields : serverFields(issue.fields);
  const version = edition === 'CLOUD' ? 3 : 2;
  const self = `https://example.atlassian.net/rest/api/${version}/issue/${id}`;
  return { expand: 'operations,changelog', id, self, key, fields: chosen(all, wanted) };
}

/** Returns the newest entries first, cut as `expand=changelog` cuts them. */
export function renderChangelog({ histories }: Issue, edition: Edition, most: number) {
  const newest = histories.toReversed().slice(0, most);
  return {
    ...{ startAt: 0, maxResults: newest.length, total: histories.length },
    histories: edition === 'CLOUD' ? newest : newest.map(serverHistory),
  };
}

export const renderUser = (world: World, edition: Edition) => {
  const [user] = world.users;
  const whole = {
    ...user!,
    self: `https://example.atlassian.net/user?accountId=${user!.accountId}`,
  };
  return edition === 'CLOUD' ? whole : serverUser(whole);
};

/** Returns a project as lists show it. */
export const listedProject = (
  { projectKeys, ...project }: Project,
  query: URLSearchParams,
): Project =>
  query.get('expand') === 'projectKeys'
    ? { ...project, projectKeys: projectKeys ?? [project.key] }
    : project;
