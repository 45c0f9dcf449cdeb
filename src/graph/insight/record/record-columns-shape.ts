import type * as columns from '../../../insights/records/record-columns.js';
import { isoDuration } from '../../../model/time.js';
import { encodeNodeId } from '../../node-id.js';
import { aliasOutside } from '../alias-shape.js';
import { recordTypeOf } from './record.type.js';
import type {
  LinkByBlame,
  LinkedRecord,
  PersonSince,
  PhaseOfRecord,
} from './record-column.type.js';

const maybe =
  <Inside, Outside>(shape: (inside: Inside) => Outside) =>
  (inside: Inside | null | undefined): Outside | null =>
    inside === null || inside === undefined ? null : shape(inside);
const each =
  <Inside, Outside>(shape: (inside: Inside) => Outside) =>
  (inside: readonly Inside[]): readonly Outside[] =>
    inside.map(shape);

const linkOutside = ({ subject, kind, ...link }: columns.LinkedRecord): LinkedRecord => ({
  ...link,
  subject: encodeNodeId(recordTypeOf[kind], subject),
});
const blameOutside = ({ rule, ...record }: columns.LinkedByBlame): LinkByBlame => ({
  record: linkOutside(record),
  rule,
});
const personOutside = ({ developer, at }: columns.PersonSince): PersonSince => ({
  developer: aliasOutside(developer),
  at,
});
const phaseOutside = ({ key, start, end, ...step }: columns.PhaseOfRecord): PhaseOfRecord => ({
  key,
  startEvent: start.event,
  startedAt: step.startedAt,
  endEvent: end.event,
  endedAt: step.endedAt,
  duration: maybe(isoDuration)(step.milliseconds),
  rating: step.rating,
});
const effortOutside = ({ effort, effortUnit }: columns.RecordColumns): number | null =>
  maybe((value: number) => (effortUnit === 'TICKET_TIME_SPENT' ? value / 1000 : value))(effort);

/**
 * Returns the columns of a row as the schema shows them: global ids, ISO 8601 for durations,
 * seconds for time in progress.
 */
export const columnsOutside = (inside: columns.RecordColumns) => ({
  ...inside,
  reviewers: maybe(each(personOutside))(inside.reviewers),
  cycleTime: maybe(isoDuration)(inside.cycleTime),
  deployment: maybe(linkOutside)(inside.deployment),
  reverts: maybe(linkOutside)(inside.reverts),
  phases: maybe(each(phaseOutside))(inside.phases),
  epic: maybe(linkOutside)(inside.epic),
  effort: effortOutside(inside),
  assignees: maybe(each(personOutside))(inside.assignees),
  triggeredBy: aliasOutside(inside.triggeredBy ?? null),
  ranFor: maybe(isoDuration)(inside.ranFor),
  incidents: maybe(each(blameOutside))(inside.incidents),
  timeToRestore: maybe(isoDuration)(inside.timeToRestore),
  blames: maybe(blameOutside)(inside.blames),
});
