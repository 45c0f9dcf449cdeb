import { z } from 'zod';
import { type Delivery, ignored, nudging, type Opened } from '../delivery.js';
import { numberedId, repositoryId } from '../github-api/ids.js';
import { jsonIn } from '../json-in.js';

const numbered = z.object({ number: z.number(), pull_request: z.object({}).nullish() });
const body = z.object({
  action: z.string().optional(),
  ref: z.string().nullish(),
  ref_type: z.string().nullish(),
  repository: z
    .object({
      id: z.number(),
      full_name: z.string(),
      html_url: z.string(),
      default_branch: z.string().nullish(),
    })
    .optional(),
  pull_request: numbered.nullish(),
  issue: numbered.nullish(),
  repositories_added: z.array(z.object({ full_name: z.string() })).optional(),
  repositories: z.array(z.object({ full_name: z.string() })).optional(),
});
type Body = z.infer<typeof body>;
type Repository = NonNullable<Body['repository']>;

type Reader = (body: Body, repository: Repository) => Opened;

const hostOf = ({ html_url }: Repository): string => new URL(html_url).host;

const gone = (kind: string, id: string): Opened => ({
  pages: [{ kind: 'gone', body: JSON.stringify({ tombstones: [{ kind, id }] }) }],
  nudges: [],
  ignored: null,
});

/** A delivery lacks the lists of a pull request: it is read whole. */
const pullRequest: Reader = ({ pull_request }, { full_name }) =>
  pull_request
    ? nudging(`pull/${full_name}/${pull_request.number}`)
    : ignored('It names no pull request.');

/** Comments on pull requests come as comments on issues. */
const comment: Reader = ({ issue }, { full_name }) => {
  if (!issue) return ignored('It names no issue.');
  return nudging(`${issue.pull_request ? 'pull' : 'issue'}/${full_name}/${issue.number}`);
};

const leaving: readonly (string | undefined)[] = ['deleted', 'transferred'];
const issue: Reader = (given, repository) => {
  if (!given.issue || !leaving.includes(given.action)) return comment(given, repository);
  return gone('WORK_ITEM', numberedId(hostOf(repository), repository.id, given.issue.number));
};

const TAG = 'refs/tags/';
const push: Reader = ({ ref }, { full_name, default_branch }) => {
  if (ref?.startsWith(TAG)) return nudging(`tags/${full_name}`);
  return ref === `refs/heads/${default_branch}`
    ? nudging(`commits/${full_name}`)
    : ignored('It concerns a branch that is not the default one.');
};

const reference: Reader = ({ ref_type }, { full_name }) =>
  ref_type === 'tag' ? nudging(`tags/${full_name}`) : ignored('It concerns a branch.');
/** The tag is gone for certain; the list is read where it still holds others. */
const removedReference: Reader = ({ ref_type, ref }, repository) => {
  if (ref_type !== 'tag' || !ref) return ignored('It concerns a branch.');
  return gone('TAG', `${repositoryId(hostOf(repository), repository.id)}:${ref}`);
};

const repository: Reader = ({ action }, given) =>
  action === 'deleted'
    ? gone('REPOSITORY', repositoryId(hostOf(given), given.id))
    : nudging(`repository/${given.full_name}`);

const release: Reader = (_, { full_name }) => nudging(`tags/${full_name}`);

const readers: Readonly<Record<string, Reader>> = {
  pull_request: pullRequest,
  pull_request_review: pullRequest,
  pull_request_review_comment: pullRequest,
  pull_request_review_thread: pullRequest,
  issue_comment: comment,
  issues: issue,
  push,
  create: reference,
  delete: removedReference,
  release,
  repository,
};

/**
 * Returns the repositories that an installation of the App can see. Repositories that it may no
 * longer see are left to the sweep.
 */
function installation({ repositories_added = [], repositories = [] }: Body): Opened {
  const names = [...repositories_added, ...repositories].map(({ full_name }) => full_name);
  return names.length > 0
    ? nudging(...names.map((name) => `repository/${name}`))
    : ignored('It adds no repository.');
}
const installations: readonly (string | undefined)[] = [
  'installation',
  'installation_repositories',
];

/** Reads a delivery that was verified: mostly it only says what to read again. */
export function open({ headers, body: bytes }: Delivery): Opened {
  const event = headers['x-github-event'] ?? '';
  const { data: given } = body.safeParse(jsonIn(Buffer.from(bytes).toString('utf8')));
  if (!given)
    return ignored('Its body is no JSON of GitHub; the webhook must send application/json.');
  if (installations.includes(event)) return installation(given);
  const read = Object.hasOwn(readers, event) ? readers[event] : undefined;
  if (!read) return ignored(`Deliveries of "${event}" are not read.`);
  return given.repository ? read(given, given.repository) : ignored('It names no repository.');
}
