import type { AlignmentCategory, FetchScope } from '../../model/alignment-profile.js';
import { type Filter, matchesAny } from '../../model/filter.js';
import type { FamilyMember, WorkItemInput } from '../../model/inputs/work-input.js';
import type { Rules } from '../../model/team.js';
import { type Tree, treeOf } from './tree.js';

/** The category of what none claims. */
export const UNCATEGORISED = 0;

type Matches = (member: FamilyMember) => boolean;

type Reaches = (tree: Tree, number: number) => boolean;

/** The epics, or tops of trees, below which something matches; each tree is searched once. */
function epicsThat(isMatch: Matches): (tree: Tree) => ReadonlySet<FamilyMember | undefined> {
  const known = new Map<Tree, ReadonlySet<FamilyMember | undefined>>();
  return (tree) => {
    const epics =
      known.get(tree) ??
      new Set(tree.members.filter(isMatch).map(({ number }) => tree.epicOf(number)));
    known.set(tree, epics);
    return epics;
  };
}

/** Whether some item that matches takes the item `number` with it. */
const reaching: Record<FetchScope, (isMatch: Matches) => Reaches> = {
  MATCH_ONLY: (isMatch) => (tree, number) => tree.upwards(number).slice(0, 1).some(isMatch),
  PARENT_AND_ALL_DESCENDANTS: (isMatch) => (tree, number) => tree.upwards(number).some(isMatch),
  LEAF_DESCENDANTS_ONLY: (isMatch) => (tree, number) =>
    tree.isLeaf(number) && tree.upwards(number).some(isMatch),
  PARENT_AND_IMMEDIATE_CHILDREN: (isMatch) => (tree, number) =>
    tree.upwards(number).slice(0, 2).some(isMatch),
  EPIC_AND_ALL_DESCENDANTS(isMatch) {
    const epicsOf = epicsThat(isMatch);
    return (tree, number) => tree.upwards(number).some((member) => epicsOf(tree).has(member));
  },
};

const said = (filters: readonly Filter[]): boolean =>
  filters.some((conditions) => conditions.length > 0);

/**
 * Which items match by themselves: any of the team's filters and any of the profile's. Where one of the two says nothing the other
 * decides alone; where both do, nothing matches.
 */
function matcherOf(category: AlignmentCategory, ofTeam: readonly Filter[]): Matches {
  const sides = [ofTeam, category.scopeFilters].filter(said);
  return ({ traits }) => sides.length > 0 && sides.every((side) => matchesAny(side, traits));
}

interface Claimant {
  readonly id: number;
  readonly claims: Reaches;
}

function remembered(isMatch: Matches): Matches {
  const known = new Map<FamilyMember, boolean>();
  return (member) => {
    const answer = known.get(member) ?? isMatch(member);
    known.set(member, answer);
    return answer;
  };
}

const claimantsOf = ({ alignment, settings }: Rules): Claimant[] =>
  alignment.categories
    .toSorted((left, right) => left.rank - right.rank || left.id - right.id)
    .map((category) => {
      const ofTeam = settings.issueManagement.alignment
        .filter(({ category: id }) => id === category.id)
        .flatMap(({ filters }) => filters);
      const isMatch = remembered(matcherOf(category, ofTeam));
      return { id: category.id, claims: reaching[category.fetchScope](isMatch) };
    });

/** The family as it was told, and with the item itself where it was not told. */
function familyOf({ family, number, parent, traits }: WorkItemInput): readonly FamilyMember[] {
  const isReported = family.some((member) => member.number === number);
  return isReported ? family : [...family, { number, parent, traits }];
}

/** An item in its tree, and the id of the best ranked category that claims it, whether it matches or is taken along. */
export interface Claimed {
  readonly category: number;
  readonly isLeaf: boolean;
  /** Number of the nearest epic above it; null where there is none. */
  readonly epic: number | null;
}

/** Tells of items which category has them. Families that several items share are read once. */
export function createClaims(rules: Rules): (item: WorkItemInput) => Claimed {
  const claimants = claimantsOf(rules);
  const trees = new Map<readonly FamilyMember[], Tree>();
  return (item) => {
    const family = familyOf(item);
    const tree = trees.get(family) ?? treeOf(family);
    trees.set(family, tree);
    const claimant = claimants.find(({ claims }) => claims(tree, item.number));
    return {
      category: claimant?.id ?? UNCATEGORISED,
      isLeaf: tree.isLeaf(item.number),
      epic: tree.epicAbove(item.number)?.number ?? null,
    };
  };
}
