import { type Explained, explain } from '../engine/explain.js';
import type { Measured } from '../engine/measured.js';
import type { Metric } from '../engine/metric.js';
import type { FilterCondition, FilterSet } from '../model/filter.js';
import type { RulesInForce } from '../model/team.js';
import type { Explanation } from './answer.js';
import { lackingTeams, notConfigured } from './data-status.js';
import { type PlaceName, placesOf } from './places.js';
import { questionOf } from './question.js';
import type { Snapshot } from './snapshot.js';

const words: Record<FilterCondition['operator'], string> = {
  EQUALS: 'is',
  NOT_EQUALS: 'is not',
  CONTAINS: 'contains',
  DOES_NOT_CONTAIN: 'does not contain',
  STARTS_WITH: 'starts with',
  ENDS_WITH: 'ends with',
};
const conditionText = ({ property, operator, values }: FilterCondition): string =>
  `${property} ${words[operator]} ${values.map((value) => `"${value}"`).join(' or ')}`;

const setText = ({ op, conditions }: FilterSet): string =>
  conditions.map(conditionText).join(op === 'AND' ? ' and ' : ' or ');

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

const projectFilters = ({ settings }: RulesInForce): string[] =>
  settings.issueManagement.projects.map(conditionText);

const filtersOfPlace: Record<PlaceName, (rules: RulesInForce) => readonly string[]> = {
  repository: codeFilters,
  project: projectFilters,
  version: projectFilters,
  pipeline: ({ settings }) => settings.pipelines.scope.map(conditionText),
  incident: ({ settings }) => [setText(settings.incidentManagement.incidents)],
  'change request': ({ settings }) => [setText(settings.incidentManagement.changeRequests)],
};

function filtersOf(metric: Metric, rules: RulesInForce): string[] {
  if (metric.population === 'DEVELOPERS')
    return ['done by developers of the team, wherever it was'];
  const filtered: readonly string[] = rules.settings.metricsUsingDeveloperFilters;
  return [
    ...[
      ...new Set(placesOf(metric, rules).flatMap(({ name }) => filtersOfPlace[name](rules))),
    ].filter((text) => text !== ''),
    ...(filtered.includes(metric.id) ? ['done by developers of the team'] : []),
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

/** What is missing altogether, or which teams are not in the number and why. */
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

/** Why the headline is what it is: formula, rules in force, what was counted and what was left out. */
export function explanationOf(snapshot: Snapshot, metric: Metric, measured: Measured): Explanation {
  const { disagreements, ...explained } = explain(
    questionOf(snapshot, metric, snapshot.window),
    measured,
  );
  return {
    ...explained,
    notes: [
      ...lackNotes(snapshot, metric),
      ...explained.notes,
      ...differing(snapshot, disagreements),
    ],
    rules: rulesOf(snapshot, metric),
  };
}
