import type { PullRequestFact } from '../../model/facts/review.js';
import type { Instant } from '../../model/time.js';
import { projectId } from '../gitlab-api/ids.js';
import { wireProject } from '../gitlab-api/projects.js';
import type { GoneBody } from '../gitlab-api/reading/sweep.js';
import type { MappedFacts, Page } from '../provider.js';
import { Records } from '../records.js';
import { tagId, toRepository, toTag } from './to-code.js';
import { toPullRequest } from './to-pull-request.js';
import { toWorkItem } from './to-work-item.js';
import {
  type IssuesBody,
  type ProjectBody,
  type ProjectsBody,
  parts,
  type TagsBody,
  wireIssue,
  wireMergeRequest,
  wireTag,
} from './wire.js';

const projects = ({ place, nodes }: ProjectsBody, records: Records, readAt: Instant) => ({
  REPOSITORY: records.readAll(wireProject, nodes, 'PROJECT').map(toRepository(place, readAt)),
});

const pullRequest =
  (body: ProjectBody, records: Records) =>
  (node: unknown): PullRequestFact[] =>
    records.read(wireMergeRequest, node, 'MERGE_REQUEST').map((read) =>
      toPullRequest(body, read.merge_request, {
        commits: records.readAll(parts.commit, read.commits, 'COMMIT'),
        notes: records.readAll(parts.note, read.notes, 'NOTE'),
        diffs: read.diffs && records.readAll(parts.diff, read.diffs, 'DIFF'),
        events: records.readAll(parts.stateEvent, read.events, 'STATE_EVENT'),
      }),
    );

const mergeRequests = (body: ProjectBody, records: Records, readAt: Instant) => ({
  PULL_REQUEST: body.nodes.flatMap(pullRequest(body, records)),
  readAt,
});

const issues = (body: IssuesBody, records: Records, readAt: Instant) => ({
  WORK_ITEM: records.readAll(wireIssue, body.nodes, 'ISSUE').map((wire) => toWorkItem(body, wire)),
  readAt,
});

const nameIn = (node: unknown): string[] => {
  const { data } = wireTag.pick({ name: true }).safeParse(node);
  return data ? [data.name] : [];
};

/** Where a page ends the list of all tags, whatever else the repository was said to have is gone. */
function tags(body: TagsBody, records: Records, readAt: Instant): MappedFacts {
  const { nodes, isWhole = false, names = [], place, project } = body;
  const found = records
    .readAll(wireTag, nodes, 'TAG')
    .flatMap((wire) => toTag(body, readAt)(wire) ?? []);
  if (!isWhole) return { TAG: found };
  const ids = [...names, ...nodes.flatMap(nameIn)].map((name) => tagId(body, name));
  const repository = projectId(place, project.id);
  return { TAG: found, inventories: [{ kind: 'TAG', repository, ids, updatedAt: readAt }] };
}

const gone = ({ tombstones, at }: GoneBody): MappedFacts => ({
  tombstones: tombstones.map((one) => ({ ...one, updatedAt: at })),
});

type Mapper = (body: never, records: Records, readAt: Instant) => MappedFacts;
const mappers: ReadonlyMap<string, Mapper> = new Map<string, Mapper>([
  ['projects', projects],
  ['merge-requests', mergeRequests],
  ['issues', issues],
  ['tags', tags],
  ['gone', gone],
]);

/** Maps a page of GitLab's answers to facts. A record that cannot be read is counted as dropped and stops no other. */
export function toFacts({ kind, body, fetchedAt }: Page): MappedFacts {
  const map = mappers.get(kind);
  if (!map) return {};
  const records = new Records();
  const facts = map(JSON.parse(body) as never, records, fetchedAt);
  return { ...facts, ...records.dropped };
}
