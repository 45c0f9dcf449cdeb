import { type ExecutionResult, graphql } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { metrics } from '../../src/engine/metrics/index.js';
import { newContext } from '../../src/graph/new-context.js';
import { createSchema } from '../../src/graph/schema.js';
import { exportCsv } from '../../src/insights/exports/export-csv.js';
import { openImportedCompany } from '../story/imported-company.js';
import type { Story } from '../story/open-story.js';

const number = 'value seconds duration numerator numeratorUnit denominator sampleSize';
const document = `query ($metrics: [MetricId!]!) {
  insights(
    scope: { path: "Organisation" }, metrics: $metrics, granularity: MONTH
    range: { dates: { from: "2026-02-01", to: "2026-03-31" } }
  ) {
    metric { id } unit
    headline { ${number} }
    distribution { mean sampleSize }
    series { value { ${number} } distribution { mean } }
    segments { key unit value { ${number} } }
    explanation { counted }
    breakdown { value { ${number} } }
    records(first: 100) {
      totalCount
      nodes { unit value duration parts { name unit value } ... on WorkItemRecord { effort effortUnit } }
    }
  }
}`;

// biome-ignore lint/suspicious/noExplicitAny: answers of one document, each read where it is asked.
type Answer = any;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
/** Seconds of an ISO 8601 duration of hours, minutes and seconds. */
const secondsOf = (iso: string): number => {
  const [, hours, minutes, seconds] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso)!;
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
};

/** Every way in which an answer says how long something took says the same. */
function expectOneDuration({ metric, headline, distribution, series, records, breakdown }: Answer) {
  const mean = sum(records.nodes.map((one: Answer) => one.value)) / records.totalCount;
  for (const { value, seconds, duration } of [
    headline,
    ...breakdown.map((row: Answer) => row.value),
  ]) {
    expect([metric.id, value]).toEqual([metric.id, seconds]);
    expect(secondsOf(duration)).toBeCloseTo(seconds, 2);
  }
  expect(headline.value).toBeCloseTo(mean, 6);
  expect(headline.value).toBeCloseTo(distribution.mean, 6);
  for (const bucket of series.filter((one: Answer) => one.distribution !== null))
    expect(bucket.value.value).toBeCloseTo(bucket.distribution.mean, 6);
}

function expectOneRowDuration({ unit, value, duration }: Answer) {
  expect(unit).toBe('DURATION');
  expect(secondsOf(duration)).toBeCloseTo(value, 2);
}

/** How many rows there are, and what their values and each of their parts add up to. */
function sumsOf({ nodes }: Answer): number[] {
  const names: string[] = nodes[0].parts.map(({ name }: Answer) => name);
  const partOf = (name: string) => (record: Answer) =>
    record.parts.find((part: Answer) => part.name === name).value;
  return [
    nodes.length,
    sum(nodes.map(({ value }: Answer) => value)),
    ...names.map((name) => sum(nodes.map(partOf(name)))),
  ];
}

const isFlag = ({ name }: Answer) =>
  /^with[A-Z]|^services$|^removedItems$|^unestimated$|^fullTimeEquivalent$/.test(name);

