import { createHash } from 'node:crypto';
import type { Dice } from '../dice.js';
import type { DemoRepository } from '../organisation.js';
import type { Employee } from '../people.js';
import type { MergedRequest } from '../repository-writer.js';
import type { ReadHistory } from './read-history.js';

const MINUTE = 60_000;

/** A line of the neutral form of facts. */
export type Line = Readonly<Record<string, unknown>>;

/** Somebody as the forge, the ticketing tool and the others know them. */
export const personOf = ({ login, name, email }: Employee) => ({
  applicationType: 'CUSTOM',
  id: login,
  name,
  email,
});

/** A pull request with the ticket that it was made for. */
export interface ForgeRequest extends MergedRequest {
  readonly repository: DemoRepository;
  readonly history: ReadHistory;
  /** Id of the repository's facts. */
  readonly repositoryId: string;
  readonly ticket: string | null;
  readonly reviewer: Employee;
}

/** Returns the commits that a squash threw away; the forge still lists them. */
const forgotten = ({ repository, number, request, title }: ForgeRequest) =>
  request.commits.map(({ at }, index) => ({
    sha: createHash('sha1').update(`${repository.name} ${number} ${index}`).digest('hex'),
    authoredAt: at,
    message: title,
    isMerge: false,
  }));

/** The commits of a branch: from the merge's second parent back to the main line. */
function commitsOf(request: ForgeRequest) {
  const { history, number } = request;
  const listed: ReturnType<typeof forgotten> = [];
  let sha = history.merges.get(number)?.parents[1];
  while (sha !== undefined && !history.main.has(sha)) {
    const { parents, authoredAt, subject } = history.commits.get(sha)!;
    listed.unshift({ sha, authoredAt, message: subject, isMerge: false });
    [sha] = parents;
  }
  return listed.length > 0 ? listed : forgotten(request);
}

/** When it was opened, talked about and approved: all before the merge, the author waiting for most of the time. */
function talkOf({ request, reviewer }: ForgeRequest, dice: Dice) {
  const last = request.commits.at(-1)!.at;
  const merged = request.mergedAt.at;
  const openedAt = Math.min(last + dice.between(2, 25) * MINUTE, merged - MINUTE);
  const within = (share: number) => Math.round(openedAt + (merged - openedAt) * share);
  const comments = Array.from({ length: dice.runs(0.55, 6) }, () => ({
    by: personOf(dice.chance(0.75) ? reviewer : request.author),
    at: within(0.25 + 0.6 * dice.roll()),
  }));
  const robot = { applicationType: 'CUSTOM', id: 'lint-bot', name: 'lint-bot', bot: true };
  const remark = dice.chance(0.3) ? [{ by: robot, at: openedAt + MINUTE }] : [];
  const approval = {
    by: personOf(reviewer),
    at: within(0.9),
    state: 'APPROVED',
    hasText: dice.chance(0.3),
  };
  const changes = {
    ...approval,
    at: within(0.4),
    state: 'CHANGES_REQUESTED',
    hasText: true,
  };
  const reviews = dice.chance(0.9) ? [...(dice.chance(0.2) ? [changes] : []), approval] : [];
  return { openedAt, comments: [...remark, ...comments], reviews };
}

/** Returns a pull request as the forge reports it. */
export function pullRequestLine(request: ForgeRequest, dice: Dice): Line {
  const { repository, repositoryId, number, title, ticket, branch, history } = request;
  const mergedAt = request.request.mergedAt.at;
  const commits = commitsOf(request);
  return {
    kind: 'PULL_REQUEST',
    id: `${repository.name}!${number}`,
    updatedAt: mergedAt,
    repository: repositoryId,
    number,
    title: ticket ? `${ticket} ${title}` : title,
    author: personOf(request.request.author),
    sourceBranch: ticket ? `${ticket.toLowerCase()}-${branch}` : branch,
    targetBranch: 'main',
    labels: dice.chance(0.08) ? ['docs'] : [],
    state: 'MERGED',
    ...talkOf(request, dice),
    mergedAt,
    closedAt: mergedAt,
    mergeMethod: repository.style === 'SQUASH' ? 'SQUASH' : 'MERGE',
    mergeSha: history.merges.get(number)?.sha ?? null,
    headSha: commits.at(-1)?.sha ?? null,
    additions: request.additions,
    deletions: request.deletions,
    commits,
  };
}
