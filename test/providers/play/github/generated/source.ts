import type { Commit, ContentSource, LazyList, PullRequest, Tag } from '../world/records.js';
import { type Company, gitPersonOf } from './company.js';
import { COMMIT_ROLES, placeOf, shaOf } from './dice.js';
import { createIssue } from './issue.js';
import { type Planned, planNumber, type RepositoryPlan } from './plan.js';
import { createPullRequest, mergedCommits, mergeShaOf } from './pull-request.js';
import { tagsFor } from './tags.js';

/** The merges of the default branch, the oldest first. */
export interface Trunk {
  readonly merges: readonly Planned[];
  /** The commit that the branch stood at, at a moment. */
  shaAt(moment: number): string;
}

const joins = ({ mergedAt, oddity, commitCount, method }: Planned): boolean =>
  mergedAt !== null &&
  oddity !== 'BASE_IS_NO_DEFAULT' &&
  !(method === 'REBASE' && commitCount === 0);

function trunkOf(plan: RepositoryPlan, planned: readonly Planned[]): Trunk {
  const merges = planned
    .filter(joins)
    .toSorted((a, b) => a.mergedAt! - b.mergedAt! || a.number - b.number);
  const root = shaOf({ repository: plan.index, number: 0, index: COMMIT_ROLES.root });
  return {
    merges,
    shaAt: (moment) => {
      let low = 0;
      let high = merges.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (merges[middle]!.mergedAt! <= moment) low = middle + 1;
        else high = middle;
      }
      return low === 0 ? root : mergeShaOf(plan, merges[low - 1]!);
    },
  };
}

/** How many commits a merge adds to the branch. */
const addedBy = ({ method, commitCount }: Planned): number => {
  if (method === 'SQUASH') return 1;
  return method === 'REBASE' ? commitCount : commitCount + 1;
};

/** Returns the commits that a pull request put on the branch, the newest first: its merge, and its commits where they came along. */
function landedCommits(planned: Planned, pullRequest: PullRequest, merged: readonly Commit[]) {
  const own = planned.method === 'MERGE' ? pullRequest.commits : [];
  return [...own, ...merged].reverse();
}

function rootCommit(company: Company, plan: RepositoryPlan): Commit {
  const author = gitPersonOf(company.developers[0]!, plan.from);
  const sha = shaOf({ repository: plan.index, number: 0, index: COMMIT_ROLES.root });
  return {
    sha,
    message: 'Begin',
    author,
    committer: author,
    parents: [],
    additions: 1,
    deletions: 0,
  };
}

function historyOf(
  trunk: Trunk,
  landed: (planned: Planned) => Commit[],
  root: Commit,
): LazyList<Commit> {
  const newest = trunk.merges.toReversed();
  const starts = [0];
  for (const planned of newest) starts.push(starts.at(-1)! + addedBy(planned));
  const merged = starts.at(-1)!;
  const at = (index: number): Commit => {
    if (index === merged) return root;
    let low = 0;
    let high = newest.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= index) low = middle;
      else high = middle - 1;
    }
    return landed(newest[low]!)[index - starts[low]!]!;
  };
  return { length: merged + 1, at };
}

/** Returns the content of a generated repository, made when it is asked for. */
export function createSource(company: Company, plan: RepositoryPlan): ContentSource {
  const planned = Array.from({ length: plan.numbers }, (_, n) => planNumber(plan, n + 1));
  const known = (number: number) => planned[number - 1] ?? null;
  const trunk = trunkOf(plan, planned);
  const last: { opened?: PullRequest } = {};
  const pullRequest = (number: number) => {
    if (last.opened?.number === number) return last.opened;
    const found = known(number);
    if (found === null || found.isIssue) return null;
    last.opened = createPullRequest(company, plan, found, trunk.shaAt);
    return last.opened;
  };
  const mergedBy = (one: Planned) => {
    const opened = pullRequest(one.number)!;
    return { opened, merged: mergedCommits(plan, one, opened, trunk.shaAt(one.mergedAt! - 1)) };
  };
  const landed = (one: Planned) => {
    const { opened, merged } = mergedBy(one);
    return landedCommits(one, opened, merged);
  };
  const findCommit = (sha: string): Commit | null => {
    const place = placeOf(sha);
    const one = place?.repository === plan.index ? known(place.number) : null;
    if (one === null || one.isIssue) return null;
    const opened = pullRequest(one.number)!;
    const merged = one.mergedAt === null ? [] : mergedBy(one).merged;
    return [...opened.commits, ...merged].find((commit) => commit.sha === sha) ?? null;
  };
  const root = rootCommit(company, plan);
  const tags: { made?: readonly Tag[] } = {};
  return {
    pullRequests: planned.filter(({ isIssue }) => !isIssue).map(({ number }) => number),
    issues: planned.filter(({ isIssue }) => isIssue).map(({ number }) => number),
    outlineOf: known,
    numberOfNode: (nodeId) => {
      const place = /^(?:PR|I)_kwDO([0-9a-z]+)$/.exec(nodeId);
      const number = place === null ? 0 : Number.parseInt(place[1]!, 36) - plan.idBase;
      const prefix = known(number)?.isIssue ? 'I_' : 'PR_';
      return known(number) !== null && nodeId.startsWith(prefix) ? number : null;
    },
    pullRequest,
    issue: (number) => (known(number)?.isIssue ? createIssue(company, plan, known(number)!) : null),
    tags: () => {
      tags.made ??= tagsFor(company, plan, trunk, (one) => mergedBy(one).merged.at(-1)!);
      return tags.made;
    },
    history: () => historyOf(trunk, landed, root),
    commit: (sha) => (sha === root.sha ? root : findCommit(sha)),
  };
}
