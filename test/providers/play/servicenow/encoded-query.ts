import type { Row } from './types.js';

type Holds = (value: string, given: string) => boolean;

const operators: readonly (readonly [string, Holds])[] = [
  ['ISNOTEMPTY', (value) => value !== ''],
  ['ISEMPTY', (value) => value === ''],
  ['STARTSWITH', (value, given) => value.startsWith(given)],
  ['LIKE', (value, given) => value.toLowerCase().includes(given.toLowerCase())],
  ['IN', (value, given) => given.split(',').includes(value)],
  ['!=', (value, given) => value !== given],
  ['>=', (value, given) => value >= given],
  ['<=', (value, given) => value <= given],
  ['>', (value, given) => value > given],
  ['<', (value, given) => value < given],
  ['=', (value, given) => value === given],
];

function holds(row: Row, condition: string): boolean {
  const [, column = '', rest = ''] = /^([a-z_][a-z0-9_]*)(.*)$/.exec(condition) ?? [];
  const found = operators.find(([sign]) => rest.startsWith(sign));
  // A condition on a column that the table has not is ignored.
  if (!found || row[column] === undefined) return true;
  return found[1](row[column], rest.slice(found[0].length));
}

/** `A^ORB^C` means "(A or B) and C". */
function holdsGroup(row: Row, group: string): boolean {
  const alternatives: string[][] = [];
  for (const condition of group.split('^').filter((one) => one !== ''))
    if (condition.startsWith('OR') && alternatives.length > 0)
      alternatives.at(-1)!.push(condition.slice(2));
    else alternatives.push([condition]);
  return alternatives.every((any) => any.some((condition) => holds(row, condition)));
}

const inOrder = (left: string, right: string): number => (left < right ? -1 : Number(left > right));

/** Returns the rows that an encoded query matches, in its order. */
export function select(rows: readonly Row[], query: string): Row[] {
  const orders = [...query.matchAll(/\^?ORDERBY(DESC)?([a-z_]+)/g)].map(([, sign, column]) => ({
    ...{ column: column!, sign: sign ? -1 : 1 },
  }));
  const groups = query.replaceAll(/\^?ORDERBY(?:DESC)?[a-z_]+/g, '').split('^NQ');
  const found = rows.filter((row) => groups.some((group) => holdsGroup(row, group)));
  return found.toSorted((left, right) => {
    for (const { column, sign } of orders) {
      const order = inOrder(left[column] ?? '', right[column] ?? '') * sign;
      if (order !== 0) return order;
    }
    return 0;
  });
}
