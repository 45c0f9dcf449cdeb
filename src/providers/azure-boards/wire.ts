import { z } from 'zod';
import { isoInstant, looseIsoInstant } from '../wire-values.js';

/** Responses of Azure Boards, in the parts that are read. Nearly everything may be null or absent. */
const relation = z.object({ rel: z.string().nullish(), url: z.string().nullish() });
const relations = z.array(relation).nullish();
export type WireRelation = z.infer<typeof relation>;

/** Names of fields, as every process and language has them. */
export const fieldNames = {
  project: 'System.TeamProject',
  type: 'System.WorkItemType',
  state: 'System.State',
  reason: 'System.Reason',
  title: 'System.Title',
  area: 'System.AreaPath',
  iteration: 'System.IterationId',
  tags: 'System.Tags',
  assignee: 'System.AssignedTo',
  created: 'System.CreatedDate',
  changed: 'System.ChangedDate',
  parent: 'System.Parent',
  priority: 'Microsoft.VSTS.Common.Priority',
  isDeleted: 'System.IsDeleted',
} as const;

const text = z.string().nullish();

export const wireItem = z.object({
  id: z.number(),
  fields: z.object({
    [fieldNames.project]: z.string().min(1),
    [fieldNames.type]: z.string().min(1),
    [fieldNames.state]: z.string().min(1),
    [fieldNames.reason]: text,
    [fieldNames.title]: text,
    [fieldNames.area]: text,
    [fieldNames.tags]: text,
    [fieldNames.priority]: z.union([z.string(), z.number()]).nullish(),
    [fieldNames.assignee]: z.unknown().optional(),
    [fieldNames.created]: isoInstant,
    [fieldNames.changed]: isoInstant,
  }),
  relations,
});
export type WireItem = z.infer<typeof wireItem>;

/** One step of the history of an item: changed fields, changed links, or both. */
export const wireUpdate = z.object({
  id: z.number(),
  rev: z.number(),
  /** Until when the revision held; of a step of links alone, when it was made. */
  revisedDate: looseIsoInstant,
  fields: z
    .record(z.string(), z.object({ oldValue: z.unknown(), newValue: z.unknown() }).partial())
    .nullish(),
  relations: z.object({ added: relations, removed: relations }).nullish(),
});
export type WireUpdate = z.infer<typeof wireUpdate>;

/** An iteration that a team has chosen. */
export const wireIteration = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  attributes: z
    .object({
      startDate: looseIsoInstant,
      finishDate: looseIsoInstant,
      timeFrame: text,
    })
    .nullish(),
});
export type WireIteration = z.infer<typeof wireIteration>;

/** Everything that the records of a page are read with, kept with each page. */
export interface Legend {
  /** The organisation, which the ids of facts hold. */
  readonly place: string;
  /** The address that people open. */
  readonly web: string;
  /** Category of each state, by the name of the type and that of the state. */
  readonly states: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Names of the types that are parts of others. */
  readonly taskTypes: readonly string[];
  /** Id of the sprint by the number of its node; null: the backlog of a project. Numbers of iterations that are no more are absent. */
  readonly iterations: Readonly<Record<string, string | null>>;
  /** Fields that hold estimates; the first that is filled counts. */
  readonly points: readonly string[];
  /** Names of further fields, by their reference names. */
  readonly custom: Readonly<Record<string, string>>;
  /** True if what is resolved counts as done. */
  readonly isResolvedDone: boolean;
}

/** An item as it is, with the steps of its history. */
export interface ItemNode {
  readonly item: unknown;
  readonly updates: readonly unknown[];
}
export interface ItemsBody {
  readonly legend: Legend;
  readonly items: readonly ItemNode[];
}
export interface SprintsBody {
  readonly place: string;
  readonly sprints: readonly unknown[];
}
export interface GoneBody {
  readonly place: string;
  readonly gone: readonly {
    readonly kind: 'WORK_ITEM' | 'SPRINT';
    readonly id: string;
    readonly at: number;
  }[];
}
