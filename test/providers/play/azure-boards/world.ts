/** A node of the tree of areas or of iterations. */
export interface PlayNode {
  readonly id: number;
  readonly identifier: string;
  name: string;
  readonly structureType: 'area' | 'iteration';
  readonly children: PlayNode[];
  startDate?: string;
  finishDate?: string;
}
export interface PlayTeam {
  readonly id: string;
  readonly name: string;
  /** Identifiers of the iterations that it has chosen. */
  iterations: string[];
}
export interface PlayType {
  name: string;
  readonly referenceName: string;
  readonly states: { name: string; category: string }[];
}
export interface PlayTag {
  readonly id: string;
  name: string;
}
export interface PlayProject {
  readonly id: string;
  name: string;
  readonly areas: PlayNode;
  readonly iterations: PlayNode;
  readonly types: PlayType[];
  readonly tags: PlayTag[];
  readonly teams: PlayTeam[];
}
export interface Relation {
  readonly rel: string;
  readonly url: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}
export interface FieldChange {
  readonly oldValue?: unknown;
  readonly newValue?: unknown;
}
/** A step of a history, in the shape of the recordings. */
export interface PlayUpdate {
  readonly id: number;
  readonly workItemId: number;
  readonly rev: number;
  readonly revisedBy: unknown;
  revisedDate: string;
  fields?: Record<string, FieldChange>;
  readonly relations?: {
    readonly added?: readonly Relation[];
    readonly removed?: readonly Relation[];
  };
  readonly url: string;
}
export interface PlayItem {
  readonly id: number;
  rev: number;
  project: string;
  /** Fields by name, without those that a tree or a list names: area, iteration, tags and type. */
  fields: Record<string, unknown>;
  area: number;
  iteration: number;
  tags: string[];
  type: string;
  relations: Relation[];
  updates: PlayUpdate[];
  watermark: number;
  isDeleted: boolean;
}
/** A change of a link between items, which is in a list of its own. */
export interface LinkChange {
  readonly watermark: number;
  readonly rel: string;
  readonly sourceId: number;
  readonly targetId: number;
  readonly changedDate: string;
  readonly isActive: boolean;
}
export interface Identity {
  readonly displayName: string;
  readonly id: string;
  readonly uniqueName: string;
  readonly descriptor: string;
}
/** The state of the play server. */
export interface World {
  /** The time on the organisation's clock. */
  now: number;
  readonly people: readonly Identity[];
  readonly projects: PlayProject[];
  readonly items: Map<number, PlayItem>;
  readonly links: LinkChange[];
  nextItem: number;
  nextNode: number;
  watermark: number;
  /** Scopes that the token lacks, and `teams`. */
  readonly lacking: Set<string>;
  /** Projects that the token does not see, by id. */
  readonly hidden: Set<string>;
  /** Items of an area that the token may not see. */
  readonly unseen: Set<number>;
  /** How many values a batch of a report has. */
  batch: number;
  /** The item whose record lacks what it needs. */
  malformed: number | null;
}

export const COLLECTION = 'DefaultCollection';
/** Addresses inside answers; nothing asks them. */
export const BASE = `https://azure.example.com/${COLLECTION}`;
export const STILL = '9999-01-01T00:00:00Z';

export const timeOf = (at: number): string => new Date(at).toISOString();

export const projectOf = (world: World, word: string): PlayProject | undefined =>
  world.projects.find(
    ({ id, name }) =>
      !world.hidden.has(id) && [id, name].some((one) => one.toLowerCase() === word.toLowerCase()),
  );

/** Every node of a tree with its path. */
export function nodesOf(root: PlayNode, above = ''): { node: PlayNode; path: string }[] {
  const path = above === '' ? root.name : `${above}\\${root.name}`;
  return [{ node: root, path }, ...root.children.flatMap((child) => nodesOf(child, path))];
}

/** The path of a node, with the project's own name as its root. */
export function pathOf(project: PlayProject, id: number): string {
  const trees = [project.areas, project.iterations].flatMap((root) =>
    nodesOf({ ...root, name: project.name }),
  );
  return trees.find(({ node }) => node.id === id)?.path ?? project.name;
}
