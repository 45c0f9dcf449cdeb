import { explain } from '../engine/explain.js';
import type { Measured } from '../engine/measured.js';
import type { Metric } from '../engine/metric.js';
import type { RulesInForce } from '../model/team.js';
import type { Explanation } from './answer.js';
import { notConfigured } from './data-status.js';
import { filtersOf } from './filter-words.js';
import { questionOf } from './question.js';
import type { Snapshot } from './snapshot.js';

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
