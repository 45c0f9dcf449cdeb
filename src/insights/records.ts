import type { Metric } from '../engine/metric.js';
import type { Viewer } from '../model/access.js';
import type { Database } from '../storage/database.js';
import { ridesOfChanges, type Subject, subjectsOf } from '../storage/subjects.js';
import type { InsightRecord, RecordPage, RecordQuery } from './answer.js';
import { linkTo, mayNamePerson } from './links.js';
import type { NameDeveloper } from './people.js';
import { pageOfRows, type RecordRow } from './record-order.js';
import type { Snapshot } from './snapshot.js';

interface Shown {
  readonly subjects: ReadonlyMap<number, Subject>;
  readonly rides: ReadonlyMap<
    number,
    { readonly name: string; readonly at: number; readonly pattern: string }[]
  >;
}

async function lookUp(
  database: Database,
  account: number,
  rows: readonly RecordRow[],
): Promise<Shown> {
  if (rows.length === 0) return { subjects: new Map(), rides: new Map() };
  const numbers = [...new Set(rows.map(({ subject }) => subject))];
  return database.read(account, async (session) => {
    const subjects = await subjectsOf(session, numbers);
    const rides = await ridesOfChanges(session, numbers);
    return {
      subjects: new Map(subjects.map((subject) => [subject.number, subject])),
      rides: Map.groupBy(rides, ({ change }) => change),
    };
  });
}

/** What a viewer without the right to names may see of a title and a link. */
function described(subject: Subject | undefined, url: string | null, viewer: Viewer) {
  if (!subject) return { title: null, url: null };
  const link = linkTo(subject, url);
  if (viewer.reveals) return { title: subject.title, url: link };
  return {
    title: mayNamePerson(subject.title) ? null : subject.title,
    url: subject.kind === 'release' || subject.kind === 'version' ? link : null,
  };
}

function recordOf(
  row: RecordRow,
  shown: Shown,
  snapshot: Snapshot,
  metric: Metric,
  viewer: Viewer,
  name: NameDeveloper,
): InsightRecord {
  const subject = shown.subjects.get(row.subject);
  const source = snapshot.sources.find(({ repository }) => repository === subject?.repository);
  const pattern = row.teams.map(
    (team) => snapshot.rules.get(team)?.rules.settings.releasePattern,
  )[0];
  const ride = shown.rides.get(row.subject)?.find((one) => one.pattern === pattern);
  return {
    subject: row.subject,
    kind: subject?.kind ?? (Object.keys(metric.anchors)[0] as InsightRecord['kind']),
    at: row.at,
    value: row.value,
    parts: row.parts.map((value, index) => {
      const name = metric.parts[index] ?? '';
      return { name, value, isFlag: metric.flags.includes(name) };
    }),
    developer: row.developer === null ? null : name(row.developer),
    repository: source?.name ?? null,
    ...described(subject, source?.url ?? null, viewer),
    detail: subject?.detail ?? {},
    release: ride ? { name: ride.name, at: ride.at } : null,
    teams: row.teams,
    excluded: row.excluded,
  };
}

/** A page of the rows behind a number; how many statements it takes does not depend on its length. */
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
    viewer.account,
    rows.map(({ row }) => row),
  );
  const name = await people();
  return {
    ...page,
    records: rows.map(({ cursor, row }) => ({
      cursor,
      record: recordOf(row, shown, snapshot, metric, viewer, name),
    })),
  };
}
