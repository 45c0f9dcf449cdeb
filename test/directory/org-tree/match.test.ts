import { describe, expect, it } from 'vitest';
import { buildOrgTree, type PlannedNode } from '../../../src/directory/org-tree/build.js';
import { matchTree } from '../../../src/directory/org-tree/match.js';
import type { OrgNode } from '../../../src/model/org-node.js';

const person = (number: number, manager: number | null) => ({
  number,
  name: `P${number}`,
  email: `p${number}@x`,
  managerEmail: manager === null ? null : `p${manager}@x`,
});
const plan = (...rows: (readonly [number, number | null])[]) =>
  buildOrgTree(
    'Organisation',
    rows.map(([number, manager]) => person(number, manager)),
  );

/** The plan as it rests once carried out, nodes numbered from 100. */
function stored(planned: readonly PlannedNode[], archived: readonly string[] = []) {
  const numberOf = new Map(planned.map(({ key }, index) => [key, 100 + index]));
  const members = new Map(planned.map((node) => [numberOf.get(node.key)!, node.members]));
  const nodes: OrgNode[] = planned.map(({ members: _, ...node }) => ({
    ...node,
    number: numberOf.get(node.key)!,
    tree: 1,
    parent: node.parent === null ? null : numberOf.get(node.parent)!,
    archivedAt: archived.includes(node.key) ? 1 : null,
    createdAt: 0,
    updatedAt: 0,
  }));
  return { nodes, numberOf, memberOf: (team: number) => members.get(team) ?? [] };
}

const company = plan([1, null], [2, 1], [3, 1], [10, 2], [11, 2], [12, 2], [13, 3], [14, 3]);

describe('matchTree', () => {
  it('finds an unchanged tree in full', () => {
    const { nodes, numberOf, memberOf } = stored(company);
    expect(matchTree(nodes, company, memberOf)).toEqual({
      numbers: numberOf,
      archived: [],
    });
  });
  it('keeps the number of a team whose manager was replaced', () => {
    const { nodes, numberOf, memberOf } = stored(company);
    const after = plan([1, null], [20, 1], [3, 1], [10, 20], [11, 20], [12, 20], [13, 3], [14, 3]);
    const match = matchTree(nodes, after, memberOf);
    expect(match.numbers.get('manager:20')).toBe(numberOf.get('manager:2'));
    expect(match.archived).toEqual([]);
  });
  it('keeps the number where a member rose to be the manager', () => {
    const { nodes, numberOf, memberOf } = stored(company);
    const after = plan([1, null], [10, 1], [3, 1], [11, 10], [12, 10], [13, 3], [14, 3]);
    expect(matchTree(nodes, after, memberOf).numbers.get('manager:10')).toBe(
      numberOf.get('manager:2'),
    );
  });
  it('keeps the numbers above where a higher manager was replaced', () => {
    const { nodes, numberOf, memberOf } = stored(company);
    const after = plan([30, null], [2, 30], [3, 30], [10, 2], [11, 2], [12, 2], [13, 3], [14, 3]);
    expect(matchTree(nodes, after, memberOf).numbers.get('manager:30')).toBe(
      numberOf.get('manager:1'),
    );
  });
  it('archives what vanishes and gives half a team no claim', () => {
    const { nodes, numberOf, memberOf } = stored(company);
    const after = plan(
      [1, null],
      [2, 1],
      [21, 1],
      [22, 1],
      [10, 2],
      [11, 2],
      [12, 2],
      [13, 21],
      [14, 22],
    );
    const match = matchTree(nodes, after, memberOf);
    expect(match.archived).toEqual([numberOf.get('manager:3')]);
    expect(match.numbers.has('manager:21')).toBe(false);
  });
  it('restores what returns under its key', () => {
    const { nodes, numberOf, memberOf } = stored(company, ['manager:3']);
    const match = matchTree(nodes, company, memberOf);
    expect(match).toEqual({ numbers: numberOf, archived: [] });
  });
});
