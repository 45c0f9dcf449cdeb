import { fields } from './company.js';
import type { Board, History, Issue, Project, Sprint, Status, User, World } from './types.js';

/** Recorded elements, as they came. */
export interface Recordings {
  readonly issues: readonly Record<string, unknown>[];
  readonly statuses: readonly Record<string, unknown>[];
  readonly users: readonly Record<string, unknown>[];
  readonly projects: readonly Record<string, unknown>[];
  readonly sprints: readonly Record<string, unknown>[];
  readonly fields?: readonly Record<string, unknown>[];
}

interface RawIssue {
  readonly id: string;
  readonly key: string;
  readonly fields: Record<string, unknown>;
  readonly changelog: { readonly histories: readonly History[] };
}

const issueOf = (given: Record<string, unknown>): Issue => {
  const { id, key, fields: own, changelog } = given as unknown as RawIssue;
  return { id, key, fields: { ...own }, histories: changelog.histories.toReversed() };
};
const statusOf = (given: Record<string, unknown>): Status => {
  const { id, name, statusCategory } = given as unknown as {
    readonly id: string;
    readonly name: string;
    readonly statusCategory: { readonly key: Status['category'] };
  };
  return { id, name, category: statusCategory.key };
};

/** A world of recorded elements alone; the board that lists the sprints is made of them. */
export function recordedWorld(recordings: Recordings, now: number): World {
  const issues = recordings.issues.map(issueOf);
  const sprints = recordings.sprints as unknown as readonly Sprint[];
  const [first] = issues;
  const { id: home } = first!.fields.project as Project;
  const board: Board = { id: 8, name: 'EE', type: 'scrum', project: home, estimation: null };
  return {
    ...{ now, nextId: 1_000_000, boards: [board], versions: [] },
    statuses: recordings.statuses.map(statusOf),
    fields: [...(recordings.fields ?? fields)],
    users: recordings.users as unknown as User[],
    projects: recordings.projects as unknown as Project[],
    sprints: new Map(sprints.map((sprint) => [sprint.id, sprint])),
    issues: new Map(issues.map((issue) => [issue.id, issue])),
    ...{ formerKeys: new Map(), unindexed: new Set(), hidden: new Set() },
  };
}
