import type { Anchor, Nobody } from '../model/inputs/input-base.js';
import type { AnchorKind, Anchors } from '../model/inputs/metric-input.js';
import type { Instant } from '../model/time.js';

const listOf = {
  commit: 'commits',
  change: 'changes',
  release: 'releases',
  pullRequest: 'pullRequests',
  workItem: 'workItems',
  run: 'runs',
  incident: 'incidents',
  changeRequest: 'changeRequests',
  sprint: 'sprints',
  version: 'versions',
} as const satisfies Record<AnchorKind, keyof Anchors>;

/** A fact that would count, had it been somebody's. */
export interface NobodysFact {
  readonly anchor: Anchor;
  readonly at: Instant;
  readonly reason: Nobody;
}
export interface ApartFromNobodys {
  readonly anchors: Anchors;
  readonly nobodys: readonly NobodysFact[];
}

/**
 * Returns the anchors of people, and what is nobody's at the instant by which the metric counts it. What lacks that instant would
 * count nowhere and is not named.
 */
export function apartFromNobodys(
  anchors: Anchors,
  instants: { readonly [Kind in AnchorKind]?: string },
): ApartFromNobodys {
  const kinds = Object.keys(instants) as AnchorKind[];
  const all = kinds.flatMap((kind) =>
    anchors[listOf[kind]].flatMap((anchor: Anchor): NobodysFact[] => {
      const at = (anchor as unknown as Readonly<Record<string, Instant | null>>)[instants[kind]!];
      return anchor.nobody && typeof at === 'number' ? [{ anchor, at, reason: anchor.nobody }] : [];
    }),
  );
  const isSomebodys = ({ nobody }: Anchor): boolean => nobody === undefined;
  const lists = kinds
    .map((kind) => listOf[kind])
    .filter((list) => !anchors[list].every(isSomebodys))
    .map((list) => [list, anchors[list].filter(isSomebodys)] as const);
  if (lists.length === 0) return { anchors, nobodys: all };
  return { anchors: { ...anchors, ...Object.fromEntries(lists) }, nobodys: all };
}
