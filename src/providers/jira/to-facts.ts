import type { Tombstone } from '../../model/facts/facts.js';
import type { SprintFact, SprintState, VersionFact } from '../../model/facts/work.js';
import { type Instant, isLocalDate, startOfLocalDate } from '../../model/time.js';
import { lineOf } from '../names.js';
import type { MappedFacts, Page } from '../provider.js';
import { Records } from '../records.js';
import { siteId } from './issues/site-ids.js';
import { toWorkItem } from './issues/to-work-item.js';
import {
  type GoneBody,
  type IssuesBody,
  type SprintsBody,
  type VersionsBody,
  type WireSprint,
  type WireVersion,
  wireHistory,
  wireIssue,
  wireSprint,
  wireVersion,
} from './wire.js';

function issues(body: IssuesBody, records: Records, readAt: Instant): MappedFacts {
  const apart = new Map(
    (body.changelogs ?? []).map(({ issueId, changeHistories }) => [issueId, changeHistories]),
  );
  const facts = body.issues.flatMap((given) =>
    records.read(wireIssue, given, 'ISSUE').map((issue) => {
      const { fields } = given as { readonly fields: Readonly<Record<string, unknown>> };
      const found = apart.get(issue.id) ?? issue.changelog?.histories;
      const entries = Array.isArray(found) ? found : [];
      const history = records.readAll(wireHistory, entries, 'HISTORY_ENTRY');
      return toWorkItem(issue, fields, history, body);
    }),
  );
  // Jira dates an issue by its own changes alone: the name of its project or of a status may change without one.
  return { WORK_ITEM: facts, readAt };
}

const states: ReadonlyMap<string, SprintState> = new Map([
  ['future', 'FUTURE'],
  ['active', 'ACTIVE'],
  ['closed', 'CLOSED'],
]);

/** A sprint says nothing of when it was changed, so what was read last holds. */
function toSprint(sprint: WireSprint, place: string, fetchedAt: Instant): SprintFact | null {
  const state = states.get(sprint.state.toLowerCase());
  if (!state) return null;
  return {
    id: siteId(place, sprint.id),
    updatedAt: fetchedAt,
    name: lineOf(sprint.name),
    state,
    startAt: sprint.activatedDate ?? sprint.startDate,
    endAt: sprint.endDate,
    completedAt: state === 'CLOSED' ? (sprint.completeDate ?? sprint.endDate) : null,
  };
}

const sprints = ({ sprints: given, place }: SprintsBody, records: Records, fetchedAt: Instant) => ({
  SPRINT: records
    .readAll(wireSprint, given, 'SPRINT')
    .flatMap((one) => toSprint(one, place, fetchedAt) ?? records.drop('MALFORMED_SPRINT')),
});

/** The day of a release begins where the user of the token lives, as Jira shows it to them. */
function toVersion(
  { id, name, released, releaseDate }: WireVersion,
  { project, site, place, zone }: VersionsBody,
  fetchedAt: Instant,
): VersionFact {
  const day = released === true && releaseDate && isLocalDate(releaseDate) ? releaseDate : null;
  return {
    id: siteId(place, id),
    updatedAt: fetchedAt,
    project,
    name: lineOf(name),
    releasedAt: day === null ? null : startOfLocalDate(day, zone),
    url: `${site}/projects/${project}/versions/${id}`,
  };
}

const versions = (body: VersionsBody, records: Records, fetchedAt: Instant) => ({
  VERSION: records
    .readAll(wireVersion, body.versions, 'VERSION')
    .map((one) => toVersion(one, body, fetchedAt)),
});

const gone = ({ gone: all, place }: GoneBody) => ({
  tombstones: all.map(
    ({ kind, id, at }): Tombstone => ({ kind, id: siteId(place, id), updatedAt: at }),
  ),
});

type Mapper = (body: never, records: Records, fetchedAt: Instant) => MappedFacts;
const mappers: ReadonlyMap<string, Mapper> = new Map<string, Mapper>([
  ['issues', issues],
  ['sprints', sprints],
  ['versions', versions],
  ['gone', gone],
]);

/** Maps a page of Jira's answers to facts. A record that cannot be read is counted as dropped and stops no other. */
export function toFacts({ kind, body, fetchedAt }: Page): MappedFacts {
  const records = new Records();
  const facts = mappers.get(kind)?.(JSON.parse(body) as never, records, fetchedAt);
  return { ...facts, ...records.dropped };
}
