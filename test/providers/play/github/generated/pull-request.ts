import type { Commit, Head, PullRequest } from '../world/records.js';
import { type Cast, castFor } from './cast.js';
import { type Company, gitPersonOf, KEYS, nodeIdOf } from './company.js';
import { COMMIT_ROLES, type Dice, rollDice, shaOf } from './dice.js';
import { commentsFor, reviewsFor, type Scene, threadsFor } from './discussion.js';
import type { Planned, RepositoryPlan } from './plan.js';
import { type Proposal, proposalFor } from './proposal.js';
import { timelineFor } from './timeline.js';
import { LABELS, THINGS, VERBS } from './words.js';

/** The name of a merged pull request's last commit on the branch that it was merged into. */
export function mergeShaOf(plan: RepositoryPlan, { number, method, commitCount }: Planned): string {
  const place = { repository: plan.index, number };
  const last = COMMIT_ROLES.rebased + commitCount - 1;
  return shaOf({ ...place, index: method === 'REBASE' ? last : COMMIT_ROLES.merge });
}

function squashMessage(title: string, number: number, commits: readonly Commit[]): string {
  const subjects = commits.map(({ message }) => `* ${message.split('\n')[0]}`);
  return [`${title} (#${number})`, '', ...subjects.slice(0, 20)].join('\n').trimEnd();
}

/** Returns the commits that a merge put on the branch, the oldest first; `trunk` is where the branch stood. */
export function mergedCommits(
  plan: RepositoryPlan,
  planned: Planned,
  pullRequest: Pick<PullRequest, 'title' | 'head' | 'commits' | 'mergedBy'>,
  trunk: string,
): Commit[] {
  const { number, method, mergedAt } = planned;
  if (mergedAt === null) return [];
  const { commits, title, head, mergedBy } = pullRequest;
  const sha = mergeShaOf(plan, planned);
  const github = { name: 'GitHub', email: 'noreply@github.com', date: mergedAt, person: null };
  const merger = mergedBy === null ? github : gitPersonOf(mergedBy, mergedAt);
  const first = commits[0]?.author ?? merger;
  const whole = { sha, committer: github, additions: 0, deletions: 0 };
  if (method === 'SQUASH') {
    const author = { ...first, date: mergedAt };
    const message = squashMessage(title, number, commits);
    return [{ ...whole, author, message, parents: [trunk] }];
  }
  if (method === 'MERGE') {
    const message = `Merge pull request #${number} from ${plan.owner}/${head.ref}\n\n${title}`;
    return [{ ...whole, author: merger, message, parents: [trunk, head.sha] }];
  }
  return rebased(plan, planned, commits, trunk);
}

function rebased(
  plan: RepositoryPlan,
  { number, mergedAt }: Planned,
  commits: readonly Commit[],
  trunk: string,
) {
  const placed: Commit[] = [];
  for (const [n, commit] of commits.entries())
    placed.push({
      ...commit,
      sha: shaOf({ repository: plan.index, number, index: COMMIT_ROLES.rebased + n }),
      committer: { ...commit.committer, date: mergedAt! },
      parents: [placed.at(-1)?.sha ?? trunk],
    });
  return placed;
}

function headOf(planned: Planned, cast: Cast, company: Company, sha: string): Head {
  const { oddity, number } = planned;
  const ref =
    cast.committer.kind === 'Bot'
      ? `${cast.committer.login}/npm/some-package-${number}`
      : `topic-${number}`;
  if (oddity === 'FORK_DELETED') return { ref, sha, owner: cast.author, repository: null };
  if (oddity === 'FORK') return { ref, sha, owner: cast.author, repository: 'FORK' };
  return { ref, sha, owner: company.organization, repository: 'SAME' };
}

function titleOf({ oddity, number }: Planned, dice: Dice): string {
  const title = `${dice.pick(VERBS)} ${dice.pick(THINGS)}`;
  if (oddity === 'REVERT') return `Revert "${title}"`;
  return dice.chance(0.15) ? `HARB-${100 + (number % 900)}: ${title}` : title;
}

