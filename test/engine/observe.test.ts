import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  exclusionColumns,
  exclusionsOf,
  observationColumns,
  observationsOf,
} from '../../src/engine/columns.js';
import { defineMetric } from '../../src/engine/define-metric.js';
import type { Metric } from '../../src/engine/metric.js';
import { metrics } from '../../src/engine/metrics/index.js';
import { observe } from '../../src/engine/observe.js';
import { count } from '../../src/engine/summary/count.js';
import type { MetricInputBase } from '../../src/model/inputs/input-base.js';
import {
  type InputKind,
  listOf,
  type MetricInputs,
  noInputs,
} from '../../src/model/inputs/metric-input.js';
import { monthOf, monthWindow } from '../../src/model/month.js';
import type { Observation } from '../../src/model/observation.js';
import { anyInstant } from '../arbitrary/base.js';
import { anyInputs, mapInputs } from '../arbitrary/inputs.js';
import { rules } from '../arbitrary/questions.js';
import { lawRuns } from '../law-runs.js';

const runs = { numRuns: lawRuns(12, 100) };

function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null)
    Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}
const observeAll = (inputs: MetricInputs, month: number, disabledMetrics: readonly string[] = []) =>
  observe({
    window: monthWindow(month),
    inputs: { DEVELOPERS: inputs, FILTERS: inputs },
    rules: { ...rules, productivity: { ...rules.productivity, disabledMetrics } },
    metrics,
  });
const turned = (inputs: MetricInputs): MetricInputs =>
  mapInputs(inputs, (rows) => rows.toReversed());
const anyMonth = anyInstant.map(monthOf);

interface MayBeChange extends MetricInputBase {
  readonly change?: number | null;
  readonly onKnownLine?: boolean;
  readonly historyKnown?: boolean;
}
/** A pull request whose change is known, or the history of whose branch or repository is, is seen as changes, where a metric counts both. */
const isSeenAsChange = (
  { id }: Metric,
  { change = null, onKnownLine = false, historyKnown = false }: MayBeChange,
) =>
  (id === 'CODE_REWORK' && (change !== null || onKnownLine)) ||
  (id === 'LEAD_TIME_FOR_CHANGES' && historyKnown);
const spokenOf = (metric: Metric, inputs: readonly MayBeChange[]) =>
  inputs.filter((input) => !isSeenAsChange(metric, input)).map(({ number }) => number);

/** An efficiency metric speaks of all of a kind, or of none where the profile names another source. */
const isUnused = ({ profile }: Metric, numbers: readonly number[], said: readonly number[]) =>
  profile === 'EFFICIENCY' && !numbers.some((number) => said.includes(number));

/** Further services of a deployment are rows of their own. */
const standsForSubject = ({ subKey = 0 }: Observation) => subKey === 0;

/** Metrics that do not speak of what never was a question to them: incidents that blame a deployment, deployments that did not fail. */
const selective = new Set(['CHANGE_FAILURE_RATE', 'FAILED_DEPLOYMENT_RECOVERY_TIME']);

