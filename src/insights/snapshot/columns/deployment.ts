import { heldBlamesOfRun } from '../../../engine/delivery/blame.js';
import { failureOf, repairOf } from '../../../engine/delivery/failure.js';
import type { RunInput } from '../../../model/inputs/delivery-input.js';
import { UNTAGGED } from '../../../model/observation.js';
import type { Rules } from '../../../model/team.js';
import { readDimensions } from '../../../storage/directory/dimensions.js';
import { assembleRuns } from '../../../storage/inputs/runs.js';
import type { RecordColumns } from '../../records/record-columns.js';
import { byNumber, type Naming, type ReadColumns } from './reading.js';

const incidentsOf = (run: RunInput, rules: Rules, { link }: Naming) =>
  heldBlamesOfRun(run, rules).flatMap(({ incident, rule }) => {
    const linked = link(incident);
    return linked ? [{ ...linked, rule }] : [];
  });

function outcomeColumns(run: RunInput, rules: Rules): RecordColumns {
  const { startedAt, endedAt } = run;
  const failure = failureOf(run, rules);
  return {
    ranFor: startedAt === null || endedAt === null ? null : Math.max(0, endedAt - startedAt),
    isFailure: failure?.isFailure ?? null,
    failureRule: failure?.rule ?? null,
    repairKind: failure ? repairOf(run, rules) : null,
  };
}

export const readDeployments: ReadColumns = async ({ session, metric, numbers, rulesOf }) => {
  const runs = byNumber(await assembleRuns(session, numbers));
  const services = [...runs.values()].flatMap((run) => run.services);
  const named = byNumber(await readDimensions(session, services, 'SERVICE'));
  const place = metric.tags.indexOf('service');
  const blaming = [...runs.values()].flatMap(({ blamedBy }) => blamedBy);
  return {
    mentions: blaming.map(({ incident }) => incident),
    of({ subject, tags }, naming) {
      const run = runs.get(subject);
      if (!run) return {};
      const rules = rulesOf(subject);
      return {
        ...outcomeColumns(run, rules),
        service: named.get(tags[place] ?? UNTAGGED)?.name ?? null,
        triggeredBy: naming.person(run.developer),
        incidents: incidentsOf(run, rules, naming),
      };
    },
  };
};