function bodyOf({ oddity, number }: Planned, plan: RepositoryPlan, dice: Dice): string | null {
  const text = dice.chance(0.7) ? `So that ${dice.pick(THINGS)} works.\r\n\r\n- [x] tests` : null;
  const earlier = Math.max(1, number - 3);
  if (oddity === 'REVERT') return `Reverts ${plan.owner}/${plan.name}#${earlier}`;
  return oddity === 'NO_BODY' ? null : text;
}

/** A draft is one that began as such, or went back and was never made ready. */
const isDraft = ({ oddity, state }: Planned): boolean =>
  oddity === 'STILL_DRAFT' && state === 'OPEN';

/** Where the branch stood at a moment, by the last merge before it. */
export type TrunkAt = (moment: number) => string;

/** Returns a pull request whole, the same each time. */
export function createPullRequest(
  company: Company,
  plan: RepositoryPlan,
  planned: Planned,
  trunkAt: TrunkAt,
): PullRequest {
  const { number } = planned;
  const dice = rollDice(plan.seed, KEYS.pullRequest, plan.index, number);
  const cast = castFor(company, plan, planned, dice);
  const base = trunkAt(planned.createdAt);
  const proposal = proposalFor(plan, planned, cast, base, dice);
  const id = plan.idBase + number;
  const headSha = proposal.commits.at(-1)?.sha ?? base;
  const scene: Scene = {
    id,
    company,
    cast,
    oddity: planned.oddity,
    headSha,
    dice,
    from: planned.createdAt,
    to: planned.closedAt ?? planned.updatedAt,
  };
  return assemble(scene, plan, planned, proposal, base, trunkAt);
}

/** Returns the pull request without its discussion and its merge. */
function coreOf(
  scene: Scene,
  plan: RepositoryPlan,
  planned: Planned,
  proposal: Proposal,
  base: string,
) {
  const { id, cast, company, headSha, dice } = scene;
  const { number, mergedAt, state, oddity } = planned;
  return {
    number,
    id,
    state,
    mergedAt,
    nodeId: nodeIdOf('PR', id),
    title: titleOf(planned, dice),
    body: bodyOf(planned, plan, dice),
    author: cast.author,
    association: cast.association,
    createdAt: planned.createdAt,
    updatedAt: planned.updatedAt,
    closedAt: planned.closedAt,
    mergedBy: mergedAt === null ? null : cast.merger,
    isDraft: isDraft(planned),
    base: {
      ref: oddity === 'BASE_IS_NO_DEFAULT' ? 'release/next' : plan.defaultBranch,
      sha: base,
    },
    head: headOf(planned, cast, company, headSha),
    ...proposal,
  };
}

function assemble(
  scene: Scene,
  plan: RepositoryPlan,
  planned: Planned,
  proposal: Proposal,
  base: string,
  trunkAt: TrunkAt,
): PullRequest {
  const { cast, dice } = scene;
  const { number, mergedAt, state } = planned;
  const reviews = reviewsFor(scene);
  const core = coreOf(scene, plan, planned, proposal, base);
  const merge = mergedAt === null ? [] : mergedCommits(plan, planned, core, trunkAt(mergedAt - 1));
  return {
    ...core,
    labels: dice.chance(0.3) ? [dice.pick(LABELS)] : [],
    assignees: dice.chance(0.3) && cast.author?.kind === 'User' ? [cast.author] : [],
    requested: state === 'OPEN' && reviews.length === 0 ? cast.reviewers.slice(0, 1) : [],
    mergeCommit: merge.at(-1) ?? null,
    testMergeSha:
      state === 'OPEN'
        ? shaOf({ repository: plan.index, number, index: COMMIT_ROLES.testMerge })
        : null,
    reviews,
    comments: commentsFor(scene, 'IC'),
    threads: threadsFor(scene, reviews, proposal.files),
    events: timelineFor(scene, plan, planned, reviews, merge.at(-1)?.sha ?? null),
  };
}
