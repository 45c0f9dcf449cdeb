import type { Anchor } from '../../../model/anchor-base.js';
import type { ChangeAnchor, ChangedFile, PullRequestAnchor } from '../../../model/code-anchor.js';
import type { ExclusionReason } from '../../../model/observation.js';
import type { Rules } from '../../../model/team.js';
import { DAY_MILLISECONDS, type Instant } from '../../../model/time.js';
import { defineMetric, exclude, type LeftOut } from '../../metric.js';
import { createPathTest } from '../../path-pattern.js';
import { mergedByPeople } from '../../review/population.js';
import { share } from '../../summary/share.js';

const parts = [
  'rework',
  'recent',
  'legacy',
  'new',
  'removed',
  'added',
  'deleted',
  'total',
] as const;
type Lines = Record<(typeof parts)[number], number>;

/** Lines that a file both gains and loses are reworked; a file whose earlier change is not known is old code. */
function linesOf({ additions, deletions, previousAt }: ChangedFile, recentSince: number): Lines {
  const rework = Math.min(additions, deletions);
  const isRecent = previousAt !== null && previousAt >= recentSince;
  return {
    rework,
    recent: isRecent ? rework : 0,
    legacy: isRecent ? 0 : rework,
    new: additions - rework,
    removed: deletions - rework,
    added: additions,
    deleted: deletions,
    total: Math.max(additions, deletions),
  };
}

/** What reached a branch at an instant: a change, or a pull request that became none that is known. */
interface Landed {
  readonly anchor: Anchor;
  readonly at: Instant;
  readonly files: readonly ChangedFile[];
  readonly linesUnknown: boolean;
}

const landedChange = (change: ChangeAnchor): Landed | LeftOut => {
  const { mergedAt: at, files, linesUnknown = false } = change;
  if (change.byBot) return exclude(change, 'BOT', at);
  if (change.doubt) return exclude(change, change.doubt, at);
  return { anchor: change, at, files, linesUnknown };
};

function landedPullRequest(pullRequest: PullRequestAnchor, rules: Rules): Landed | LeftOut {
  const found = mergedByPeople(pullRequest, rules);
  if ('leftOut' in found) return found;
  const { files, additions, deletions, mergedAt: at } = found.merged;
  const hasNoLine = additions === 0 && deletions === 0;
  return { anchor: pullRequest, at, files, linesUnknown: files.length === 0 && !hasNoLine };
}

function createCounter({ productivity: { codeRework } }: Rules) {
  const isLeftOut = createPathTest(codeRework.excludedPaths);
  return ({ files, at }: Landed): Lines => {
    const sums = Object.fromEntries(parts.map((part) => [part, 0])) as Lines;
    const recentSince = at - codeRework.recentWindowDays * DAY_MILLISECONDS;
    for (const file of files) {
      if (isLeftOut(file.path)) continue;
      const lines = linesOf(file, recentSince);
      for (const part of parts) sums[part] += lines[part];
    }
    return sums;
  };
}

const reasonWithoutLines = ({ linesUnknown }: Landed): ExclusionReason =>
  linesUnknown ? 'LINES_UNKNOWN' : 'NO_LINES';

export const codeRework = defineMetric({
  id: 'CODE_REWORK',
  title: 'Code rework',
  description:
    'Share of the changed lines that replace lines of the same file, per change of the default branch, and per merged pull request where the history of its branch is not known. Rework is recent where the file was last changed within the window that the profile sets, else legacy. Bots do not count, nor do paths that the profile leaves out.',
  formula: 'sum of min(added, deleted) / sum of max(added, deleted), file by file',
  unit: 'RATIO',
  better: 'LOWER',
  profile: 'PRODUCTIVITY',
  population: 'DEVELOPERS',
  anchors: { change: 'mergedAt', pullRequest: 'mergedAt' },
  parts,
  tags: ['repository'],
  summary: share('rework', 'total', ['recent', 'legacy', 'new', 'removed']),
  *observe({ changes, pullRequests }, rules) {
    const linesOfLanded = createCounter(rules);
    const unknownChange = pullRequests.filter(
      ({ change, onKnownLine }) => change === null && !onKnownLine,
    );
    const all = [
      ...changes.map(landedChange),
      ...unknownChange.map((pullRequest) => landedPullRequest(pullRequest, rules)),
    ];
    for (const landed of all) {
      if ('leftOut' in landed) {
        yield landed;
        continue;
      }
      const { anchor, at } = landed;
      const lines = linesOfLanded(landed);
      const { number: subject, developer, repository } = anchor;
      if (lines.total === 0) yield exclude(anchor, reasonWithoutLines(landed), at);
      else
        yield { subject, developer, at, value: lines.rework, parts: lines, tags: { repository } };
    }
  },
});
