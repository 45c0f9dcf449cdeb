import { isTimeZone, localInstant } from '../../../../src/model/time.js';
import type { Issue, World } from './types.js';
import { timeOf } from './vendor-time.js';

/** A query that JQL refuses. */
export class BadQuery extends Error {}

export interface Query {
  readonly matches: (issue: Issue) => boolean;
  /** Bounded as `/search/jql` demands. */
  readonly isBounded: boolean;
  readonly compare: (left: Issue, right: Issue) => number;
}

const listOf = (text: string): string[] =>
  text.split(',').map((one) => one.trim().replace(/^"|"$/g, ''));
const homeOf = ({ fields }: Issue): { readonly id: string; readonly key: string } =>
  fields.project as { id: string; key: string };

/** Instants have minutes, in the zone of the token's user. */
function instantIn(text: string, zone: string): number {
  const [, year, month, day, time] = /^(\d{4})\/(\d\d)\/(\d\d) (\d\d:\d\d)$/.exec(text) ?? [];
  if (time === undefined || !isTimeZone(zone))
    throw new BadQuery(`Date value '${text}' is invalid.`);
  return localInstant(`${year}-${month}-${day}`, time, zone);
}

function clauseOf(text: string, world: World): (issue: Issue) => boolean {
  const [, name = '', operator, value = ''] =
    /^(\w+)\s*(in|=|>=|<=)\s*(.+)$/i.exec(text.trim()) ?? [];
  if (operator === undefined) throw new BadQuery(`Error in the JQL Query: '${text}'.`);
  const values = listOf(value.replace(/^\(|\)$/g, ''));
  if (name === 'project') {
    const unknown = values.find(
      (one) =>
        world.hidden.has(one) || !world.projects.some(({ id, key }) => id === one || key === one),
    );
    if (unknown)
      throw new BadQuery(`The value '${unknown}' does not exist for the field 'project'.`);
    return (issue) => values.includes(homeOf(issue).id) || values.includes(homeOf(issue).key);
  }
  if (name === 'key') return ({ key }) => values.includes(key);
  if (name === 'id') return ({ id }) => values.includes(id);
  if (name !== 'updated') throw new BadQuery(`Field '${name}' does not exist.`);
  const bound = instantIn(values[0]!, world.users[0]!.timeZone);
  return ({ fields }) =>
    operator === '>=' ? timeOf(fields.updated) >= bound : timeOf(fields.updated) <= bound;
}

const numberOf = ({ key }: Issue): number => Number(key.split('-')[1]);
const measures: Readonly<Record<string, (issue: Issue) => number>> = {
  updated: ({ fields }) => timeOf(fields.updated),
  created: ({ fields }) => timeOf(fields.created),
  key: numberOf,
};

function orderOf(text: string): Query['compare'] {
  const terms = text.split(',').flatMap((term) => {
    const [name = '', direction = 'ASC'] = term.trim().split(/\s+/);
    const measure = measures[name];
    return measure ? [{ measure, sign: direction === 'DESC' ? -1 : 1 }] : [];
  });
  return (left, right) => {
    for (const { measure, sign } of terms) {
      const difference = sign * (measure(left) - measure(right));
      if (difference !== 0) return difference;
    }
    return Number(left.id) - Number(right.id);
  };
}

/** Reads the part of JQL that anybody asks here; refuses the rest as Jira does. */
function parseJql(jql: string, world: World): Query {
  const [conditions = '', order = 'created DESC'] = jql.split(/\s*ORDER BY\s*/i);
  const clauses = conditions
    .split(/\s+AND\s+/i)
    .flatMap((one) => (one.trim() === '' ? [] : [clauseOf(one, world)]));
  return {
    matches: (issue) =>
      !world.hidden.has(homeOf(issue).id) && clauses.every((clause) => clause(issue)),
    isBounded: clauses.length > 0,
    compare: orderOf(order),
  };
}

export const search = (
  jql: string,
  world: World,
): { readonly issues: Issue[]; readonly isBounded: boolean } => {
  const { matches, compare, isBounded } = parseJql(jql, world);
  const issues = [...world.issues.values()]
    .filter((issue) => !world.unindexed.has(issue.id) && matches(issue))
    .sort(compare);
  return { issues, isBounded };
};
