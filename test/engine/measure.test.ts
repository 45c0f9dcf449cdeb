import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNCATEGORISED } from '../../src/engine/alignment/claim.js';
import { breakdownByDeveloper, breakdownByTag } from '../../src/engine/breakdown.js';
import { excludedRowsOf } from '../../src/engine/excluded-rows.js';
import { explain } from '../../src/engine/explain.js';
import { measure } from '../../src/engine/measure.js';
import type { Measured } from '../../src/engine/measured.js';
import type { Unit } from '../../src/engine/metric.js';
import { metrics } from '../../src/engine/metrics/index.js';
import type { Question } from '../../src/engine/question.js';
import { type Row, rowsOf } from '../../src/engine/rows.js';
import { type Asked, select } from '../../src/engine/selection/select.js';
import type { Aggregation, Segment } from '../../src/engine/summary/summary.js';
import { UNTAGGED } from '../../src/model/observation.js';
import { localDateOf, unitsIn } from '../../src/model/time.js';
import { anyQuestion } from '../arbitrary/questions.js';
import { expectedOfAlignment } from './alignment/expectation.js';
import { expectedOfSprints } from './sprint/expectation.js';

const allRows = (asked: Asked, bucket?: number): Row[] => {
  const rows = rowsOf(asked, bucket);
  return Array.from({ length: rows.length }, (_, index) => rows.row(index));
};
const total = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0);
const holds = (law: (question: Question) => void) =>
  fc.assert(fc.property(anyQuestion, law), { numRuns: 8 * metrics.length });

const unitsOf = new Set<Unit>(['PULL_REQUESTS_PER_DEVELOPER', 'WORK_ITEMS_PER_DEVELOPER']);

/** Their first part over their last. */
const shares = new Set(['CODE_REWORK', 'CHANGE_FAILURE_RATE', 'DEPLOYMENT_REWORK_RATE']);

/** What the rows say, by plain arithmetic on objects. */
function expectation({ metric, aggregation, zone }: Question, rows: readonly Row[]) {
  const own = expectedOfSprints(metric, rows) ?? expectedOfAlignment(metric, rows);
  if (own) return own;
  if (metric.unit === 'COUNT') return { value: rows.length, numerator: null };
  if (metric.unit === 'DAYS_PER_DEVELOPER') {
    const days = new Set(rows.map((row) => `${row.developer} ${localDateOf(row.at, zone)}`));
    return { numerator: days.size };
  }
  if (unitsOf.has(metric.unit)) return { numerator: rows.length };
  if (shares.has(metric.id)) {
    const numerator = total(rows.map((row) => row.parts[0]!));
    const denominator = total(rows.map((row) => row.parts.at(-1)!));
    return { numerator, denominator, value: denominator ? numerator / denominator : null };
  }
  return aggregated(
    aggregation,
    rows.map((row) => row.value),
  );
}

function aggregated(aggregation: Aggregation, values: readonly number[]) {
  const sorted = values.toSorted((left, right) => left - right);
  if (sorted.length === 0) return { value: null };
  if (aggregation === 'MEAN') return { value: total(sorted) / sorted.length };
  const position = (sorted.length - 1) * (aggregation === 'MEDIAN' ? 0.5 : 0.9);
  const below = sorted[Math.floor(position)]!;
  const above = sorted[Math.ceil(position)]!;
  return { value: below + (position - Math.floor(position)) * (above - below) };
}

