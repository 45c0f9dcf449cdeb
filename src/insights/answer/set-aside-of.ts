import type { Metric } from '../../engine/metric.js';
import type { FactKind } from '../../model/facts/facts.js';
import { monthOf } from '../../model/month.js';
import { ownsRepository } from '../../model/team-scope.js';
import type { Window } from '../../model/time.js';
import type { SetAsideSummary } from '../../storage/cells/answer-state.js';
import type { SourceKind } from '../../storage/integrations/sources.js';
import { placesOf } from '../records/place-names.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { rulesOf } from '../snapshot/team-rules.js';

/** Null where every metric may depend on facts of the kind. */
const sourceOf: Record<FactKind, SourceKind | null> = {
  REPOSITORY: null,
  MAILMAP: null,
  COMMIT: 'history',
  CHANGE: 'history',
  TAG: 'history',
  PULL_REQUEST: 'pullRequest',
  WORK_ITEM: 'workItem',
  SPRINT: 'workItem',
  VERSION: 'workItem',
  PIPELINE_RUN: 'run',
  INCIDENT: 'incident',
  CHANGE_REQUEST: 'changeRequest',
};

type Scoped = Pick<Snapshot, 'rules' | 'sources'>;

function concernsFact(
  { factKind, repository }: SetAsideSummary,
  snapshot: Scoped,
  metric: Metric,
  teams: readonly number[],
): boolean {
  const rules = rulesOf(snapshot, teams);
  const kind = factKind === null ? null : sourceOf[factKind];
  const reads = rules.some((one) =>
    placesOf(metric, one).some((place) => kind === null || place.sources.includes(kind)),
  );
  if (!reads || metric.population === 'DEVELOPERS') return reads;
  const home = snapshot.sources.find((source) => source.repository === repository);
  const isCode = kind === 'history' || kind === 'pullRequest';
  return !isCode || !home || rules.some(({ settings }) => ownsRepository(settings, home.traits));
}

/**
 * Returns summaries of the facts set aside that a figure of the metric, window and teams may lack.
 */
export function setAsideIn(
  snapshot: Scoped & Pick<Snapshot, 'state'>,
  metric: Metric,
  window: Window,
  teams: readonly number[],
): SetAsideSummary[] {
  const [first, last] = [monthOf(window.from), monthOf(window.to - 1)];
  return snapshot.state.setAside.filter((one) => {
    if (one.kind === 'LINKING') return true;
    if (one.kind === 'FACT') return concernsFact(one, snapshot, metric, teams);
    if (!teams.includes(one.team)) return false;
    if (one.kind === 'RULES') return true;
    const isOf = one.metric === '' || one.metric === metric.id;
    const isOfRules = snapshot.rules.get(one.team)?.ruleset === one.ruleset;
    return isOf && isOfRules && one.month >= first && one.month <= last;
  });
}

const subject = ({ kind, count, factKind, factId, month }: SetAsideSummary): string => {
  if (kind === 'LINKING') return 'Nothing new can be calculated';
  if (kind === 'RULES') return 'The rules of a team cannot be applied';
  if (factId === null)
    return `The month ${new Date(Date.UTC(1970, month, 1)).toISOString().slice(0, 7)} of a team cannot be calculated`;
  const others = count > 1 ? ` and ${count - 1} more` : '';
  return `${factKind} "${factId.slice(0, 80)}"${others} cannot be calculated with and ${count > 1 ? 'are' : 'is'} set aside`;
};

/** The remedy for all facts that were set aside. */
export const CORRECT = 'Correct it at its source.';

/** Returns notes on the facts that were set aside and why. */
export const setAsideNotes = (all: readonly SetAsideSummary[]): string[] => [
  ...new Set(all.map((one) => `${subject(one)}: ${one.message.replace(/[.]$/, '')}. ${CORRECT}`)),
];
