import type { UserError } from '../../model/errors.js';
import type { EfficiencyConfig, EventSource, Phase, PhaseEvent } from '../../model/profile.js';
import { repeated } from '../repeated.js';
import { calendarErrors } from './calendar-errors.js';
import { maturityErrors } from './maturity-errors.js';

const PHASES = ['config', 'leadTime', 'phases'];

function sourceOf(event: PhaseEvent): EventSource {
  if (event.startsWith('TICKET_')) return 'ISSUE_MANAGEMENT';
  if (event.endsWith('_CI_EXECUTION')) return 'CONTINUOUS_INTEGRATION';
  if (event.endsWith('_CD_EXECUTION')) return 'CONTINUOUS_DEPLOYMENT';
  return 'SOURCE_CODE_MANAGEMENT';
}

const eventErrors = ({ source, event }: Phase['start'], field: readonly string[]): UserError[] =>
  sourceOf(event) === source
    ? []
    : [
        {
          ...{ code: 'INVALID_EVENT', field },
          message: `${event} is told by ${sourceOf(event)}, not by ${source}.`,
        },
      ];

function phaseErrors(phases: readonly Phase[]): UserError[] {
  const none = phases.some(({ enabled }) => enabled)
    ? []
    : [{ code: 'NO_PHASES', field: PHASES, message: 'Enable at least one phase.' }];
  const twice = repeated(phases, ({ key }) => key).map((index) => ({
    ...{ code: 'DUPLICATE_PHASE', field: [...PHASES, String(index), 'key'] },
    message: 'The phase stands before: name each once.',
  }));
  const events = phases.flatMap(({ start, end }, index) => [
    ...eventErrors(start, [...PHASES, String(index), 'start']),
    ...eventErrors(end, [...PHASES, String(index), 'end']),
  ]);
  return [...none, ...twice, ...events];
}

const isBetween = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most;

function dayErrors({ changeFailureRate, sprints }: EfficiencyConfig): UserError[] {
  const errors: UserError[] = [];
  if (!isBetween(changeFailureRate.attributionWindowDays, 1, 365))
    errors.push({
      code: 'INVALID_ATTRIBUTION_WINDOW',
      field: ['config', 'changeFailureRate', 'attributionWindowDays'],
      message: 'Give a whole number of days between 1 and 365.',
    });
  for (const grace of ['startGraceDays', 'endGraceDays'] as const)
    if (!isBetween(sprints[grace], 0, 30))
      errors.push({
        code: 'INVALID_GRACE_DAYS',
        field: ['config', 'sprints', grace],
        message: 'Give a whole number of days between 0 and 30.',
      });
  return errors;
}

/** Why an efficiency profile cannot be in force, whatever is connected. */
export const efficiencyErrors = (config: EfficiencyConfig): UserError[] => [
  ...phaseErrors(config.leadTime.phases),
  ...dayErrors(config),
  ...maturityErrors(
    config.maturity,
    config.leadTime.phases.map(({ key }) => key),
  ),
  ...calendarErrors(config.calendar),
];

/** What may be in force and yet is seldom meant: phases of which one does not begin where the one before ends. */
export function efficiencyWarnings({ leadTime }: EfficiencyConfig): UserError[] {
  const enabled = leadTime.phases.map((phase, index) => ({ ...phase, index }));
  const counting = enabled.filter((phase) => phase.enabled);
  return counting.flatMap(({ key, start, index }, place) => {
    const before = counting[place - 1];
    if (!before || before.end.event === start.event) return [];
    return {
      code: 'NON_CONTIGUOUS_PHASES',
      field: [...PHASES, String(index), 'start'],
      message: `${key} begins with ${start.event}, but ${before.key} ends with ${before.end.event}: the time between counts in neither, or in both.`,
    };
  });
}
