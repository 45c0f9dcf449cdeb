import type { Metric, TagName } from '../../engine/metric.js';
import type { Figure } from '../../engine/summary/summary.js';
import { amountsIn, type Unit } from '../../engine/unit.js';
import { once } from '../../model/once.js';
import type { EffectiveRules } from '../../model/team.js';
import type { Window } from '../../model/time.js';
import type { SourceKind } from '../../storage/integrations/sources.js';
import { keepWithin } from '../keep.js';
import { placesOf } from '../records/place-names.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import type { MetricValue } from './answer.js';
import { isCovered, isKnown, knownSpans } from './coverage.js';
import { setAsideIn } from './set-aside-of.js';
import { switchedOff } from './switched-off.js';

const words: Record<SourceKind, string> = {
  history: 'git history',
  pullRequest: 'pull request',
  workItem: 'work item',
  run: 'pipeline run',
  incident: 'incident',
  changeRequest: 'change request',
};
const distinct = (texts: readonly string[], joint: string): string =>
  [...new Set(texts)].join(joint);

function unknownIn(snapshot: Snapshot, metric: Metric, rules: EffectiveRules): string | null {
  const unknown = placesOf(metric, rules).filter(
    ({ sources }) => !sources.some((source) => isKnown(snapshot, source)),
  );
  if (unknown.length === 0) return null;
  const what = unknown.map(({ sources }) => sources.map((source) => words[source]).join(' or '));
  const hasHistory = unknown.some(({ sources }) => sources.includes('history'));
  const remedy = hasHistory
    ? 'connect an integration, run `insights import git PATH`, or send facts'
    : 'connect an integration that reports it, or send facts';
  return `No ${distinct(what, ' and no ')} is known: ${remedy}.`;
}

function unsavedIn(metric: Metric, rules: EffectiveRules): string | null {
  const unsaved = placesOf(metric, rules).filter(({ isSet }) => !isSet(rules.settings));
  if (metric.population === 'DEVELOPERS' || unsaved.length === 0) return null;
  const names = unsaved.map(({ name }) => name);
  const settings = unsaved.map((place) => place.settings);
  return `No ${distinct(names, ' and no ')} is saved for the team: save its ${distinct(settings, ' and its ')}, on the team or on a node above it.`;
}

/** Null where the rows of the metric carry every one of the tags under these rules. */
function untaggedIn(
  metric: Metric,
  rules: EffectiveRules,
  tags: readonly TagName[],
): string | null {
  const unreported = tags.find((tag) => !metric.tagged(rules).includes(tag));
  if (unreported === undefined) return null;
  return `By the effective profile, what ${metric.id} is made of names no ${unreported}: choose an efficiency profile that measures by pipelines or incidents.`;
}

/** Returns what teams under these rules lack to measure the metric on rows with these tags; null if nothing. The metric needs every place that it reads. */
const lackUnder = (
  snapshot: Snapshot,
  metric: Metric,
  rules: EffectiveRules,
  tags: readonly TagName[],
): string | null =>
  switchedOff(metric, rules) ??
  unknownIn(snapshot, metric, rules) ??
  unsavedIn(metric, rules) ??
  metric.lacks(rules)[0] ??
  untaggedIn(metric, rules, tags);

/** Returns a function that finds what a team lacks to measure the metric on rows with the tag, and its fix; null if nothing. */
function lackIn(
  snapshot: Snapshot,
  metric: Metric,
  tag: TagName | undefined,
): (team: number) => string | null {
  const { keep, scope, rules } = snapshot;
  const lacks = keepWithin(keepWithin(keepWithin(keep, metric), 'lacks'), tag);
  const tags = [scope.tag?.name, tag].filter((one) => one !== undefined);
  return (team) => {
    const found = rules.get(team);
    if (!found) return null;
    return lacks(found.ruleset, () => lackUnder(snapshot, metric, found.rules, tags));
  };
}

