import { explain } from '../engine/explain.js';
import type { Measured } from '../engine/measured.js';
import type { Metric } from '../engine/metric.js';
import { conditionText, setText } from '../model/filter-words.js';
import type { Denominator, WorkingCalendar } from '../model/profile.js';
import type { RulesInForce } from '../model/team.js';
import type { Explanation } from './answer.js';
import { notConfigured } from './data-status.js';
import { type PlaceName, placesOf } from './places.js';
import { questionOf } from './question.js';
import type { Snapshot } from './snapshot.js';

function codeFilters({ settings }: RulesInForce): string[] {
  const { destinationBranches, excludedChanges, deployingChanges } = settings;
  return [
    ...settings.repositories.map(conditionText),
    destinationBranches.length === 0
      ? 'on the default branch'
      : destinationBranches.map(conditionText).join(' and '),
    ...excludedChanges.map((condition) => `without those whose ${conditionText(condition)}`),
    ...deployingChanges.map((condition) => `deploying where ${conditionText(condition)}`),
    `releases are tags that match ${settings.releasePattern}`,
  ];
}

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

function pipelineFilters({ settings: { pipelines } }: RulesInForce): string[] {
  const { scope, success, failure } = pipelines;
  return [
    ...scope.map(conditionText),
    ...(success.conditions.length > 0 ? [`successful where ${setText(success)}`] : []),
    ...(failure.conditions.length > 0 ? [`failed where ${setText(failure)}`] : []),
  ];
}

const filtersOfPlace: Record<PlaceName, (rules: RulesInForce) => readonly string[]> = {
  repository: codeFilters,
  project: ({ settings }) => settings.issueManagement.projects.map(conditionText),
  pipeline: pipelineFilters,
  incident: ({ settings }) => [setText(settings.incidentManagement.incidents)],
  'change request': ({ settings }) => [setText(settings.incidentManagement.changeRequests)],
};

function filtersOf(metric: Metric, rules: RulesInForce): string[] {
  if (metric.population === 'DEVELOPERS')
    return ['done by developers of the team, wherever it was'];
  const filtered: readonly string[] = rules.settings.metricsUsingDeveloperFilters;
  return [
    ...placesOf(metric, [rules])
      .flatMap(({ name }) => filtersOfPlace[name](rules))
      .filter((text) => text !== ''),
    ...(filtered.includes(metric.id) ? ['done by developers of the team'] : []),
  ];
}

const calendarOf = ({ profile }: Metric, { efficiency, productivity }: RulesInForce) =>
  profile === 'EFFICIENCY' ? efficiency.calendar : productivity.calendar;

/** What the metric says that it reads, and what all metrics of its unit and summary read. */
function optionsOf(metric: Metric, rules: RulesInForce): string[] {
  const { denominator } = rules.productivity;
  return [
    ...metric.options(rules),
    ...(metric.unit === 'DURATION' ? [calendarText(calendarOf(metric, rules))] : []),
    ...(metric.summary.perDeveloper ? [denominators[denominator]] : []),
  ];
}

const profileOf = (metric: Metric, rules: RulesInForce) =>
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

/** Why the headline is what it is: formula, rules in force, what was counted and what was left out. */
export function explanationOf(snapshot: Snapshot, metric: Metric, measured: Measured): Explanation {
  const { disagreements, ...explained } = explain(
    questionOf(snapshot, metric, snapshot.window),
    measured,
  );
  const lacking = notConfigured(snapshot, metric);
  const differing =
    disagreements.length > 0
      ? [
          `${disagreements.length} rows are valued differently by several teams: the team with the lowest number counts.`,
        ]
      : [];
  return {
    ...explained,
    notes: [...(lacking ? [lacking] : []), ...explained.notes, ...differing],
    rules: rulesOf(snapshot, metric),
  };
}
