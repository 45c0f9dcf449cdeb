import type { UserError } from '../../model/errors.js';
import type {
  EfficiencyConfig,
  EventSource,
  Phase,
  PhaseEdge,
  PhaseEvent,
} from '../../model/profile/profile.js';
import { folded, repeated } from '../developer-file/repeated.js';
import { errorIf } from '../error-if.js';
import { calendarErrors } from './calendar-errors.js';
import { maturityErrors } from './maturity-errors.js';
import { sprintDisplayErrors } from './sprint-display-errors.js';

const LONGEST_STATUS = 200;
const PHASES = ['config', 'leadTime', 'phases'];

function sourceOf(event: PhaseEvent): EventSource {
  if (event.startsWith('TICKET_')) return 'ISSUE_MANAGEMENT';
  if (event.endsWith('_CI_EXECUTION')) return 'CONTINUOUS_INTEGRATION';
  if (event.endsWith('_CD_EXECUTION')) return 'CONTINUOUS_DEPLOYMENT';
  return 'SOURCE_CODE_MANAGEMENT';
}

/** A status is named where its entry is the event, and nowhere else. */
function statusErrors({ event, status }: PhaseEdge, edge: readonly string[]): UserError[] {
  const field = [...edge, 'status'];
  const given = status ?? null;
  if (event !== 'TICKET_STATUS') {
    const message = `${event} needs no status: omit it, or choose TICKET_STATUS.`;
    return errorIf(given !== null, 'STATUS_NOT_EXPECTED', field, message);
  }
  const length = given?.trim().length ?? 0;
  const message = `Name the status in the words of the tool, in 1 to ${LONGEST_STATUS} characters.`;
  return errorIf(length === 0 || length > LONGEST_STATUS, 'STATUS_REQUIRED', field, message);
}

function eventErrors(edge: PhaseEdge, field: readonly string[]): UserError[] {
  const { source, event } = edge;
  const message = `${event} is reported by ${sourceOf(event)}, not by ${source}.`;
  return [
    ...errorIf(sourceOf(event) !== source, 'INVALID_EVENT', field, message),
    ...statusErrors(edge, field),
  ];
}

function phaseErrors(phases: readonly Phase[]): UserError[] {
  const isNone = !phases.some(({ enabled }) => enabled);
  const twice = repeated(phases, ({ key }) => key).map((index) => ({
    code: 'DUPLICATE_PHASE',
    field: [...PHASES, String(index), 'key'],
    message: 'The phase stands before: name each once.',
  }));
  const events = phases.flatMap(({ start, end }, index) => [
    ...eventErrors(start, [...PHASES, String(index), 'start']),
    ...eventErrors(end, [...PHASES, String(index), 'end']),
  ]);
  return [
    ...errorIf(isNone, 'NO_PHASES', PHASES, 'Enable at least one phase.'),
    ...twice,
    ...events,
  ];
}

const isBetween = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most;

const dayErrors = ({ changeFailureRate, sprints }: EfficiencyConfig): UserError[] => [
  ...errorIf(
    !isBetween(changeFailureRate.attributionWindowDays, 1, 365),
    'INVALID_ATTRIBUTION_WINDOW',
    ['config', 'changeFailureRate', 'attributionWindowDays'],
    'Give a whole number of days between 1 and 365.',
  ),
  ...(['startGraceDays', 'endGraceDays'] as const).flatMap((grace) =>
    errorIf(
      !isBetween(sprints[grace], 0, 30),
      'INVALID_GRACE_DAYS',
      ['config', 'sprints', grace],
      'Give a whole number of days between 0 and 30.',
    ),
  ),
];

/** Returns why an efficiency profile cannot be effective; connected integrations do not matter. */
export const efficiencyErrors = (config: EfficiencyConfig): UserError[] => [
  ...phaseErrors(config.leadTime.phases),
  ...dayErrors(config),
  ...sprintDisplayErrors(config.sprintDisplay),
  ...maturityErrors(
    config.maturity,
    config.leadTime.phases.map(({ key }) => key),
  ),
  ...calendarErrors(config.calendar),
];

const isSame = (left: PhaseEdge, right: PhaseEdge): boolean =>
  left.event === right.event && folded(left.status ?? '') === folded(right.status ?? '');

const named = ({ event, status }: PhaseEdge): string =>
  status ? `${event} "${status.trim()}"` : event;

/**
 * Returns warnings for phases that may be effective but are seldom meant: one does not begin where
 * the one before ends.
 */
export function efficiencyWarnings({ leadTime }: EfficiencyConfig): UserError[] {
  const enabled = leadTime.phases.map((phase, index) => ({ ...phase, index }));
  const counting = enabled.filter((phase) => phase.enabled);
  return counting.flatMap(({ key, start, index }, place) => {
    const before = counting[place - 1];
    if (!before || isSame(before.end, start)) return [];
    return {
      code: 'NON_CONTIGUOUS_PHASES',
      field: [...PHASES, String(index), 'start'],
      message: `${key} begins with ${named(start)}, but ${before.key} ends with ${named(before.end)}: the time between counts in neither, or in both.`,
    };
  });
}
