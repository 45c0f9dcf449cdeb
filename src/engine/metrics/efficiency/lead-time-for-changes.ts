import type { ChangeAnchor } from '../../../model/code-anchor.js';
import type { WorkflowOrder } from '../../../model/profile.js';
import { defineMetric, exclude, type LeftOut, type Totals } from '../../metric.js';
import { duration } from '../../summary/duration.js';

const parts = ['firstCommitUnknown', 'outOfOrder'] as const;

function* sight(change: ChangeAnchor, releasedAt: number, order: WorkflowOrder) {
  const { number: subject, developer, repository } = change;
  const elapsed = releasedAt - change.firstCommitAt;
  if (elapsed < 0 && order === 'ENFORCE') yield exclude(change, 'OUT_OF_ORDER', releasedAt);
  else
    yield {
      subject,
      developer,
      at: releasedAt,
      value: Math.max(0, elapsed),
      parts: {
        firstCommitUnknown: Number(change.firstCommitUnknown),
        outOfOrder: Number(elapsed < 0),
      },
      tags: { repository },
    };
}

function leftOut(change: ChangeAnchor): LeftOut | null {
  if (change.doubt) return exclude(change, change.doubt);
  if (change.baseline) return exclude(change, 'BASELINE');
  return change.releasedAt === null ? exclude(change, 'NOT_RELEASED') : null;
}

function notes({ counted, parts: sums }: Totals<(typeof parts)[number]>): string[] {
  const unknown = `${sums.firstCommitUnknown} of ${counted} changes were squashed: their first commit is not known, so their time begins at the squashed commit.`;
  const clamped = `${sums.outOfOrder} of ${counted} changes were released before their first commit was written, by the dates given: they count as 0.`;
  return [
    ...(sums.firstCommitUnknown > 0 ? [unknown] : []),
    ...(sums.outOfOrder > 0 ? [clamped] : []),
  ];
}

export const leadTimeForChanges = defineMetric({
  id: 'LEAD_TIME_FOR_CHANGES',
  title: 'Lead time for changes',
  description:
    'Time from the first commit of a change to the first release that contains it. A change is a step of the default branch, and belongs to the day of its release. Changes of the first release are left out, since nobody knows when the one before was.',
  formula: 'released at - first commit at, aggregated over released changes',
  unit: 'DURATION',
  better: 'LOWER',
  profile: 'EFFICIENCY',
  population: 'FILTERS',
  anchors: { change: 'releasedAt' },
  parts,
  tags: ['repository'],
  summary: duration,
  notes,
  *observe({ changes }, { efficiency }) {
    for (const change of changes) {
      const left = leftOut(change);
      if (left) yield left;
      else yield* sight(change, change.releasedAt!, efficiency.leadTime.workflowOrder);
    }
  },
});
