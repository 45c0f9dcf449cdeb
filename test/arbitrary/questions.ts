import fc from 'fast-check';
import { exclusionColumns, observationColumns } from '../../src/engine/columns.js';
import type { Metric } from '../../src/engine/metric.js';
import { metrics } from '../../src/engine/metrics/index.js';
import { observe } from '../../src/engine/observe.js';
import type { Question, TeamColumns } from '../../src/engine/question.js';
import type { Membership } from '../../src/model/facts/people.js';
import type { InputKind, MetricInputs } from '../../src/model/inputs/metric-input.js';
import { monthOf, monthWindow } from '../../src/model/month.js';
import {
  defaultAlignment,
  defaultProductivity,
  sourceCodePreset,
} from '../../src/model/profile/default-profile.js';
import { emptyTeamSettings, type Rules, type TeamSettings } from '../../src/model/team.js';
import type { Instant } from '../../src/model/time.js';
import { anyAlignment } from './alignment.js';
import { anyInstant, rarely } from './base.js';
import { anyEfficiency } from './efficiency.js';
import { anyInputsOf, mapInputs } from './inputs.js';
import { anyProductivity } from './productivity.js';
import { anyWhen } from './windows.js';
import { span } from './zones.js';

export const rules: Rules = {
  settings: emptyTeamSettings,
  efficiency: sourceCodePreset,
  productivity: defaultProductivity,
  alignment: defaultAlignment,
};
export const lenient: Rules = {
  ...rules,
  efficiency: {
    ...sourceCodePreset,
    leadTime: { ...sourceCodePreset.leadTime, workflowOrder: 'ALLOW_EXCEPTIONS' },
  },
};

const filtered: TeamSettings = {
  ...emptyTeamSettings,
  excludedChanges: [{ property: 'label', operator: 'EQUALS', values: ['chore'] }],
  deployingChanges: [{ property: 'label', operator: 'EQUALS', values: ['deploy'] }],
  issueManagement: {
    ...emptyTeamSettings.issueManagement,
    incidents: [{ property: 'type', operator: 'EQUALS', values: ['Bug'] }],
  },
};
const anyRules: fc.Arbitrary<Rules> = fc.oneof(
  fc.constantFrom(rules, lenient),
  fc.record({
    settings: fc.constantFrom(emptyTeamSettings, filtered),
    efficiency: anyEfficiency,
    productivity: anyProductivity,
    alignment: anyAlignment,
  }),
);

const monthsOf = (from: number, to: number) =>
  Array.from({ length: monthOf(to) - monthOf(from) + 1 }, (_, index) => monthOf(from) + index);

/** The cells of every month of the generated span, for one metric of one team. */
function cellsOf(metric: Metric, inputs: MetricInputs, effective: Rules = rules) {
  const shape = { parts: metric.parts.length, tags: metric.tags.length };
  const observed = monthsOf(span.from, span.to).map(
    (month) =>
      observe({
        window: monthWindow(month),
        inputs: { DEVELOPERS: inputs, FILTERS: inputs },
        rules: effective,
        metrics: [metric],
      })[0]!,
  );
  return {
    cells: observed.map(({ observations }) => observationColumns(observations, shape)),
    exclusions: observed.map(({ exclusions }) => exclusionColumns(exclusions, shape)),
  };
}

const anyRoster = (team: number): fc.Arbitrary<Membership[]> =>
  fc.array(
    fc.record({
      team: fc.constant(team),
      developer: fc.integer({ min: 1, max: 6 }),
      since: fc.option(anyInstant, { freq: 1 }),
      until: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, anyInstant),
      shared: fc.boolean(),
    }),
    { minLength: 2, maxLength: 9, size: 'max' },
  );

const part = (all: MetricInputs, keep: (number: number) => boolean): MetricInputs =>
  mapInputs(all, (rows) => rows.filter(({ number }) => keep(number)));

/** A team sees part of what there is, so that teams overlap. */
const anyTeam = (team: number, metric: Metric, all: MetricInputs): fc.Arbitrary<TeamColumns> =>
  fc
    .tuple(anyRoster(team), rarely, fc.integer({ min: 1, max: 3 }), anyRules)
    .map(([roster, usesDeveloperFilter, stride, effective]) => ({
      team,
      roster,
      usesDeveloperFilter,
      ...cellsOf(
        metric,
        part(all, (number) => number % stride === 0),
        effective,
      ),
    }));

const instantsOf = (teams: readonly TeamColumns[]): Instant[] =>
  teams.flatMap(({ cells }) => cells.flatMap(({ at }) => [...at]));

/** Any inputs that the metric reads, few or many. */
function anythingFor({ inputs }: Metric): fc.Arbitrary<MetricInputs> {
  const kinds = Object.keys(inputs) as InputKind[];
  return fc.oneof(anyInputsOf(kinds, { maxLength: 4 }), {
    weight: 4,
    arbitrary: anyInputsOf(kinds, { minLength: 40, maxLength: 80, size: 'max' }),
  });
}

/** Any question about any metric of the catalogue, over one to three overlapping teams. */
export const anyQuestion: fc.Arbitrary<Question> = fc
  .constantFrom(...metrics)
  .chain((metric) =>
    fc.tuple(fc.constant(metric), anythingFor(metric), fc.integer({ min: 1, max: 3 })),
  )
  .chain(([metric, inputs, count]) =>
    fc.record({
      metric: fc.constant(metric),
      teams: fc.tuple(
        ...Array.from({ length: count }, (_, index) => anyTeam(index + 1, metric, inputs)),
      ),
      granularity: fc.constantFrom('DAY', 'WEEK', 'MONTH', 'QUARTER'),
      aggregation: fc.constantFrom('MEAN', 'MEDIAN', 'P90'),
      membership: fc.constantFrom('CURRENT', 'AS_OF'),
      denominator: fc.constantFrom('ROSTER', 'CONTRIBUTING'),
      now: anyInstant,
      categories: fc.constantFrom([], [2, 1, 0]),
    }),
  )
  .chain((asked) =>
    anyWhen(instantsOf(asked.teams)).map((when) => ({ ...asked, ...when }) as Question),
  );
