import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildOrgTree, MAXIMUM_DEPTH } from '../../../src/directory/org-tree/build.js';
import type { Person } from '../../../src/directory/org-tree/forest.js';

const person = (number: number, name: string, manager: string | null): Person => ({
  number,
  name,
  email: `${name.toLowerCase().replaceAll(' ', '.')}${number}@x`,
  managerEmail: manager,
});
/** `people('Eve', ['Ann', 1], ...)`: each with the number of their manager. */
const people = (...rows: (readonly [string, number?])[]): Person[] => {
  const bare = rows.map(([name], index) => person(index + 1, name, null));
  return rows.map(([, manager], index) => ({
    ...bare[index]!,
    managerEmail: manager ? bare[manager - 1]!.email : null,
  }));
};
const shape = (rows: readonly Person[]) =>
  buildOrgTree('Organisation', rows).map(({ path, members }) =>
    members.length > 0 ? `${path}: ${members.join(' ')}` : path,
  );

describe('buildOrgTree', () => {
  it('makes managers nodes and their reports members of the lowest', () => {
    expect(shape(people(['Eve'], ['Bo', 1], ['Al', 1], ['x', 2], ['y', 2], ['z', 3]))).toEqual([
      'Organisation',
      'Organisation/Eve',
      'Organisation/Eve/Al: 6',
      'Organisation/Eve/Bo: 4 5',
    ]);
  });
  it('gives a manager with both a team of direct reports', () => {
    const nodes = buildOrgTree('Organisation', people(['Eve'], ['Bo', 1], ['Cy', 1], ['x', 2]));
    expect(nodes.at(-1)).toMatchObject({
      key: 'reports:1',
      name: 'Eve (direct reports)',
      isTeam: true,
      synthetic: true,
      manager: 1,
      members: [3],
    });
  });
  it('makes somebody without manager and reports an unplaced team of one', () => {
    const nodes = buildOrgTree('Organisation', people(['Eve'], ['x', 1], ['Lone']));
    expect(nodes.filter(({ unplaced }) => unplaced)).toMatchObject([
      { key: 'person:3', members: [3], isTeam: true },
    ]);
  });
  it('distinguishes siblings of one name by their e-mail and keeps slashes out of names', () => {
    expect(shape(people(['A/B'], ['Kim', 1], ['Kim', 1], ['x', 2], ['y', 3]))).toEqual([
      'Organisation',
      'Organisation/A∕B',
      'Organisation/A∕B/Kim (kim2@x): 4',
      'Organisation/A∕B/Kim (kim3@x): 5',
    ]);
  });
  it('marks the reports of somebody who is not there as unplaced', () => {
    const rows = people(['Eve'], ['Bo', 1], ['Cy', 2], ['x', 3]);
    const detached = buildOrgTree('Organisation', rows.slice(2));
    expect(detached[1]).toMatchObject({ key: 'manager:3', unplaced: true, members: [4] });
  });
  it('folds what lies deeper than the deepest level into the team there', () => {
    const chain = people(
      ['P1'],
      ...Array.from({ length: 29 }, (_, index) => [`P${index + 2}`, index + 1] as const),
    );
    const nodes = buildOrgTree('Organisation', chain);
    expect(Math.max(...nodes.map(({ depth }) => depth))).toBe(MAXIMUM_DEPTH);
    expect(nodes.at(-1)).toMatchObject({ isTeam: true, members: [30] });
  });
  it('is a root alone where there is nobody', () => {
    expect(buildOrgTree('Organisation', [])).toMatchObject([
      { key: 'root', isTeam: false, synthetic: true },
    ]);
  });

  const anyPeople = fc
    .array(fc.nat(), { maxLength: 40 })
    .map((choices) =>
      people(
        ...choices.map((choice, index): readonly [string, number?] =>
          choice % (index + 1) === 0
            ? [`N${choice % 5}`]
            : [`N${choice % 5}`, choice % (index + 1)],
        ),
      ),
    );
  it('puts everybody but managers into exactly one team, under unique keys and paths', () => {
    fc.assert(
      fc.property(anyPeople, (rows) => {
        const nodes = buildOrgTree('Organisation', rows);
        const managers = new Set(rows.map(({ managerEmail }) => managerEmail));
        const members = nodes.flatMap((node) => node.members).sort((left, right) => left - right);
        expect(members).toEqual(
          rows.filter(({ email }) => !managers.has(email)).map(({ number }) => number),
        );
        expect(new Set(nodes.map(({ key }) => key)).size).toBe(nodes.length);
        expect(new Set(nodes.map(({ path }) => path)).size).toBe(nodes.length);
        const parents = new Set(nodes.map(({ parent }) => parent));
        for (const node of nodes.slice(1)) expect(node.isTeam).toBe(!parents.has(node.key));
      }),
    );
  });
  it('does not depend on the order of the developers', () => {
    fc.assert(
      fc.property(anyPeople, (rows) => {
        expect(buildOrgTree('O', rows.toReversed())).toEqual(buildOrgTree('O', rows));
      }),
    );
  });
});
