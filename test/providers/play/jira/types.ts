/** The state of the play server, which answers in the form of Jira Cloud, which Data Center's are made of. */
export interface User {
  readonly accountId: string;
  readonly accountType: string;
  readonly displayName: string;
  readonly emailAddress: string;
  readonly active: boolean;
  readonly timeZone: string;
}
export interface Status {
  readonly id: string;
  readonly name: string;
  readonly category: 'new' | 'indeterminate' | 'done';
}
export interface ChangeItem {
  readonly field: string;
  readonly fieldtype: string;
  readonly fieldId?: string;
  readonly from: string | null;
  readonly fromString: string | null;
  readonly to: string | null;
  readonly toString: string | null;
}
export interface History {
  readonly id: string;
  readonly author: unknown;
  readonly created: string;
  readonly items: readonly ChangeItem[];
}
export interface Issue {
  readonly id: string;
  key: string;
  fields: Record<string, unknown>;
  /** The oldest first. */
  histories: History[];
}
export interface Project {
  readonly id: string;
  key: string;
  name: string;
  /** All that lead to it, in order; default: the key alone. */
  projectKeys?: readonly string[];
}
export interface Sprint {
  readonly id: number;
  name: string;
  state: string;
  startDate?: string;
  endDate?: string;
  completeDate?: string;
  readonly originBoardId: number;
}
export interface Board {
  readonly id: number;
  name: string;
  readonly type: 'scrum' | 'kanban' | 'simple';
  readonly project: string;
  readonly estimation: string | null;
}
export interface Version {
  readonly id: string;
  name: string;
  released: boolean;
  releaseDate?: string;
  readonly projectId: number;
}
export interface World {
  /** The address that people open; `https://example.atlassian.net` by default. */
  address?: string;
  /** The time on the site's clock. */
  now: number;
  readonly statuses: Status[];
  readonly fields: Record<string, unknown>[];
  readonly users: User[];
  readonly projects: Project[];
  readonly boards: Board[];
  readonly sprints: Map<number, Sprint>;
  readonly versions: Version[];
  readonly issues: Map<string, Issue>;
  /** Keys of moved issues, which still lead to them. */
  readonly formerKeys: Map<string, string>;
  /** Ids of issues that search does not show yet. */
  readonly unindexed: Set<string>;
  /** Ids of projects that the account may not browse. */
  readonly hidden: Set<string>;
  nextId: number;
}