describe('observe, for every metric of the catalogue', () => {
  it('leaves facts as they were and does not depend on their order', () => {
    fc.assert(
      fc.property(anyInputs, anyMonth, (inputs, month) => {
        const copy = structuredClone(inputs);
        expect(observeAll(freeze(inputs), month)).toEqual(observeAll(turned(copy), month));
        expect(inputs).toEqual(copy);
      }),
      runs,
    );
  });

  it('keeps the rows of the UTC month, sorted, each input in at most one list', () => {
    fc.assert(
      fc.property(anyInputs, anyMonth, (inputs, month) => {
        const { from, to } = monthWindow(month);
        for (const { observations, exclusions } of observeAll(inputs, month)) {
          const rows = [...observations.filter(standsForSubject), ...exclusions];
          expect(rows.every(({ at }) => at >= from && at < to)).toBe(true);
          expect(new Set(rows.map(({ subject }) => subject)).size).toBe(rows.length);
          const instants = observations.map(({ at }) => at);
          expect(instants).toEqual(instants.toSorted((left, right) => left - right));
        }
      }),
      runs,
    );
  });

  it('says of every input, over all months, that it counts or why it does not', () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const months = Array.from({ length: 14 }, (_, index) => monthOf(Date.UTC(2024, index)));
        const all = months.flatMap((month) => observeAll(inputs, month));
        for (const metric of metrics) {
          const said = all
            .filter((observed) => observed.metric === metric)
            .flatMap(({ observations, exclusions }) => [
              ...observations.filter(standsForSubject),
              ...exclusions,
            ])
            .map(({ subject }) => subject);
          const wanted = Object.keys(metric.inputs).map((kind) =>
            spokenOf(metric, inputs[listOf[kind as InputKind]]),
          );
          const sources = wanted.filter((numbers) => !isUnused(metric, numbers, said));
          const expected = sources
            .flat()
            .filter((number) => !selective.has(metric.id) || said.includes(number));
          expect(said.toSorted()).toEqual(expected.sort());
        }
      }),
      runs,
    );
  });

  it('sees nothing for productivity metrics that are switched off, and all else as before', () => {
    const ofProductivity = metrics.filter(({ profile }) => profile === 'PRODUCTIVITY');
    const anyIds = fc.subarray(metrics.map(({ id }) => id));
    fc.assert(
      fc.property(anyInputs, anyMonth, anyIds, (inputs, month, ids) => {
        const isOff = (metric: Metric) =>
          ofProductivity.includes(metric) && ids.includes(metric.id);
        expect(observeAll(inputs, month, ids)).toEqual(
          observeAll(inputs, month).map((seen) =>
            isOff(seen.metric) ? { ...seen, observations: [], exclusions: [] } : seen,
          ),
        );
      }),
      runs,
    );
  });

  it('survives the way into columns and back', () => {
    fc.assert(
      fc.property(anyInputs, anyMonth, (inputs, month) => {
        for (const { metric, observations, exclusions } of observeAll(inputs, month)) {
          const shape = { parts: metric.parts.length, tags: metric.tags.length };
          expect(observationsOf(observationColumns(observations, shape))).toEqual(
            observations.map(({ subKey: _, ...row }) => row),
          );
          expect(exclusionsOf(exclusionColumns(exclusions, shape))).toEqual(exclusions);
        }
      }),
      runs,
    );
  });

  it('has distinct ids, and summaries that read declared parts only', () => {
    expect(new Set(metrics.map(({ id }) => id)).size).toBe(metrics.length);
    for (const { summary, parts } of metrics)
      for (const part of summary.parts) expect(parts).toContain(part);
  });

  it('has flags among its parts', () => {
    for (const { flags, parts } of metrics)
      expect(parts).toEqual(expect.arrayContaining([...flags]));
  });
});

it('refuses a metric that observes one subject and developer twice', () => {
  const twice = defineMetric({
    ...metrics[0]!,
    parts: [],
    flags: [],
    leadIn: null,
    standsFor: null,
    tags: [],
    summary: count,
    *observe() {
      for (const at of [0, 1]) yield { subject: 1, developer: 2, at, value: 1 };
    },
  });
  const inputs = { DEVELOPERS: noInputs, FILTERS: noInputs };
  expect(() => observe({ window: monthWindow(0), inputs, rules, metrics: [twice] })).toThrow(
    /twice/,
  );
});

it('gives a metric the inputs of the kinds that it reads under the rules, and no others', () => {
  const seen: string[] = [];
  const narrow = defineMetric({
    ...metrics[0]!,
    ...{ parts: [], flags: [], leadIn: null, standsFor: null, tags: [], summary: count },
    inputs: { run: 'endedAt', pullRequest: 'mergedAt' },
    reads: () => ['run'],
    observe(inputs) {
      for (const [list, rows] of Object.entries(inputs)) if (rows.length > 0) seen.push(list);
      return [];
    },
  });
  const one = [{} as never];
  const all: MetricInputs = { ...noInputs, runs: one, pullRequests: one, commits: one, acts: one };
  const inputs = { DEVELOPERS: all, FILTERS: all };
  observe({ window: monthWindow(0), inputs, rules, metrics: [narrow] });
  expect(seen).toEqual(['runs']);
});
