import type { UserError } from '../../model/errors.js';
import {
  type SprintDisplay,
  type SprintPanel,
  sprintFigures,
} from '../../model/profile/sprint-display.js';
import { repeated } from '../developer-file/repeated.js';
import { errorIf } from '../error-if.js';

const LONGEST_NAME = 100;

function panelErrors({ metrics }: SprintPanel, panel: readonly string[]): UserError[] {
  const path = (index: number, part: string) => [...panel, 'metrics', String(index), part];
  const twice = repeated(metrics, ({ key }) => key).map((index) => ({
    code: 'DUPLICATE_METRIC',
    field: path(index, 'key'),
    message: `${metrics[index]!.key} stands before: name each once.`,
  }));
  const inner = metrics.flatMap(({ key, displayName }, index) => [
    ...errorIf(
      !sprintFigures.includes(key),
      'UNKNOWN_METRIC',
      path(index, 'key'),
      `${key} is nothing about sprints: choose from ${sprintFigures.join(', ')}.`,
    ),
    ...errorIf(
      displayName !== null && (displayName.trim() === '' || displayName.length > LONGEST_NAME),
      'INVALID_NAME',
      path(index, 'displayName'),
      `Give a name of 1 to ${LONGEST_NAME} characters, or none.`,
    ),
  ]);
  return [...twice, ...inner];
}

/** Why what clients are to show about sprints cannot be saved; it need not be said. */
export const sprintDisplayErrors = (display: SprintDisplay | undefined): UserError[] =>
  display
    ? (['summaryCards', 'deliveryAnalysis'] as const).flatMap((panel) =>
        panelErrors(display[panel], ['config', 'sprintDisplay', panel]),
      )
    : [];
