import type { Metric } from '../engine/metric.js';
import { observe } from '../engine/observe.js';
import { monthWindow } from '../model/time.js';
import { anchorsOf } from '../storage/anchors/anchors.js';
import { writeCells } from '../storage/cell-rows.js';
import { takeMarkedCells } from '../storage/marks.js';
import { rulesets } from '../storage/rulesets.js';
import type { Session } from '../storage/session.js';

/**
 * Observes some marked cells of one team again and writes the difference; a difference under the rules in force is told in the
 * change log. Answers false where no cell is marked or others work on all that are.
 */
export async function observeCells(session: Session, metrics: readonly Metric[]): Promise<boolean> {
  const cells = await takeMarkedCells(session);
  if (!cells) return false;
  const { team, ruleset, months, inForce } = cells;
  const rules = (await rulesets(session, [ruleset])).get(ruleset);
  if (!rules) return true;
  const window = { from: monthWindow(months[0]!).from, to: monthWindow(months.at(-1)!).to };
  const anchors = await anchorsOf(session, team, window, rules);
  const seen = observe({ window, anchors, rules, metrics });
  const differing = await writeCells(
    session,
    cells,
    seen.map(({ metric, ...rows }) => ({ ...rows, metric: metric.id })),
  );
  if (inForce)
    for (const [month, changed] of differing)
      session.append({ kind: 'CELLS', what: { team, month, metrics: changed } });
  return true;
}
