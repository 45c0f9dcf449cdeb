import type { Metric } from '../engine/metric.js';
import {
  dropUnusedPatterns,
  type Switched,
  switchRulesets,
} from '../storage/cells/ruleset-change.js';
import { rulesets } from '../storage/cells/rulesets.js';
import type { Session } from '../storage/sql/session.js';
import { isConcerned } from './concern.js';

/** Makes pending rules effective once all their cells are observed, or at once where none were. Says which metrics of which teams follow other rules now. */
export async function switchRules(session: Session, metrics: readonly Metric[]): Promise<boolean> {
  const switched = await switchRulesets(session);
  if (switched.length === 0) return false;
  const numbers = switched
    .flatMap(({ before, after }) => [before, after])
    .filter((number) => number !== null);
  const contents = await rulesets(session, numbers);
  const patternOf = (number: number) => contents.get(number)?.settings.releasePattern;
  const isOther = ({ before, after }: Switched) =>
    before !== null && patternOf(before) !== patternOf(after);
  if (switched.some(isOther)) await dropUnusedPatterns(session);
  const byMetrics = Map.groupBy(switched, ({ before, after }) => {
    const now = contents.get(after);
    const then = before === null ? undefined : contents.get(before);
    return now
      ? metrics
          .filter((metric) => isConcerned(metric, then, now))
          .map(({ id }) => id)
          .join()
      : '';
  });
  for (const [concerned, teams] of byMetrics)
    session.append({
      kind: 'RULES',
      what: { teams: teams.map(({ team }) => team), metrics: concerned.split(',').filter(Boolean) },
    });
  return true;
}
