import { type Filter, matchesAny } from '../../model/filter.js';
import type { FamilyMember, WorkItemInput } from '../../model/inputs/work-input.js';
import type { AlignmentCategory, FetchScope } from '../../model/profile/alignment-profile.js';
import type { Rules } from '../../model/team.js';
import { type Tree, treeOf } from './tree.js';

/** The category of items that no category claims. */
export const UNCATEGORISED = 0;

type Matches = (member: FamilyMember) => boolean;

type Reaches = (tree: Tree, number: number) => boolean;

/**
 * Returns a function that finds the epics, or the tops of trees, below which something matches.
 * Each tree is searched once.
 */
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

/** For each fetch scope, true if a matching item takes the item `number` with it. */
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
 * Returns a function that says if an item matches by itself: by any filter of the team and any of
 * the profile. If one of the two has no conditions, the other decides alone. If neither has any,
 * nothing matches.
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

/** Returns the family as it was reported. If the item itself is missing there, it is added. */
function familyOf({ family, number, parent, traits }: WorkItemInput): readonly FamilyMember[] {
  const isReported = family.some((member) => member.number === number);
  return isReported ? family : [...family, { number, parent, traits }];
}

/**
 * An item in its tree, with the id of the best ranked category that claims it. A category claims
 * items that match, and the relatives that these take with them.
 */
export interface Claimed {
  readonly category: number;
  readonly isLeaf: boolean;
  /** Number of the nearest epic above it; null if there is none. */
  readonly epic: number | null;
}

/**
 * Creates a function that finds the category of an item. A family that several items share is read
 * once.
 */
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
