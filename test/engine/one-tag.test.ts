import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakdownByDeveloper, breakdownByTag } from '../../src/engine/breakdown.js';
import { type ExcludedRow, excludedRowsOf } from '../../src/engine/excluded-rows.js';
import { explain } from '../../src/engine/explain.js';
import { measure } from '../../src/engine/measure.js';
import type { Measured } from '../../src/engine/measured.js';
import type { TagName } from '../../src/engine/metric.js';
import { metrics } from '../../src/engine/metrics/index.js';
import type { Question } from '../../src/engine/question.js';
import { type Row, rowsOf } from '../../src/engine/rows.js';
import { UNTAGGED } from '../../src/model/observation.js';
import { anyQuestion } from '../arbitrary/questions.js';
import { lawRuns } from '../law-runs.js';

const holds = (law: (question: Question, name: TagName) => void) =>
  fc.assert(
    fc.property(anyQuestion, (question) => {
      for (const name of question.metric.tags) law(question, name);
    }),
    { numRuns: Math.ceil(lawRuns(1 / 3, 6) * metrics.length), interruptAfterTimeLimit: 20_000 },
  );

/** All rows that a breakdown by a tag divides: by service a deployment of several has one in each. */
const divided = (question: Question, name: TagName): Question => ({
  ...question,
  everyService: name === 'service' && question.metric.standsFor !== null,
});

const rowsIn = (question: Question): Row[] => {
  const rows = rowsOf(question);
  return Array.from({ length: rows.length }, (_, index) => rows.row(index));
};

/** Every value of a tag that a row has, counted or excluded. */
function valuesOf(question: Question, name: TagName): number[] {
  const index = question.metric.tags.indexOf(name);
  const all = [...rowsIn(divided(question, name)), ...excludedRowsOf(question)];
  return [...new Set(all.map(({ tags }) => tags[index]!))];
}

const pairOf = ({ subject, developer }: Row | ExcludedRow) => `${subject}:${developer}`;
const pairsOf = (rows: readonly (Row | ExcludedRow)[]) => rows.map(pairOf).sort();

const sizesOf = (rows: readonly { readonly measured: Measured }[]) =>
  rows.reduce((sum, { measured }) => sum + measured.headline.sampleSize, 0);

describe('a question of one tag', () => {
  it('is answered by the row of the breakdown by that tag, to the last digit', () => {
    holds((question, name) => {
      for (const { key, measured } of breakdownByTag(question, name)) {
        const tag = { name, value: key ?? UNTAGGED };
        const { disagreements: _, ...alone } = measure({ ...question, tag });
        const { disagreements: __, ...row } = measured;
        expect(alone).toEqual(row);
      }
    });
  });

  it('lists the rows of that tag, counted and excluded, so that all tags together list all rows once', () => {
    holds((question, name) => {
      const index = question.metric.tags.indexOf(name);
      const parts = valuesOf(question, name).map((value) => {
        const one = { ...question, tag: { name, value } };
        const found = { counted: rowsIn(one), left: excludedRowsOf(one) };
        for (const { tags } of [...found.counted, ...found.left]) expect(tags[index]).toBe(value);
        expect(explain(one).counted).toBe(found.counted.length);
        return found;
      });
      expect(pairsOf(parts.flatMap(({ counted }) => counted))).toEqual(
        pairsOf(rowsIn(divided(question, name))),
      );
      expect(pairsOf(parts.flatMap(({ left }) => left))).toEqual(pairsOf(excludedRowsOf(question)));
    });
  });

  it('is broken down into rows of that tag alone, which add up to it', () => {
    holds((question, name) => {
      for (const value of valuesOf(question, name)) {
        const one = { ...question, tag: { name, value } };
        const size = measure(one).headline.sampleSize;
        expect(sizesOf(breakdownByDeveloper(one))).toBe(size);
        for (const other of question.metric.tags)
          expect(sizesOf(breakdownByTag(one, other))).toBe(
            measure(divided(one, other)).headline.sampleSize,
          );
        expect(breakdownByTag(one, name)).toHaveLength(Math.min(size, 1));
      }
    });
  });

  it('names disagreements between teams about rows of that tag alone', () => {
    holds((question, name) => {
      const rowsSeenDifferently = (asked: Question) =>
        measure(asked).disagreements.reduce((sum, { rows }) => sum + rows, 0);
      const values = valuesOf(question, name);
      const parts = values.map((value) =>
        rowsSeenDifferently({ ...question, tag: { name, value } }),
      );
      expect(parts.reduce((sum, rows) => sum + rows, 0)).toBe(
        rowsSeenDifferently(divided(question, name)),
      );
    });
  });

  it('is refused where the metric has no such tag', () => {
    const [codingDays] = metrics.filter(({ id }) => id === 'CODING_DAYS_PER_DEVELOPER');
    const [any] = fc.sample(anyQuestion, 1);
    const asked = { ...any!, metric: codingDays!, tag: { name: 'service', value: 1 } as const };
    expect(() => measure(asked)).toThrow('CODING_DAYS_PER_DEVELOPER has no tag "service".');
  });
});
