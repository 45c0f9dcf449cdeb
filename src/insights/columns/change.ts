import { momentsOfChange } from '../../engine/delivery/moments.js';
import { stepsOf, unitOf } from '../../engine/delivery/passage.js';
import { createLineCounter } from '../../engine/review/lines.js';
import { filesOfChanges } from '../../storage/record-facts.js';
import type { RecordColumns } from '../record-columns.js';
import type { ReadColumns, Reading } from './reading.js';

function phasesOf(subject: number, { factsOf, rideOf, rulesOf }: Reading): RecordColumns {
  const { efficiency } = rulesOf(subject);
  const { firstCommitAt, mergedAt } = factsOf(subject)?.detail ?? {};
  const isKnown = typeof firstCommitAt === 'number' && typeof mergedAt === 'number';
  if (!isKnown || unitOf(efficiency) !== 'CHANGE') return { phases: [] };
  const releasedAt = rideOf(subject)?.at ?? null;
  return { phases: stepsOf(momentsOfChange({ firstCommitAt, mergedAt, releasedAt }), efficiency) };
}

export const readChanges: ReadColumns = async (reading) => {
  const { session, metric, numbers, rulesOf } = reading;
  const found = metric.byFile ? await filesOfChanges(session, numbers) : [];
  const files = Map.groupBy(found, ({ change }) => change);
  return {
    mentions: [],
    of({ subject, at }) {
      const phases = phasesOf(subject, reading);
      if (!metric.byFile) return phases;
      const { classOf } = createLineCounter(rulesOf(subject).productivity);
      const changed = files.get(subject) ?? [];
      return {
        ...phases,
        files: changed.map((file) => ({ ...file, class: classOf(file, at) })),
      };
    },
  };
};
