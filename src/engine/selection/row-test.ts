import { isMasked, type Question, type TeamColumns } from '../question.js';
import { rosterMask } from '../roster.js';

export interface TestedRows {
  readonly at: Float64Array;
  readonly developer: Float64Array;
  readonly tags: readonly Float64Array[];
}
export type RowTest = (rows: TestedRows, row: number) => boolean;

/** Whether a row carries the tag that is asked for; null where none is. It is asked of rows that count: the first team says which tag a subject has. */
export function tagTest({ metric, tag }: Question): RowTest | null {
  if (!tag) return null;
  const index = metric.tags.indexOf(tag.name);
  if (index < 0) throw new Error(`${metric.id} has no tag "${tag.name}".`);
  return (rows, row) => rows.tags[index]![row] === tag.value;
}

/** What a row of a team must pass before teams are united; null where every row passes. */
export function rowTest(question: Question, team: TeamColumns): RowTest | null {
  const tests: RowTest[] = [];
  const { developer, membership, now } = question;
  if (developer !== undefined) tests.push((rows, row) => rows.developer[row] === developer);
  if (isMasked(question.metric, team)) {
    const isMember = rosterMask(team.roster, membership, now);
    tests.push((rows, row) => isMember(rows.developer[row]!, rows.at[row]!));
  }
  return allOf(tests);
}

/** Passes what passes every test, asked in their order; null where there is none. */
export const allOf = (tests: readonly (RowTest | null)[]): RowTest | null =>
  tests.reduce((first, second) => {
    if (!first || !second) return first ?? second;
    return (rows, row) => first(rows, row) && second(rows, row);
  }, null);