describe.each([
  ['EMBEDDED', 'TICKET_TIME_SPENT', 'ABSOLUTE'],
  ['POSTGRESQL', 'TICKET_TIME_SPENT', 'FTE'],
  ['EMBEDDED', 'STORY_POINTS', 'ABSOLUTE'],
] as const)('on %s, with effort in %s, %s', (kind, effortUnit, effortCalculation) => {
  let story: Story;
  let insights: Answer[];
  const of = (id: string) => insights.find(({ metric }) => metric.id === id);

  beforeAll(async () => {
    story = await openImportedCompany(kind, { effortUnit, effortCalculation });
    const asked = graphql({
      schema: await createSchema(),
      source: document,
      variableValues: { metrics: metrics.map(({ id }) => id) },
      contextValue: newContext({
        ...{ viewer: story.viewer, services: story.app.services },
        ...{ requestId: 'test', signal: new AbortController().signal },
      }),
    });
    const { data, errors } = (await asked) as ExecutionResult<Answer>;
    expect(errors).toBeUndefined();
    insights = data.insights;
  }, 120_000);

  test('a duration is the same number of seconds wherever it stands', () => {
    const durations = insights.filter(({ unit }) => unit === 'DURATION');
    expect(durations.length).toBeGreaterThan(4);
    for (const insight of durations) {
      expectOneDuration(insight);
      insight.records.nodes.forEach(expectOneRowDuration);
    }
  });

  test('numerators and denominators are made of the rows, in the unit that both name', () => {
    const divided = insights
      .filter(({ headline }) => headline.numerator !== null)
      .filter(({ metric }) => metric.id !== 'BUSINESS_ALIGNMENT' || effortCalculation !== 'FTE');
    expect(divided.length).toBeGreaterThan(8);
    for (const { metric, headline, records } of divided) {
      const units = new Set(records.nodes.map(({ unit }: Answer) => unit));
      expect([metric.id, ...units]).toEqual([metric.id, headline.numeratorUnit]);
      const { numerator, denominator } = headline;
      const isPerDeveloper = metric.id.endsWith('_PER_DEVELOPER');
      const made = isPerDeveloper ? [numerator] : [numerator, denominator];
      expect([metric.id, sumsOf(records)]).toEqual([metric.id, expect.arrayContaining(made)]);
    }
  });

  test('values of coding days add up to the numerator', () => {
    const { headline, records } = of('CODING_DAYS_PER_DEVELOPER');
    expect(sum(records.nodes.map(({ value }: Answer) => value))).toBe(headline.numerator);
  });

  test('effort is the same in a row, its parts and its columns', () => {
    const { headline, records } = of('BUSINESS_ALIGNMENT');
    expect(headline.value).toBeGreaterThan(0);
    const unit = effortUnit === 'STORY_POINTS' ? 'POINTS_OR_ITEMS' : 'DURATION';
    for (const record of records.nodes) {
      expect([record.unit, record.effortUnit]).toEqual([unit, effortUnit]);
      expect(record.value).toBeCloseTo(record.effort, 6);
      const categorised = record.parts.find(({ name }: Answer) => name === 'categorised');
      expect(categorised).toEqual({ name: 'categorised', unit, value: record.value });
    }
    if (unit === 'DURATION') records.nodes.forEach(expectOneRowDuration);
    const isEquivalent = effortCalculation === 'FTE';
    expect(headline.numeratorUnit).toBe(isEquivalent ? 'COUNT' : unit);
    expect(headline.denominator < 5).toBe(isEquivalent);
  });

  test('what is no amount in the unit of a row says so, a segment names its unit', () => {
    const flags = insights.flatMap(({ records }) =>
      records.nodes.flatMap(({ parts }: Answer) => parts.filter(isFlag)),
    );
    expect(new Set(flags.map(({ unit }) => unit))).toEqual(new Set(['COUNT']));
    const unitOf = (insight: Answer) =>
      insight.metric.id === 'SPRINT_PREDICTABILITY' ? 'RATIO' : insight.unit;
    for (const insight of insights)
      for (const segment of insight.segments)
        expect([insight.metric.id, segment.unit]).toEqual([insight.metric.id, unitOf(insight)]);
  });

  test('an explanation counts the rows that are listed', () => {
    for (const { metric, headline, explanation, records } of insights) {
      const { sampleSize } = headline;
      expect([metric.id, explanation.counted]).toEqual([metric.id, records.totalCount]);
      expect([metric.id, explanation.counted]).toEqual([metric.id, sampleSize]);
    }
  });

  test('an export has the value of the headline, and its heading the unit', async () => {
    const answers = await story.ask({
      ...{ metrics: metrics.map(({ id }) => id), granularity: 'MONTH' },
      range: { dates: { from: '2026-02-01', to: '2026-03-31' } },
    });
    const lines = (await exportCsv(answers, metrics, 'CHILD', false)).trimEnd().split('\n');
    const all = lines.find((line) => line.startsWith('All,'))!.split(',');
    const heading = lines.find((line) => line.startsWith('Team,'))!.split(',');
    expect(heading).toHaveLength(1 + 2 * insights.length);
    for (const [index, { metric, unit, headline }] of insights.entries()) {
      expect([metric.id, Number(all[1 + 2 * index])]).toEqual([metric.id, headline.value]);
      if (unit === 'DURATION') expect(heading[1 + 2 * index]).toContain('(seconds)');
    }
  });
});
