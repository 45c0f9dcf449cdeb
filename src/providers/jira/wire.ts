import { z } from 'zod';
import { isoInstant, looseIsoInstant, wireId } from '../wire-values.js';

/** Jira's answers, in the parts that are read. Nearly everything may be null or absent. */
const named = z.object({ name: z.string() });

export const wireUser = z.object({
  /** Cloud. */
  accountId: z.string().nullish(),
  accountType: z.string().nullish(),
  /** Data Center. */
  key: z.string().nullish(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  emailAddress: z.string().nullish(),
  deleted: z.boolean().nullish(),
});
export type WireUser = z.infer<typeof wireUser>;

/** One field that an entry of the history changed; empty texts are null. */
export interface ChangeItem {
  readonly field: string;
  readonly fieldId: string | null;
  readonly from: string | null;
  readonly fromString: string | null;
  readonly to: string | null;
  readonly toString: string | null;
}

/** `toString` shadows what every object has, so only own properties count. */
function ownText(item: object, key: string): string | null {
  const value: unknown = Object.hasOwn(item, key) ? (item as Record<string, unknown>)[key] : null;
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}
export function changeItemOf(given: unknown): ChangeItem | null {
  if (given === null || typeof given !== 'object') return null;
  const field = ownText(given, 'field');
  const fieldId = ownText(given, 'fieldId');
  if (field === null && fieldId === null) return null;
  return {
    field: field ?? fieldId ?? '',
    fieldId,
    from: ownText(given, 'from'),
    fromString: ownText(given, 'fromString'),
    to: ownText(given, 'to'),
    toString: ownText(given, 'toString'),
  };
}

export const wireHistory = z.object({
  id: wireId.nullish(),
  author: wireUser.nullish().catch(null),
  created: isoInstant,
  items: z.array(z.unknown()).nullish(),
});
export type WireHistory = z.infer<typeof wireHistory>;

const status = z.object({
  id: wireId,
  name: z.string(),
  statusCategory: z.object({ key: z.string() }).nullish(),
});
export const wireIssue = z.object({
  id: wireId,
  key: z.string().min(1),
  fields: z.object({
    summary: z.string().nullish(),
    status,
    issuetype: z.object({ name: z.string(), subtask: z.boolean().nullish() }),
    project: z.object({ id: wireId, key: z.string() }),
    created: isoInstant,
    updated: isoInstant,
    statuscategorychangedate: looseIsoInstant,
    resolution: named.nullish(),
    priority: named.nullish(),
    labels: z.array(z.string()).nullish(),
    components: z.array(named).nullish(),
    fixVersions: z.array(named).nullish(),
    parent: z.object({ id: wireId }).nullish(),
    assignee: wireUser.nullish(),
    creator: wireUser.nullish().catch(null),
    reporter: wireUser.nullish().catch(null),
  }),
  changelog: z
    .object({ total: z.number().nullish(), histories: z.array(z.unknown()).nullish() })
    .nullish(),
});
export type WireIssue = z.infer<typeof wireIssue>;

export const wireSprint = z.object({
  id: wireId,
  name: z.string().min(1),
  state: z.string(),
  startDate: looseIsoInstant,
  activatedDate: looseIsoInstant,
  endDate: looseIsoInstant,
  completeDate: looseIsoInstant,
});
export type WireSprint = z.infer<typeof wireSprint>;

export const wireVersion = z.object({
  id: wireId,
  name: z.string().min(1),
  released: z.boolean().nullish(),
  /** A day without a zone. */
  releaseDate: z.string().nullish(),
});
export type WireVersion = z.infer<typeof wireVersion>;

/** Something that issues show by its name: a status, a version, a priority. */
export interface Named {
  readonly id: string;
  /** All that issues show of it. */
  readonly shown: unknown;
  /** The project that alone uses it; null: any may. */
  readonly project: string | null;
}

export interface FieldName {
  readonly id: string;
  readonly name: string;
}

/**
 * The data needed to read the records of a page, kept with each page: statuses, and the meaning of
 * fields.
 */
export interface Legend {
  readonly edition: 'CLOUD' | 'DATA_CENTER';
  /** The address that people open. */
  readonly site: string;
  /** Where the API lies, which stays when the site is renamed. */
  readonly place: string;
  /** Time zone of the token's user. */
  readonly zone: string;
  /** Name and key of the category by the id of the status. */
  readonly statuses: Readonly<Record<string, readonly [name: string, category: string]>>;
  readonly sprints: readonly FieldName[];
  readonly epics: readonly FieldName[];
  readonly parents: readonly FieldName[];
  /** Candidates of the whole site, the first filled one counts. */
  readonly points: readonly FieldName[];
  /** Keys that projects had before they were renamed, by the id of the project. */
  readonly formerKeys: Readonly<Record<string, readonly string[]>>;
  /** Estimation fields of boards, which come first, by the id of the project. */
  readonly pointsOf: Readonly<Record<string, readonly string[]>>;
  readonly custom: readonly FieldName[];
}

export interface IssuesBody {
  readonly legend: Legend;
  readonly issues: readonly unknown[];
  /** Cloud: the histories, which come apart from the issues. */
  readonly changelogs?: readonly { readonly issueId: string; readonly changeHistories: unknown }[];
  /** Ids of epics that issues name by key alone. */
  readonly epicIds?: Readonly<Record<string, string>>;
}
export interface SprintsBody {
  readonly place: string;
  readonly sprints: readonly unknown[];
}
export interface VersionsBody {
  readonly project: string;
  readonly site: string;
  readonly place: string;
  readonly zone: string;
  readonly versions: readonly unknown[];
}
export interface GoneBody {
  readonly place: string;
  readonly gone: readonly {
    readonly kind: 'WORK_ITEM' | 'SPRINT' | 'VERSION';
    readonly id: string;
    readonly at: number;
  }[];
}
