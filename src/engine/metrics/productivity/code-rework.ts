import type { Anchor } from '../../../model/anchor-base.js';
import type { ChangeAnchor, ChangedFile, PullRequestAnchor } from '../../../model/code-anchor.js';
import { anyOf } from '../../../model/filter-words.js';
import type { ExclusionReason } from '../../../model/observation.js';
import type { Rules } from '../../../model/team.js';
import type { Instant } from '../../../model/time.js';
import { defineMetric, exclude, type LeftOut } from '../../metric.js';
import { createLineCounter, lineNames } from '../../review/lines.js';
import { mergedByPeople } from '../../review/population.js';
import { share } from '../../summary/share.js';

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
  byFile: true,
  parts: lineNames,
  tags: ['repository'],
  summary: share('rework', 'total', ['recent', 'legacy', 'new', 'removed']),
  options: ({ productivity: { codeRework } }) => [
    `rework is recent within ${codeRework.recentWindowDays} days`,
    ...(codeRework.excludedPaths.length > 0
      ? [`without paths like ${anyOf(codeRework.excludedPaths)}`]
      : []),
  ],
  *observe({ changes, pullRequests }, rules) {
    const linesOfLanded = createLineCounter(rules.productivity);
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
      const lines = linesOfLanded.all(landed.files, at);
      const { number: subject, developer, repository } = anchor;
      if (lines.total === 0) yield exclude(anchor, reasonWithoutLines(landed), at);
      else
        yield { subject, developer, at, value: lines.rework, parts: lines, tags: { repository } };
    }
  },
});
