import type { OrgNode } from '../../model/org-node.js';
import { type Forest, forestOf, type Person } from './forest.js';

/** A node to be, before it has a number. The root comes first and parents before their children. */
export interface PlannedNode
  extends Omit<OrgNode, 'number' | 'tree' | 'parent' | 'archivedAt' | 'createdAt' | 'updatedAt'> {
  /** Key of the node above; null for the root. */
  readonly parent: string | null;
  /** Developer numbers of a team's members, ascending; empty above teams. */
  readonly members: readonly number[];
}

/** Deeper managers are folded into the team at this depth; the root has depth 0. */
export const MAXIMUM_DEPTH = 20;

/** `/` joins the names of a path, so inside a name it becomes the division slash U+2215. */
const nodeName = (name: string): string => name.replaceAll('/', '∕');

const ascending = (numbers: Iterable<number>) => [...numbers].sort((left, right) => left - right);

interface Place {
  readonly parent: PlannedNode;
  /** Names that more than one sibling bears. */
  readonly shared: ReadonlySet<string>;
}

function namedIn({ shared }: Place, person: Person): string {
  const name = nodeName(person.name);
  return shared.has(name) ? `${name} (${nodeName(person.email)})` : name;
}

type Draft = Omit<PlannedNode, 'parent' | 'path' | 'depth' | 'members'> & {
  readonly members?: readonly number[];
};

const placed = ({ parent }: Place, draft: Draft): PlannedNode => ({
  members: [],
  ...draft,
  parent: parent.key,
  path: `${parent.path}/${draft.name}`,
  depth: parent.depth + 1,
});

function sharedNames(people: readonly Person[]): Set<string> {
  const groups = Map.groupBy(people, (person) => nodeName(person.name));
  return new Set([...groups].filter(([, group]) => group.length > 1).map(([name]) => name));
}

/** Everybody below a manager who manages nobody. */
function membersBelow(forest: Forest, manager: Person): number[] {
  return forest
    .reportsOf(manager)
    .flatMap((report) => (forest.manages(report) ? membersBelow(forest, report) : [report.number]));
}

function directReports(place: Place, manager: Person, members: readonly number[]): PlannedNode {
  return placed(place, {
    key: `reports:${manager.number}`,
    name: `${nodeName(manager.name)} (direct reports)`,
    isTeam: true,
    synthetic: true,
    unplaced: false,
    manager: manager.number,
    members,
  });
}

function managerNodes(forest: Forest, place: Place, manager: Person): PlannedNode[] {
  const reports = forest.reportsOf(manager);
  const managers = reports.filter(forest.manages);
  const isTeam = managers.length === 0 || place.parent.depth + 1 >= MAXIMUM_DEPTH;
  const node = placed(place, {
    key: `manager:${manager.number}`,
    name: namedIn(place, manager),
    isTeam,
    synthetic: false,
    unplaced: forest.isDetached(manager),
    manager: manager.number,
    members: isTeam ? ascending(membersBelow(forest, manager)) : [],
  });
  if (isTeam) return [node];
  const below: Place = { parent: node, shared: sharedNames(managers) };
  const others = reports.filter((report) => !forest.manages(report)).map(({ number }) => number);
  return [
    node,
    ...managers.flatMap((report) => managerNodes(forest, below, report)),
    ...(others.length > 0 ? [directReports(below, manager, ascending(others))] : []),
  ];
}

/** A developer without manager and reports is a team of one, so that nobody is lost. */
const loneNode = (place: Place, person: Person): PlannedNode =>
  placed(place, {
    key: `person:${person.number}`,
    name: namedIn(place, person),
    isTeam: true,
    synthetic: false,
    unplaced: true,
    manager: null,
    members: [person.number],
  });

/**
 * Returns the tree by managers: every manager is a node. Managers of nobody but individual
 * contributors are teams, and their direct reports the members; a manager is no member. Siblings
 * come by name, then e-mail.
 */
export function buildOrgTree(name: string, people: readonly Person[]): PlannedNode[] {
  const forest = forestOf(people);
  const root: PlannedNode = {
    key: 'root',
    parent: null,
    name: nodeName(name),
    path: nodeName(name),
    depth: 0,
    isTeam: false,
    synthetic: true,
    unplaced: false,
    manager: null,
    members: [],
  };
  const place: Place = { parent: root, shared: sharedNames(forest.tops) };
  const below = forest.tops.flatMap((person) =>
    forest.manages(person) ? managerNodes(forest, place, person) : [loneNode(place, person)],
  );
  return [root, ...below];
}
