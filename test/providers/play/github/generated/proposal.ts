import type { ChangedFile, Commit, GitPerson, Moment } from '../world/records.js';
import type { Cast } from './cast.js';
import { gitPersonOf } from './company.js';
import { COMMIT_ROLES, type Dice, shaOf } from './dice.js';
import { filesOf } from './oddities.js';
import { type Planned, type RepositoryPlan, second } from './plan.js';
import { FILES, FOLDERS, THINGS, VERBS } from './words.js';

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

/** The proposal of a pull request: its commits and its files. */
export interface Proposal {
  readonly commits: Commit[];
  readonly files: ChangedFile[];
  readonly changedFiles: number;
  readonly additions: number;
  readonly deletions: number;
}

/** Nobody that GitHub knows. */
const stranger = (date: Moment): GitPerson => ({
  name: 'build box',
  email: 'root@localhost.localdomain',
  date,
  person: null,
});

/** When the commits were written: before the pull request was opened, some while it was reviewed. */
function writtenAt(planned: Planned, index: number, count: number, dice: Dice): Moment {
  const { createdAt, closedAt, updatedAt, oddity } = planned;
  if (oddity === 'FUTURE_COMMITS' && index === count - 1) return second(updatedAt + YEAR);
  if (oddity === 'OLD_COMMITS') return second(createdAt - 2 * YEAR + index * HOUR);
  if (oddity === 'FORCE_PUSHED') {
    const end = closedAt ?? updatedAt;
    return second(createdAt + ((end - createdAt) * (index + 1)) / (count + 2));
  }
  const isLate = index > 0 && index === count - 1 && dice.chance(0.4);
  if (!isLate) return second(createdAt - (count - index) * (0.2 + dice.next()) * HOUR);
  const end = closedAt ?? updatedAt;
  return second(createdAt + (end - createdAt) * 0.5);
}

function messageOf(planned: Planned, isMerge: boolean, branch: string, dice: Dice): string {
  const subject = `${dice.pick(VERBS)} ${dice.pick(THINGS)}`;
  if (isMerge) return `Merge branch '${branch}' into topic-${planned.number}`;
  const body = dice.chance(0.3) ? '\n\nThe old way asked twice.' : '';
  const helper = 'Co-authored-by: Uma Sato <uma.sato@harbour.example>';
  return planned.oddity === 'CO_AUTHORS' ? `${subject}\n\n${helper}` : `${subject}${body}`;
}

/** The index from which the names of commits count: a force push renames them all. */
const firstIndexOf = ({ oddity }: Planned): number =>
  oddity === 'FORCE_PUSHED' ? COMMIT_ROLES.forced : 0;

function commitsFor(
  plan: RepositoryPlan,
  planned: Planned,
  cast: Cast,
  base: string,
  dice: Dice,
): Commit[] {
  const commits: Commit[] = [];
  const shift = firstIndexOf(planned);
  for (let index = 0; index < planned.commitCount; index += 1) {
    const at = writtenAt(planned, index, planned.commitCount, dice);
    const isMerge = planned.oddity === 'MERGE_COMMITS_INSIDE' && index === 2;
    const isUnknown = planned.oddity === 'UNKNOWN_COMMITTER' && index === 0;
    const author = isUnknown ? stranger(at) : gitPersonOf(cast.committer, at);
    commits.push({
      sha: shaOf({ repository: plan.index, number: planned.number, index: shift + index }),
      message: messageOf(planned, isMerge, plan.defaultBranch, dice),
      author,
      committer: author,
      parents: [commits.at(-1)?.sha ?? base, ...(isMerge ? [base] : [])],
      additions: dice.below(60),
      deletions: dice.below(25),
    });
  }
  return commits;
}

/** GitHub ends the list of files here. */
const MOST_FILES = 3_000;

function fileAt(index: number, dice: Dice): ChangedFile {
  const status = dice.pick([
    'modified',
    'modified',
    'modified',
    'added',
    'removed',
    'renamed',
  ] as const);
  const name = dice.pick(FILES);
  const folder = dice.pick(FOLDERS);
  const path = index < 3 ? `${folder}/${index}-${name}` : `${folder}/part-${index}/${name}`;
  return {
    path,
    status,
    previousPath: status === 'renamed' ? `old/${path}` : null,
    additions: status === 'removed' ? 0 : dice.below(40),
    deletions: status === 'added' ? 0 : dice.below(20),
  };
}

/** Returns what is proposed; totals count the files beyond the end of the list too. */
export function proposalFor(
  plan: RepositoryPlan,
  planned: Planned,
  cast: Cast,
  base: string,
  dice: Dice,
): Proposal {
  const commits = commitsFor(plan, planned, cast, base, dice);
  const changedFiles = filesOf(planned.oddity) ?? 1 + Math.floor(dice.next() ** 3 * 18);
  const files = Array.from({ length: Math.min(changedFiles, MOST_FILES) }, (_, n) =>
    fileAt(n, dice),
  );
  const beyond = changedFiles - files.length;
  const sum = (pick: (file: ChangedFile) => number) => files.reduce((a, file) => a + pick(file), 0);
  return {
    commits,
    files,
    changedFiles,
    additions: sum((file) => file.additions) + beyond * 3,
    deletions: sum((file) => file.deletions) + beyond,
  };
}
