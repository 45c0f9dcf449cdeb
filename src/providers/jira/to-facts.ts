import type { Tombstone } from '../../model/facts/facts.js';
import type { SprintFact, SprintState, VersionFact } from '../../model/facts/work.js';
import { type Instant, isLocalDate, startOfLocalDate } from '../../model/time.js';
import type { MappedFacts, Page } from '../provider.js';
import { nameOf } from './issues/custom-values.js';
import { siteId } from './issues/site-ids.js';
import { toWorkItem } from './issues/to-work-item.js';
import {
  type GoneBody,
  type IssuesBody,
  type SprintsBody,
  type VersionsBody,
  type WireSprint,
  type WireVersion,
  wireIssue,
  wireSprint,
  wireVersion,
} from './wire.js';

const counted = (counts: Readonly<Record<string, number>>): Pick<MappedFacts, 'dropped'> => {
  const dropped = Object.entries(counts).filter(([, count]) => count > 0);
  return dropped.length > 0 ? { dropped: Object.fromEntries(dropped) } : {};
};

function issues(body: IssuesBody): MappedFacts {
  const apart = new Map(
    (body.changelogs ?? []).map(({ issueId, changeHistories }) => [issueId, changeHistories]),
  );
  let histories = 0;
  const facts = body.issues.flatMap((given) => {
    const { data: issue } = wireIssue.safeParse(given);
    if (!issue) return [];
    const { fields } = given as { readonly fields: Readonly<Record<string, unknown>> };
    const entries = apart.get(issue.id) ?? issue.changelog?.histories ?? [];
    const mapped = toWorkItem(issue, fields, Array.isArray(entries) ? entries : [], body);
    histories += mapped.malformed;
    return [mapped.fact];
  });
  const malformed = body.issues.length - facts.length;
  return {
    WORK_ITEM: facts,
    ...counted({ MALFORMED_ISSUE: malformed, MALFORMED_HISTORY_ENTRY: histories }),
  };
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
    name: nameOf(sprint.name),
    state,
    startAt: sprint.activatedDate ?? sprint.startDate,
    endAt: sprint.endDate,
    completedAt: state === 'CLOSED' ? (sprint.completeDate ?? sprint.endDate) : null,
  };
}

function sprints({ sprints: given, place }: SprintsBody, fetchedAt: Instant): MappedFacts {
  const facts = given.flatMap((one) => {
    const { data } = wireSprint.safeParse(one);
    return (data && toSprint(data, place, fetchedAt)) ?? [];
  });
  return { SPRINT: facts, ...counted({ MALFORMED_SPRINT: given.length - facts.length }) };
}

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
    name: nameOf(name),
    releasedAt: day === null ? null : startOfLocalDate(day, zone),
    url: `${site}/projects/${project}/versions/${id}`,
  };
}

function versions(body: VersionsBody, fetchedAt: Instant): MappedFacts {
  const facts = body.versions.flatMap((one) => {
    const { data } = wireVersion.safeParse(one);
    return data ? [toVersion(data, body, fetchedAt)] : [];
  });
  return { VERSION: facts, ...counted({ MALFORMED_VERSION: body.versions.length - facts.length }) };
}

const gone = ({ gone: all, place }: GoneBody): MappedFacts => ({
  tombstones: all.map(
    ({ kind, id, at }): Tombstone => ({ kind, id: siteId(place, id), updatedAt: at }),
  ),
});

/** Maps a page of Jira's answers to facts. A record that cannot be read is counted as dropped and stops no other. */
export function toFacts({ kind, body, fetchedAt }: Page): MappedFacts {
  const parsed: unknown = JSON.parse(body);
  // Jira dates an issue by its own changes alone: the name of its project or of a status may change without one.
  if (kind === 'issues') return { ...issues(parsed as IssuesBody), readAt: fetchedAt };
  if (kind === 'sprints') return sprints(parsed as SprintsBody, fetchedAt);
  if (kind === 'versions') return versions(parsed as VersionsBody, fetchedAt);
  return kind === 'gone' ? gone(parsed as GoneBody) : {};
}
