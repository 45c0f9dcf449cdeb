import { type Delivery, ignored, nudging, type Opened } from '../delivery.js';
import { bodyIn, type DeliveredBody } from '../gitlab-api/receive.js';

interface Numbered {
  readonly iid?: unknown;
  readonly project_id?: unknown;
}
/** A delivery, in the parts that say what to read. */
interface Body extends DeliveredBody {
  readonly project_id?: unknown;
  readonly project?: { readonly id?: unknown } | null;
  readonly object_attributes?: Numbered | null;
  readonly merge_request?: Numbered | null;
  readonly issue?: Numbered | null;
}

const wholeOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : null;

const projectOf = ({ project, project_id: id, object_attributes: of }: Body): number | null =>
  wholeOf(project?.id) ?? wholeOf(id) ?? wholeOf(of?.project_id);

type Reader = (body: Body, project: number) => Opened;

/** A delivery lacks the lists, and of a merge request even its instants: it is read whole, by its number in the project. */
const numbered =
  (what: 'pull' | 'issue', of: (body: Body) => Numbered | null | undefined): Reader =>
  (body, project) => {
    const iid = wholeOf(of(body)?.iid);
    return iid === null ? ignored('It names no number.') : nudging(`${what}/${project}/${iid}`);
  };

const mergeRequest = numbered('pull', (body) => body.object_attributes);
const issue = numbered('issue', (body) => body.object_attributes);
const commentedMergeRequest = numbered('pull', (body) => body.merge_request);
const commentedIssue = numbered('issue', (body) => body.issue);

const note: Reader = (body, project) => {
  if (body.merge_request) return commentedMergeRequest(body, project);
  return body.issue
    ? commentedIssue(body, project)
    : ignored('It is a comment on neither a merge request nor an issue.');
};
const tags: Reader = (_, project) => nudging(`tags/${project}`);
const wholeProject: Reader = (_, project) => nudging(`project/${project}`);

/** By `object_kind`, and by `event_name` of the hooks of a whole server. */
const readers: ReadonlyMap<unknown, Reader> = new Map<unknown, Reader>([
  ['merge_request', mergeRequest],
  ['issue', issue],
  ['work_item', issue],
  ['note', note],
  ['tag_push', tags],
  ['release', tags],
  ['project_create', wholeProject],
  ['project_rename', wholeProject],
  ['project_transfer', wholeProject],
  ['project_update', wholeProject],
  ['project_destroy', wholeProject],
]);

/** Reads a delivery that was verified: it only says what to read again. */
export function open({ body: bytes }: Delivery): Opened {
  const body = bodyIn<Body>(bytes);
  if (body === null) return ignored('Its body is no JSON of GitLab.');
  const kind = body.object_kind ?? body.event_name;
  const read = readers.get(kind);
  if (!read) return ignored(`Deliveries of "${String(kind)}" are not read.`);
  const project = projectOf(body);
  return project === null ? ignored('It names no project.') : read(body, project);
}
