import type { Metric } from '../../engine/metric.js';
import { ambiguousNames } from '../../model/facts/ambiguous-names.js';
import type { Traits } from '../../model/inputs/input-base.js';
import { owns } from '../../model/team-scope.js';
import { placesOf } from '../records/place-names.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { rulesOf } from '../snapshot/team-rules.js';
import { isKnown } from './coverage.js';

/**
 * Returns a note if runs within the window, which the metric reads for teams, name commits of which
 * no repository has any. Empty if there are no such runs, or if no history is known.
 */
function unknownCommits(snapshot: Snapshot, metric: Metric, teams: readonly number[]): string[] {
  const { withoutCommits, window } = snapshot;
  if (withoutCommits.length === 0 || !isKnown(snapshot, 'history')) return [];
  const rules = rulesOf(snapshot, teams).filter((each) => metric.reads(each).includes('run'));
  const isRead = (traits: Traits) => rules.some(({ settings }) => owns('run', settings, traits));
  const runs = withoutCommits.filter(
    ({ at, traits }) => at >= window.from && at < window.to && isRead(traits),
  );
  const first = runs.at(-1);
  if (!first) return [];
  const [one, name] = runs.length === 1 ? ['run', 'names'] : ['runs', 'name'];
  return [
    `${runs.length} ${one} ${name} commits that no repository has, the first of them ${first.id} of ${first.pipeline} with ${first.commit}: import the history of its repository, or correct the hash.`,
  ];
}

/** Returns what of the sources of a metric may make it other than is meant, each as `what: what can be done`. */
export function sourceWarnings(
  snapshot: Snapshot,
  metric: Metric,
  teams: readonly number[],
): string[] {
  const ambiguous = rulesOf(snapshot, teams)
    .filter((rules) => placesOf(metric, rules).some(({ name }) => name === 'repository'))
    .flatMap(({ settings }) => ambiguousNames(settings.repositories, snapshot.sources, []))
    .map(({ message }) => message);
  return [...new Set([...unknownCommits(snapshot, metric, teams), ...ambiguous])];
}