/** Returns the teams that lack something, each with what is missing and its fix. */
export function lackingTeams(
  snapshot: Snapshot,
  metric: Metric,
  teams: readonly number[],
): Map<number, string> {
  const lackOf = lackIn(snapshot, metric, undefined);
  const lacking = new Map<number, string>();
  for (const team of teams) {
    const lack = lackOf(team);
    if (lack !== null) lacking.set(team, lack);
  }
  return lacking;
}

/** The teams that a figure is made of: those that lack nothing; where all do, all, so that their rows can still be looked at. */
export function measuredTeams(
  snapshot: Snapshot,
  metric: Metric,
  teams: readonly number[],
): readonly number[] {
  const lackOf = lackIn(snapshot, metric, undefined);
  if (teams.every((team) => lackOf(team) === null)) return teams;
  const measured = teams.filter((team) => lackOf(team) === null);
  return measured.length === 0 ? teams : measured;
}

/** Returns what every one of these teams lacks to measure the metric on rows with the tag; null if nothing. */
export function notConfigured(
  snapshot: Snapshot,
  metric: Metric,
  teams: readonly number[] = snapshot.scope.teams,
  tag?: TagName,
): string | null {
  const [first] = teams;
  if (first === undefined)
    return 'There is no team here: activate a developers file in which somebody has a manager.';
  const lackOf = lackIn(snapshot, metric, tag);
  return teams.every((team) => lackOf(team) !== null) ? lackOf(first) : null;
}

const withheld = {
  value: null,
  milliseconds: null,
  rate: null,
  numerator: null,
  denominator: null,
  numeratorUnit: null,
};

/** Returns the unit of a row of the team. */
export const rowUnitOf = ({ rules }: Snapshot, metric: Metric, team: number | undefined): Unit => {
  const found = team === undefined ? undefined : rules.get(team);
  return (found ? metric.amounts(found.rules) : amountsIn(metric.unit)).rows;
};

/** Returns the unit of the numerators of these teams, by the first team that has rules. */
function figureUnitOf({ rules }: Snapshot, metric: Metric, teams: readonly number[]): Unit {
  const found = rules.get(teams.find((team) => rules.has(team)) ?? 0);
  return (found ? metric.amounts(found.rules) : amountsIn(metric.unit)).figures;
}

/** Gives a figure of a span its data status; `whole` is the figure of the span that it is a part of, by default itself. */
export type Valuer = (figure: Figure, span: Window, whole?: Figure) => MetricValue;

/**
 * Gives figures of one metric, window and teams their data status: nothing observed is NO_DATA, whatever is covered. A figure that
 * is NOT_CONFIGURED is none, whatever was observed: of all numbers it keeps how many rows there are. A count of nothing is 0 only in a
 * span of which facts are known, else null.
 */
export function valuerOf(
  snapshot: Snapshot,
  metric: Metric,
  window: Window,
  teams: readonly number[] = snapshot.scope.teams,
  tag?: TagName,
): Valuer {
  if (notConfigured(snapshot, metric, teams, tag))
    return ({ sampleSize }) => ({ ...withheld, sampleSize, dataStatus: 'NOT_CONFIGURED' });
  const measured = measuredTeams(snapshot, metric, teams);
  const isWhole =
    isCovered(snapshot, metric, window, measured) &&
    setAsideIn(snapshot, metric, window, measured).length === 0;
  const covered = isWhole ? 'FULL' : 'PARTIAL';
  const knows = once(() => knownSpans(snapshot, metric, measured));
  const unit = figureUnitOf(snapshot, metric, measured);
  return (figure, span, whole = figure) => {
    const isNothing = whole.sampleSize === 0 && !knows()(span);
    return {
      ...figure,
      numeratorUnit: figure.numerator === null ? null : unit,
      ...(isNothing && withheld),
      dataStatus: figure.sampleSize === 0 ? 'NO_DATA' : covered,
    };
  };
}

/** True if anything was observed, so that the value can be compared with others. */
export const hasData = ({ dataStatus }: MetricValue): boolean =>
  dataStatus === 'FULL' || dataStatus === 'PARTIAL';
