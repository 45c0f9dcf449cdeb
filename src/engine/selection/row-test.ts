import { NOBODY, type ObservationColumns } from '../../model/observation.js';
import { isMasked, type Question, type TeamColumns } from '../question.js';
import { rosterMask } from '../roster.js';

export type TestedRows = Pick<
  ObservationColumns,
  'subject' | 'at' | 'developer' | 'tags' | 'others'
>;
export type RowTest = (rows: TestedRows, row: number) => boolean;

/**
 * Returns the test of a row once teams are united, so that one tag alone has its rows of a
 * breakdown. Null if every row passes.
 */
export function tagTest({ metric, tag }: Question): RowTest | null {
  if (!tag) return null;
  const index = metric.tags.indexOf(tag.name);
  if (index < 0) throw new Error(`${metric.id} has no tag "${tag.name}".`);
  return (rows, row) => rows.tags[index]![row] === tag.value;
}

/** Passes what a member did, or had a part in. */
function memberTest(isMember: ReturnType<typeof rosterMask>): RowTest {
  return ({ subject, developer, at, others }, row) =>
    isMember(developer[row]!, at[row]!) ||
    (others?.get(subject[row]!)?.some((one) => isMember(one, at[row]!)) ?? false);
}

/** Returns the test of a team's row before teams are united; null if every row passes. */
export function rowTest(question: Question, team: TeamColumns): RowTest | null {
  return testOf(question, team, memberTest);
}

/**
 * Returns the same test for excluded rows. A row of nobody is excluded for the team whose filters
 * match it.
 */
export function exclusionTest(question: Question, team: TeamColumns): RowTest | null {
  if (question.metric.population === 'FILTERS') return rowTest(question, team);
  return testOf(question, team, (isMember) => {
    const isMembers = memberTest(isMember);
    return (rows, row) => rows.developer[row] === NOBODY || isMembers(rows, row);
  });
}

function testOf(question: Question, team: TeamColumns, ofMembers: typeof memberTest) {
  const tests: RowTest[] = [];
  const { developer, membership, now } = question;
  if (developer !== undefined) tests.push((rows, row) => rows.developer[row] === developer);
  if (isMasked(question.metric, team))
    tests.push(ofMembers(rosterMask(team.roster, membership, now)));
  return allOf(...tests);
}

/**
 * Returns a test that passes what all of these pass, asked in their order; null if there are none.
 */
export function allOf(...given: readonly (RowTest | null)[]): RowTest | null {
  const tests = given.filter((test) => test !== null);
  if (tests.length < 2) return tests[0] ?? null;
  return (rows, row) => tests.every((test) => test(rows, row));
}
