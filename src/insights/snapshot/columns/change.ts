import { momentsOfChange } from '../../../engine/delivery/moments.js';
import { unitOf } from '../../../engine/delivery/passage.js';
import { createLineCounter } from '../../../engine/review/lines.js';
import { filesOfChanges } from '../../../storage/records/record-facts.js';
import { onceByRules } from '../../keep.js';
import type { RecordColumns } from '../../records/record-columns.js';
import { phasesOf } from './phases.js';
import type { ReadColumns, Reading } from './reading.js';

function phasesOfChange(subject: number, { factsOf, releaseOf, rulesOf }: Reading): RecordColumns {
  const { efficiency } = rulesOf(subject);
  const { firstCommitAt, mergedAt } = factsOf(subject)?.detail ?? {};
  const isKnown = typeof firstCommitAt === 'number' && typeof mergedAt === 'number';
  if (!isKnown || unitOf(efficiency) !== 'CHANGE') return { phases: [] };
  const releasedAt = releaseOf(subject)?.at ?? null;
  return { phases: phasesOf(momentsOfChange({ firstCommitAt, mergedAt, releasedAt }), efficiency) };
}

export const readChanges: ReadColumns = async (reading) => {
  const { session, metric, numbers, rulesOf } = reading;
  const counterOf = onceByRules(({ productivity }) => createLineCounter(productivity));
  const found = metric.byFile ? await filesOfChanges(session, numbers) : [];
  const files = Map.groupBy(found, ({ change }) => change);
  return {
    mentions: [],
    of({ subject, at }) {
      const phases = phasesOfChange(subject, reading);
      if (!metric.byFile) return phases;
      const { classOf } = counterOf(rulesOf(subject));
      const changed = files.get(subject) ?? [];
      return {
        ...phases,
        files: changed.map((file) => ({ ...file, class: classOf(file, at) })),
      };
    },
  };
};
