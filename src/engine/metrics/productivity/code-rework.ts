import { anyOf } from '../../../model/filter-words.js';
import type {
  ChangedFile,
  ChangeInput,
  PullRequestInput,
} from '../../../model/inputs/code-input.js';
import type { MetricInputBase } from '../../../model/inputs/input-base.js';
import type { ExclusionReason } from '../../../model/observation.js';
import type { Rules } from '../../../model/team.js';
import type { Instant } from '../../../model/time.js';
import { defineMetric, exclude } from '../../define-metric.js';
import type { ExcludedObservation, Totals } from '../../metric.js';
import { createLineCounter, lineNames } from '../../review/lines.js';
import { mergedByPeople } from '../../review/population.js';
import { share } from '../../summary/share.js';

/** A change that reached a branch at an instant, or a pull request that became no known change. */
interface Landed {
  readonly input: MetricInputBase;
  readonly at: Instant;
  readonly files: readonly ChangedFile[];
  readonly whyNoLines: ExclusionReason;
  /** Files that nobody wrote. */
  readonly unwritten: number;
}

function reasonOf({ linesUnknown, tooManyRenames, unwritten = 0 }: ChangeInput): ExclusionReason {
  if (tooManyRenames) return 'TOO_MANY_RENAMES';
  if (linesUnknown) return 'LINES_UNKNOWN';
  return unwritten > 0 ? 'NOBODY_WROTE_LINES' : 'NO_LINES';
}

const landedChange = (change: ChangeInput): Landed | ExcludedObservation => {
  const { mergedAt: at, files, unwritten = 0 } = change;
  if (change.byBot) return exclude(change, 'BOT', at);
  if (change.doubt) return exclude(change, change.doubt, at);
  return { input: change, at, files, unwritten, whyNoLines: reasonOf(change) };
};

function landedPullRequest(
  pullRequest: PullRequestInput,
  rules: Rules,
): Landed | ExcludedObservation {
  const found = mergedByPeople(pullRequest, rules);
  if ('excluded' in found) return found;
  const { files, additions, deletions, mergedAt: at } = found.merged;
  const hasNoLine = additions === 0 && deletions === 0;
  const whyNoLines = files.length === 0 && !hasNoLine ? 'LINES_UNKNOWN' : 'NO_LINES';
  return { input: pullRequest, at, files, unwritten: 0, whyNoLines };
}

const parts = [...lineNames, 'unwritten'] as const;

function notes({ parts: { unwritten } }: Totals<(typeof parts)[number]>): string[] {
  if (unwritten === 0) return [];
  const files = unwritten === 1 ? '1 file adds' : `${unwritten} files add`;
  return [
    `${files} no lines, since nobody wrote them: pointer files of Git LFS, submodules, binary files, changes of mode, and what \`.gitattributes\` marks as generated or without differences.`,
  ];
}

/**
 * Divides the sum of min(added, deleted) by the sum of max(added, deleted), file by file, 0..1.
 * @see {@link https://developer.harness.io/software-engineering-insights | Harness SEI}: rework of recent and of legacy code; the product's own formula, since line ages are not read.
 */
export const codeRework = defineMetric({
  id: 'CODE_REWORK',
  title: 'Code rework',
  description:
    'Share of the changed lines that replace lines of the same file, per change of the default branch, and per merged pull request where the history of its branch is not known. Rework is recent where the file was last changed within the window that the profile sets, else legacy. Bots do not count, nor do paths that the profile excludes, nor lines that nobody wrote: pointer files of Git LFS, submodules, binary files, changes of mode, and what `.gitattributes` marks as generated or without differences.',
  formula: 'sum of min(added, deleted) / sum of max(added, deleted), file by file',
  unit: 'RATIO',
  better: 'LOWER',
  profile: 'PRODUCTIVITY',
  population: 'DEVELOPERS',
  inputs: { change: 'mergedAt', pullRequest: 'mergedAt' },
  byFile: true,
  parts,
  flags: ['unwritten'],
  notes,
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
      if ('excluded' in landed) {
        yield landed;
        continue;
      }
      const { input, at } = landed;
      const lines = linesOfLanded.all(landed.files, at);
      const { number: subject, developer, repository } = input;
      const amounts = { ...lines, unwritten: landed.unwritten };
      if (lines.total === 0) yield exclude(input, landed.whyNoLines, at);
      else
        yield { subject, developer, at, value: lines.rework, parts: amounts, tags: { repository } };
    }
  },
});
