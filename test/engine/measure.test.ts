import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNCATEGORISED } from '../../src/engine/alignment/claim.js';
import { breakdownByDeveloper, breakdownByTag } from '../../src/engine/breakdown.js';
import { excludedRowsOf } from '../../src/engine/excluded-rows.js';
import { explain } from '../../src/engine/explain.js';
import { measure } from '../../src/engine/measure.js';
import type { Measured } from '../../src/engine/measured.js';
import { metrics } from '../../src/engine/metrics/index.js';
import type { Question } from '../../src/engine/question.js';
import type { Row } from '../../src/engine/rows.js';
import { select } from '../../src/engine/selection/select.js';
import type { Segment } from '../../src/engine/summary/summary.js';
import { UNTAGGED } from '../../src/model/observation.js';
import { unitsIn } from '../../src/model/time.js';
import { anyQuestion } from '../arbitrary/questions.js';
import { lawRuns } from '../law-runs.js';
import {
  allRows,
  developersOf,
  distinct,
  figureOf,
  keyOf,
  rowsWithNamedParts,
  total,
} from './asked-rows.js';
import { formulas, recomputed } from './recomputed.js';

/** Time ends the search for the smallest counter-example too. */
const holds = (law: (question: Question) => void) =>
  fc.assert(fc.property(anyQuestion, law), {
    numRuns: Math.ceil(lawRuns(1 / 3, 8) * metrics.length),
    interruptAfterTimeLimit: 25_000,
  });

describe('measure, for every metric of the catalogue', () => {
  it('can be calculated again, to the last digit, from its rows and what its explanation names', () => {
    expect(Object.keys(formulas).toSorted()).toEqual(metrics.map(({ id }) => id).toSorted());
    holds((question) => {
      const { metric, aggregation } = question;
      const rows = allRows(question);
      const explained = explain(question);
      expect(explained.developers).toBe(developersOf(question, question.window, rows));
      expect(explained.zone).toBe(question.zone);
      expect(explained.counted).toBe(rows.length);
      const again = recomputed(metric.id, rowsWithNamedParts(question, rows), {
        ...explained,
        aggregation,
      });
      expect(again).toEqual(figureOf(measure(question).headline));
    });
  });

  it('can be calculated again, bucket by bucket, from the rows of each', () => {
    holds((question) => {
      const { metric, zone, granularity } = question;
      const selection = select(question);
      for (const bucket of measure(selection).series) {
        const rows = allRows(selection, bucket.from);
        const whole = metric.summary.perDeveloper || !bucket.partial;
        const again = recomputed(metric.id, rowsWithNamedParts(question, rows), {
          developers: developersOf(question, bucket, rows),
          units: whole ? 1 : unitsIn(bucket, granularity, zone),
          zone,
          aggregation: question.aggregation,
        });
        expect(again).toEqual(figureOf(bucket.value));
      }
    });
  });

  it('of a parent is made of the distinct subjects of its children, whatever each of them comes to', () => {
    holds((question) => {
      const { metric, aggregation } = question;
      const rows = rowsWithNamedParts(question, distinct(question));
      const again = recomputed(metric.id, rows, { ...explain(question), aggregation });
      expect(again).toEqual(figureOf(measure(question).headline));
    });
  });

  it('counts each row once, in the one bucket that holds its instant', () => {
    holds((question) => {
      const selection = select(question);
      const { series, headline } = measure(selection);
      expect(total(series.map(({ value }) => value.sampleSize))).toBe(headline.sampleSize);
      for (const { from, to } of series)
        for (const { at } of allRows(selection, from)) expect(at >= from && at < to).toBe(true);
      const pairs = allRows(question).map((row) => keyOf(question, row));
      expect(new Set(pairs).size).toBe(pairs.length);
      expect(pairs.length).toBe(headline.sampleSize);
    });
  });

  it('is the union of what its teams count alone', () => {
    holds((question) => {
      const alone = question.teams.flatMap((team) => allRows({ ...question, teams: [team] }));
      const pairs = (rows: readonly Row[]) => new Set(rows.map((row) => keyOf(question, row)));
      expect(pairs(allRows(question))).toEqual(pairs(alone));
      for (const row of allRows(question)) {
        const holders = question.teams.filter((team) =>
          allRows({ ...question, teams: [team] }).some(
            (other) => keyOf(question, other) === keyOf(question, row),
          ),
        );
        expect(row.teams).toEqual(holders.map(({ team }) => team));
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

/** Without what a row of a breakdown has from the whole: the teams that differ, and phases that others alone went through. */
const aloneOf = ({ disagreements: _, series, ...measured }: Measured) => ({
  ...measured,
  series: series.map(({ segments, ...bucket }) => ({
    ...bucket,
    segments: segments.filter(({ value }) => value.sampleSize > 0),
  })),
});

describe('what belongs to a measure', () => {
  it('breaks down by developer into what each developer has alone', () => {
    holds((question) => {
      const rows = breakdownByDeveloper(question);
      expect(total(rows.map(({ measured }) => measured.headline.sampleSize))).toBe(
        measure(question).headline.sampleSize,
      );
      for (const { key, measured } of rows) {
        if (key === null) continue;
        expect(aloneOf(measured)).toEqual(aloneOf(measure({ ...question, developer: key })));
      }
    });
  });

  it('breaks down by a tag, such as the repository, into what each has alone', () => {
    holds((question) => {
      for (const name of question.metric.tags)
        for (const { key, measured } of breakdownByTag(question, name)) {
          const tag = { name, value: key ?? UNTAGGED };
          expect(aloneOf(measured)).toEqual(aloneOf(measure({ ...question, tag })));
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

  it('explains as many rows as it counts, and excludes none that it counts', () => {
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
