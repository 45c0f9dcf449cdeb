import { demand } from '../directory/permissions.js';
import type { Metric } from '../engine/metric.js';
import type { Viewer } from '../model/access.js';
import type { Database } from '../storage/database/database.js';
import { loadTeamsNotDeleted } from '../storage/directory/scope-nodes.js';
import type { DataStatus, Insight, InsightQuery, Scope } from './answer/answer.js';
import { CORRECT } from './answer/set-aside-of.js';
import { gapsIn } from './answer/source-coverage.js';

/** A reason why a metric of a team says nothing, or not all, and its fix. */
export interface Diagnostic {
  /** Number of the team. */
  readonly team: number;
  /** Name of the team. */
  readonly teamName: string;
  /** Names from the root, joined by `/`. */
  readonly path: string;
  /** Id of the metric. */
  readonly metric: string;
  /** How complete its data is. */
  readonly dataStatus: DataStatus;
  /** Why it has no value, or an incomplete one. */
  readonly reason: string;
  /** The action that fixes the cause. */
  readonly remedy: string;
}

/** Returns the question for metrics over the last 12 weeks. */
export const lastWeeks = (scope: Scope, metrics: readonly Metric[]): InsightQuery => ({
  scope,
  metrics: metrics.map(({ id }) => id),
  range: { last: { count: 12, unit: 'WEEK' } },
  granularity: 'WEEK',
  aggregation: 'MEAN',
  timeZone: null,
  membership: 'CURRENT',
});

const remedies: Partial<Record<string, string>> = {
  BOT: 'Bots do not count. If one of them is a person, link the identity by hand.',
  NOT_RELEASED:
    'Make a release: a tag that matches the release pattern of the team. If there are releases, correct the pattern.',
  BASELINE: 'Only the first release is known; numbers begin with the second.',
  MERGE_COMMIT: 'Only merge commits were found; they do not count.',
  LINES_UNKNOWN: 'The clone lacks file contents: import a full clone.',
  TOO_MANY_RENAMES:
    'Each of them moves more files than are compared. Nothing can be done about it but to wait for the next ones.',
};

function emptyBecause({ explanation, recalculating }: Insight): Cause {
  const [most] = [...explanation.excluded].sort((left, right) => right.count - left.count);
  if (recalculating)
    return { reason: 'It is being recalculated.', remedy: 'Ask again in a moment.' };
  if (most)
    return {
      reason: `All ${most.count} rows of the last 12 weeks are excluded: ${most.reason}.`,
      remedy:
        remedies[most.reason] ??
        'The records of the insight, with those excluded, list them one by one.',
    };
  return {
    reason: 'Nothing happened in the last 12 weeks, as far as is known.',
    remedy:
      'If something did: sync the integration, and look for its authors among the unmatched identities.',
  };
}

type Cause = Pick<Diagnostic, 'reason' | 'remedy'>;

/** Returns the cause that a note names as `what: what can be done`. */
function causeIn(note: string): Cause {
  const [reason = '', remedy = ''] = note.split(/: (.*)/s);
  return { reason: `${reason}.`, remedy: remedy.charAt(0).toUpperCase() + remedy.slice(1) };
}

const setAsideBecause = ({ explanation }: Insight): readonly Cause[] =>
  explanation.notes
    .filter((note) => note.endsWith(CORRECT))
    .map((note) => ({ reason: note.slice(0, -CORRECT.length).trim(), remedy: CORRECT }));

/** The causes of a PARTIAL number; further causes are added here. */
const causesOfPartial: readonly ((insight: Insight) => readonly Cause[])[] = [
  setAsideBecause,
  ({ coverage }) => gapsIn(coverage).map(({ note, remedy }) => ({ reason: note, remedy })),
];

function causesOf(insight: Insight): readonly Cause[] {
  const { dataStatus } = insight;
  if (dataStatus === 'FULL') return [];
  if (dataStatus === 'NOT_CONFIGURED') return [causeIn(insight.explanation.notes[0] ?? '')];
  if (dataStatus === 'PARTIAL') return causesOfPartial.flatMap((find) => find(insight));
  const aside = setAsideBecause(insight);
  return aside.length > 0 ? aside : [emptyBecause(insight)];
}

/** Looks at every metric of every team, or of one, over the last 12 weeks. */
export async function diagnose(
  database: Database,
  viewer: Viewer,
  team: number | null,
  metrics: readonly Metric[],
  answer: (viewer: Viewer, query: InsightQuery) => Promise<readonly Insight[]>,
): Promise<Diagnostic[]> {
  demand(viewer, 'READ_INSIGHTS');
  const teams = await database.read(viewer.account, loadTeamsNotDeleted);
  const asked = teams.filter(({ number }) => team === null || number === team);
  const findings: Diagnostic[] = [];
  for (const { number, name, path } of asked)
    for (const insight of await answer(viewer, lastWeeks({ team: number }, metrics)))
      for (const cause of [...causesOf(insight), ...insight.explanation.warnings.map(causeIn)])
        findings.push({
          team: number,
          teamName: name,
          path,
          metric: insight.metric.id,
          dataStatus: insight.dataStatus,
          ...cause,
        });
  return findings;
}
