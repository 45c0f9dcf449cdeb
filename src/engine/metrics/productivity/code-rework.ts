import type { ChangeAnchor, ChangedFile } from '../../../model/code-anchor.js';
import type { ExclusionReason } from '../../../model/observation.js';
import { DAY_MILLISECONDS } from '../../../model/time.js';
import { defineMetric, exclude } from '../../metric.js';
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

function linesOfChange(change: ChangeAnchor, recentWindowDays: number): Lines {
  const sums = Object.fromEntries(parts.map((part) => [part, 0])) as Lines;
  const recentSince = change.mergedAt - recentWindowDays * DAY_MILLISECONDS;
  for (const file of change.files) {
    const lines = linesOf(file, recentSince);
    for (const part of parts) sums[part] += lines[part];
  }
  return sums;
}

function reasonToExclude(change: ChangeAnchor, lines: Lines): ExclusionReason | null {
  if (change.byBot) return 'BOT';
  if (change.doubt) return change.doubt;
  if (lines.total > 0) return null;
  return change.linesUnknown ? 'LINES_UNKNOWN' : 'NO_LINES';
}

export const codeRework = defineMetric({
  id: 'CODE_REWORK',
  title: 'Code rework',
  description:
    'Share of the changed lines that replace lines of the same file, per change of the default branch. Rework is recent where the file was last changed within the window that the profile sets, else legacy. Bots do not count.',
  formula: 'sum of min(added, deleted) / sum of max(added, deleted), file by file',
  unit: 'RATIO',
  better: 'LOWER',
  profile: 'PRODUCTIVITY',
  population: 'DEVELOPERS',
  anchors: { change: 'mergedAt' },
  parts,
  tags: ['repository'],
  summary: share('rework', 'total', ['recent', 'legacy', 'new', 'removed']),
  *observe({ changes }, { productivity }) {
    for (const change of changes) {
      const lines = linesOfChange(change, productivity.codeRework.recentWindowDays);
      const reason = reasonToExclude(change, lines);
      const { number: subject, developer, mergedAt: at, repository } = change;
      if (reason) yield exclude(change, reason, at);
      else
        yield { subject, developer, at, value: lines.rework, parts: lines, tags: { repository } };
    }
  },
});
