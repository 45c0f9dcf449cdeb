import type { Metric } from '../../engine/metric.js';
import type { Viewer } from '../../model/access.js';
import { emptyTeamSettings, type TeamSettings } from '../../model/team.js';
import { isForDestination } from '../../model/team-scope.js';
import type { Database } from '../../storage/database/database.js';
import {
  loadReleasesOfSubjects,
  type Subject,
  type SubjectRelease,
  subjectsOf,
} from '../../storage/records/subjects.js';
import { rowUnitOf } from '../answer/data-status.js';
import { describe, linkedRecord, sourceOf } from '../answer/describe.js';
import type { InsightRecord, RecordPage, RecordQuery } from '../answer/record.js';
import { type PageColumns, readColumns } from '../snapshot/columns/columns.js';
import { byNumber, type Naming } from '../snapshot/columns/reading.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import type { NameDeveloper } from './people.js';
import { pageOfRows, type RecordRow } from './record-order.js';

interface Shown {
  readonly subjects: ReadonlyMap<number, Subject>;
  readonly releaseOf: (subject: number) => SubjectRelease | undefined;
  readonly columns: PageColumns;
}
const nothing: Shown = {
  subjects: new Map(),
  releaseOf: () => undefined,
  columns: { of: () => ({}), mentioned: new Map() },
};

/**
 * Returns a function that finds the first release that contains a change or pull request, as the
 * team that counts it ships.
 */
function releasesBySubject(
  snapshot: Snapshot,
  rows: readonly RecordRow[],
  releases: readonly SubjectRelease[],
) {
  const bySubject = Map.groupBy(releases, (release) => release.subject);
  const settingsOf = new Map(
    rows.map(({ subject, teams: [team] }) => [
      subject,
      snapshot.rules.get(team!)?.rules.settings ?? emptyTeamSettings,
    ]),
  );
  const ships = (
    settings: TeamSettings,
    { pattern, targetBranch, toDefaultBranch }: SubjectRelease,
  ) =>
    pattern === settings.releasePattern &&
    (targetBranch === null || isForDestination(settings, { targetBranch, toDefaultBranch }));
  return (subject: number) => {
    const settings = settingsOf.get(subject);
    return settings && bySubject.get(subject)?.find((release) => ships(settings, release));
  };
}

async function lookUp(
  database: Database,
  snapshot: Snapshot,
  metric: Metric,
  rows: readonly RecordRow[],
): Promise<Shown> {
  if (rows.length === 0) return nothing;
  const numbers = [...new Set(rows.map(({ subject }) => subject))];
  return database.read(snapshot.account, async (session) => {
    const subjects = byNumber(await subjectsOf(session, numbers));
    const releaseOf = releasesBySubject(
      snapshot,
      rows,
      await loadReleasesOfSubjects(session, numbers),
    );
    const columns = await readColumns(session, snapshot, metric, rows, subjects, releaseOf);
    return { subjects, releaseOf, columns };
  });
}

function recordOf(
  row: RecordRow,
  shown: Shown,
  snapshot: Snapshot,
  metric: Metric,
  viewer: Viewer,
  naming: Naming,
): InsightRecord {
  const subject = shown.subjects.get(row.subject);
  const release = shown.releaseOf(row.subject);
  return {
    subject: row.subject,
    kind: subject?.kind ?? (Object.keys(metric.inputs)[0] as InsightRecord['kind']),
    at: row.at,
    unit: rowUnitOf(snapshot, metric, row.teams[0]),
    value: row.value,
    parts: row.parts.map((value, index) => {
      const name = metric.parts[index] ?? '';
      return { name, value, isFlag: metric.flags.includes(name) };
    }),
    developer: naming.person(row.developer),
    repository: sourceOf(snapshot, subject)?.name ?? null,
    ...describe(subject, snapshot, viewer),
    detail: subject?.detail ?? {},
    columns: shown.columns.of(row, naming),
    release: release ? { name: release.name, at: release.at, rule: release.rule } : null,
    teams: row.teams,
    excluded: row.excluded,
  };
}

/**
 * Loads a page of the rows behind a number; the number of statements does not depend on its length.
 */
export async function records(
  database: Database,
  snapshot: Snapshot,
  metric: Metric,
  viewer: Viewer,
  query: RecordQuery,
  people: () => Promise<NameDeveloper>,
): Promise<RecordPage> {
  const { rows, ...page } = pageOfRows(snapshot, metric, query);
  const shown = await lookUp(
    database,
    snapshot,
    metric,
    rows.map(({ row }) => row),
  );
  const name = await people();
  const naming: Naming = {
    person: (developer) => (developer === null ? null : name(developer)),
    link: (subject) =>
      subject === null
        ? null
        : linkedRecord(shown.columns.mentioned.get(subject), snapshot, viewer),
  };
  return {
    ...page,
    records: rows.map(({ cursor, row }) => ({
      cursor,
      record: recordOf(row, shown, snapshot, metric, viewer, naming),
    })),
  };
}
