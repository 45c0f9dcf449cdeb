import type { Metric } from '../engine/metric.js';
import { observe } from '../engine/observe.js';
import { anchorsOf } from '../storage/anchors.js';
import { writeCell } from '../storage/cell-rows.js';
import { takeMarkedCell } from '../storage/marks.js';
import { rulesets } from '../storage/rulesets.js';
import type { Session } from '../storage/session.js';

/**
 * Observes one marked cell again and writes the difference; a difference under the rules in force is told in the change log. Answers false where no cell is
 * marked or others work on all that are.
 */
export async function observeCell(session: Session, metrics: readonly Metric[]): Promise<boolean> {
  const cell = await takeMarkedCell(session);
  if (!cell) return false;
  const rules = (await rulesets(session, [cell.ruleset])).get(cell.ruleset);
  if (!rules) return true;
  const anchors = await anchorsOf(session, cell.team, cell.month, rules);
  const seen = observe({ month: cell.month, anchors, rules, metrics });
  const changed = await writeCell(
    session,
    cell,
    seen.map(({ metric, observations, exclusions }) => ({
      metric: metric.id,
      observations,
      exclusions,
    })),
  );
  if (changed.length > 0 && cell.inForce)
    session.append({
      kind: 'CELLS',
      what: { team: cell.team, month: cell.month, metrics: changed },
    });
  return true;
}