describe('measure, for every metric of the catalogue', () => {
  it('adds its rows up to the headline and to each bucket', () => {
    holds((question) => {
      const selection = select(question);
      const measured = measure(selection);
      expect(measured.headline).toMatchObject(expectation(question, allRows(question)));
      for (const { from, value } of measured.series)
        expect(value).toMatchObject(expectation(question, allRows(selection, from)));
    });
  });

  it('counts each row once, in the one bucket that holds its instant', () => {
    holds((question) => {
      const selection = select(question);
      const { series, headline } = measure(selection);
      expect(total(series.map(({ value }) => value.sampleSize))).toBe(headline.sampleSize);
      for (const { from, to } of series)
        for (const { at } of allRows(selection, from)) expect(at >= from && at < to).toBe(true);
      const pairs = allRows(question).map(({ subject, developer }) => `${subject}:${developer}`);
      expect(new Set(pairs).size).toBe(pairs.length);
      expect(pairs.length).toBe(headline.sampleSize);
    });
  });

  it('is the union of what its teams count alone', () => {
    holds((question) => {
      const alone = question.teams.flatMap((team) => allRows({ ...question, teams: [team] }));
      const pairs = (rows: readonly Row[]) =>
        new Set(rows.map(({ subject, developer }) => `${subject}:${developer}`));
      expect(pairs(allRows(question))).toEqual(pairs(alone));
      for (const { subject, developer, teams } of allRows(question)) {
        const holders = question.teams.filter((team) =>
          allRows({ ...question, teams: [team] }).some(
            (row) => row.subject === subject && row.developer === developer,
          ),
        );
        expect(teams).toEqual(holders.map(({ team }) => team));
      }
    });
  });

  it('does not depend on the order of teams or cells, and leaves what it is given as it was', () => {
    holds((question) => {
      const before = structuredClone(question.teams);
      const turned = {
        ...question,
        teams: question.teams
          .map((team) => ({ ...team, cells: team.cells.toReversed() }))
          .toReversed(),
      };
      expect(measure(turned)).toEqual(measure(question));
      expect(question.teams).toEqual(before);
    });
  });

  it('says nothing rather than zero where nothing was observed, save for counts', () => {
    holds((question) => {
      const empty = { ...question, teams: question.teams.map((team) => ({ ...team, cells: [] })) };
      const { headline, distribution, developers } = measure(empty);
      const zero = question.metric.unit === 'COUNT' || (developers ?? 0) > 0;
      expect(headline.value).toBe(zero ? 0 : null);
      expect(headline.sampleSize).toBe(0);
      expect(distribution).toBeNull();
    });
  });

  it('gives a value that is its numerator over its denominator', () => {
    holds((question) => {
      const { headline, series } = measure(question);
      for (const { value, numerator, denominator } of [headline, ...series.map((b) => b.value)])
        if (numerator !== null && denominator) expect(value).toBe(numerator / denominator);
    });
  });

  it('divides by developers, and in the headline also by units of time', () => {
    holds((question) => {
      const { headline, developers, units } = measure(question);
      expect(units).toBe(unitsIn(question.window, question.granularity, question.zone));
      if (question.metric.summary.perDeveloper)
        expect(headline.denominator).toBe(developers! * units);
    });
  });

  it('gives the same from a selection as from its question', () => {
    holds((question) => {
      expect(measure(select(question))).toEqual(measure(question));
    });
  });
});

/** The answers whose segments divide the figure: one for each grouping, none where each segment is a percentile. */
function stacked(question: Question): Measured[] {
  const { groupings = [], perDeveloper } = question.metric.summary;
  return question.aggregation === 'MEAN' || perDeveloper
    ? groupings.map((groupBy) => measure({ ...question, groupBy }))
    : [];
}

/** The segment of what has no category is no part of a figure of what has one. */
const isPart = ({ key }: Segment) => key !== String(UNCATEGORISED);

describe('what belongs to a measure', () => {
  it('breaks down by developer into what each developer has alone', () => {
    holds((question) => {
      const rows = breakdownByDeveloper(question);
      expect(total(rows.map(({ measured }) => measured.headline.sampleSize))).toBe(
        measure(question).headline.sampleSize,
      );
      for (const { key, measured } of rows) {
        if (key === null) continue;
        const { disagreements: _, ...alone } = measure({ ...question, developer: key });
        expect(measured).toMatchObject(alone);
      }
    });
  });

  it('breaks down by a tag, such as the repository, into what each has alone', () => {
    holds((question) => {
      for (const name of question.metric.tags)
        for (const { key, measured } of breakdownByTag(question, name)) {
          const tag = { name, value: key ?? UNTAGGED };
          const { disagreements: _, ...alone } = measure({ ...question, tag });
          expect(measured).toMatchObject(alone);
        }
    });
  });

  it('adds segments up to the figure where they divide it', () => {
    holds((question) => {
      const spans = stacked(question).flatMap(({ headline: value, segments, series }) => [
        { value, segments },
        ...series,
      ]);
      for (const { value, segments } of spans)
        if (value.value !== null)
          expect(total(segments.filter(isPart).map((part) => part.value.value!))).toBeCloseTo(
            value.value,
            4,
          );
    });
  });

  it('explains as many rows as it counts, and leaves out none that it counts', () => {
    holds((question) => {
      const explained = explain(question);
      const excluded = excludedRowsOf(question);
      expect(explained.counted).toBe(measure(question).headline.sampleSize);
      expect(total(explained.excluded.map(({ count }) => count))).toBe(excluded.length);
      const counted = new Set(allRows(question).map(({ subject }) => subject));
      for (const { subject } of excluded) expect(counted.has(subject)).toBe(false);
    });
  });
});
