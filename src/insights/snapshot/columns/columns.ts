import type { Metric } from '../../../engine/metric.js';
import type { InputKind } from '../../../model/inputs/metric-input.js';
import { type Subject, subjectsOf } from '../../../storage/records/subjects.js';
import type { Session } from '../../../storage/sql/session.js';
import type { RecordRow } from '../../records/record-order.js';
import type { Snapshot } from '../snapshot.js';
import { readChanges } from './change.js';
import { readDeployments } from './deployment.js';
import { readIncidents } from './incident.js';
import { readPullRequests } from './pull-request.js';
import { byNumber, type Columns, type ReadColumns, type Reading } from './reading.js';
import { readSprints } from './sprint.js';
import { readWorkItems } from './work-item.js';

/** The readers of the columns of each kind; other kinds have only their facts. */
const readers: Partial<Record<InputKind, ReadColumns>> = {
  pullRequest: readPullRequests,
  workItem: readWorkItems,
  run: readDeployments,
  incident: readIncidents,
  change: readChanges,
  sprint: readSprints,
};

/** The columns of a page by kind, and the subjects that they speak of. */
export interface PageColumns {
  readonly of: Columns['of'];
  readonly mentioned: ReadonlyMap<number, Subject>;
}

/** Reads them kind by kind: how many statements that takes depends on which kinds the page has. */
export async function readColumns(
  session: Session,
  snapshot: Snapshot,
  metric: Metric,
  rows: readonly RecordRow[],
  subjects: ReadonlyMap<number, Subject>,
  releaseOf: Reading['releaseOf'],
): Promise<PageColumns> {
  const teams = new Map(rows.map(({ subject, teams: [team] }) => [subject, team!]));
  const rulesOf = (subject: number) => snapshot.rules.get(teams.get(subject)!)!.rules;
  const reading = {
    session,
    metric,
    rulesOf,
    releaseOf,
    factsOf: (one: number) => subjects.get(one),
  };
  const columns = new Map<InputKind, Columns>();
  for (const [kind, own] of Map.groupBy(subjects.values(), (subject) => subject.kind)) {
    const read = readers[kind];
    const numbers = own.map(({ number }) => number);
    if (read) columns.set(kind, await read({ ...reading, numbers }));
  }
  const mentions = [...new Set([...columns.values()].flatMap((one) => one.mentions))];
  const mentioned = await subjectsOf(session, mentions);
  return {
    of(row, naming) {
      const kind = subjects.get(row.subject)?.kind;
      return (kind && columns.get(kind)?.of(row, naming)) ?? {};
    },
    mentioned: byNumber(mentioned),
  };
}
