import { type Explained, explain } from '../../engine/explain.js';
import type { Measured } from '../../engine/measured.js';
import type { Metric } from '../../engine/metric.js';
import type { Denominator } from '../../model/profile/productivity-profile.js';
import type { WorkingCalendar } from '../../model/profile/working-calendar.js';
import type { EffectiveRules } from '../../model/team.js';
import { questionOf } from '../question.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import type { Explanation } from './answer.js';
import { lackingTeams, notConfigured } from './data-status.js';
import { filtersOf } from './filter-texts.js';
import { setAsideIn, setAsideNotes } from './set-aside-of.js';
import { coverageOf, gapsIn, lacksIn } from './source-coverage.js';
import { sourceWarnings } from './source-warnings.js';

const denominators: Record<Denominator, string> = {
  ROSTER: 'divided by the developers of the roster',
  CONTRIBUTING: 'divided by the developers who contributed',
};

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function calendarText(calendar: WorkingCalendar | null): string {
  if (!calendar) return 'every hour counts';
  const { days, from, to, zone, holidays } = calendar;
  const names = days.map((day) => weekdays[day - 1]).join(', ');
  const free = holidays.length > 0 ? `, without ${holidays.length} holidays` : '';
  return `hours count on ${names} from ${from} to ${to} in ${zone}${free}`;
}

const calendarOf = ({ profile }: Metric, { efficiency, productivity }: EffectiveRules) =>
  profile === 'EFFICIENCY' ? efficiency.calendar : productivity.calendar;

/**
 * Returns texts of the options that the metric reads, and of those that all metrics of its unit and
 * summary read.
 */
function optionsOf(metric: Metric, rules: EffectiveRules): string[] {
  const { denominator } = rules.productivity;
  return [
    ...metric.options(rules),
    ...(metric.unit === 'DURATION' ? [calendarText(calendarOf(metric, rules))] : []),
    ...(metric.summary.perDeveloper ? [denominators[denominator]] : []),
  ];
}

const profileOf = (metric: Metric, rules: EffectiveRules) =>
  ({
    EFFICIENCY: rules.efficiencyProfile,
    PRODUCTIVITY: rules.productivityProfile,
    BUSINESS_ALIGNMENT: rules.alignmentProfile ?? { name: 'None', version: 0 },
  })[metric.profile];

function rulesOf(snapshot: Snapshot, metric: Metric): Explanation['rules'] {
  const names = new Map(snapshot.scope.nodes.map(({ number, name }) => [number, name]));
  return [...snapshot.rules].map(([team, { ruleset, rules }]) => {
    const { name, version } = profileOf(metric, rules);
    return {
      team,
      teamName: names.get(team) ?? '',
      ruleset,
      profile: { name, version },
      filters: filtersOf(metric, rules),
      options: optionsOf(metric, rules),
    };
  });
}

/** Which teams value rows differently, and whose value counts. */
function differing({ scope }: Snapshot, disagreements: Explained['disagreements']): string[] {
  const names = new Map(scope.nodes.map(({ number, name }) => [number, name]));
  return disagreements.map(({ team, other, rows }) => {
    const [first, second] = [team, other].map((number) => names.get(number) ?? `team ${number}`);
    return `${rows} ${rows === 1 ? 'row is' : 'rows are'} valued differently by ${first} and ${second}: what ${first} says counts.`;
  });
}

/** Returns notes on missing data, or on teams that are not in the number and why. */
function lackNotes(snapshot: Snapshot, metric: Metric): string[] {
  const missing = notConfigured(snapshot, metric);
  if (missing) return [missing];
  const { teams } = snapshot.scope;
  const lacking = lackingTeams(snapshot, metric, teams);
  return [...new Set(lacking.values())].map((lack) => {
    const those = [...lacking.values()].filter((each) => each === lack);
    return `${those.length} of ${teams.length} teams are not in the number. ${lack}`;
  });
}

/** Returns notes on what the sources of a number never report, and on their gaps if any row counts. */
function coverageNotes(snapshot: Snapshot, metric: Metric, { headline }: Measured): string[] {
  if (notConfigured(snapshot, metric)) return [];
  const coverage = coverageOf(snapshot, metric);
  const gaps = headline.sampleSize === 0 ? [] : gapsIn(coverage);
  return [...lacksIn(coverage), ...gaps.map(({ note }) => note)];
}

/** Explains the headline: formula, effective rules, counted rows and excluded rows. */
export function explanationOf(snapshot: Snapshot, metric: Metric, measured: Measured): Explanation {
  const { disagreements, ...explained } = explain(
    questionOf(snapshot, metric, snapshot.window),
    measured,
  );
  const warnings = sourceWarnings(snapshot, metric, snapshot.scope.teams);
  return {
    ...explained,
    warnings,
    notes: [
      ...lackNotes(snapshot, metric),
      ...setAsideNotes(setAsideIn(snapshot, metric, snapshot.window, snapshot.scope.teams)),
      ...warnings,
      ...explained.notes,
      ...differing(snapshot, disagreements),
      ...coverageNotes(snapshot, metric, measured),
    ],
    rules: rulesOf(snapshot, metric),
  };
}
