import { inputOf, type MetricInputFields } from '../../../src/engine/input-of.js';
import type { Question } from '../../../src/engine/question.js';
import { questionOf } from '../../../src/engine/question-of.js';
import type { Membership } from '../../../src/model/facts/people.js';
import type { InputKind, MetricInputs } from '../../../src/model/inputs/metric-input.js';
import type { Rules } from '../../../src/model/team.js';
import { rules } from '../../arbitrary/questions.js';

export const instant = (text: string): number => Date.parse(text);
const of = { repository: 1, developer: 1 };
type Rest<Kind extends InputKind> = Partial<MetricInputFields<Kind>>;

export const commit = (number: number, at: string, rest: Rest<'commit'> = {}) =>
  inputOf('commit', { ...of, number, authoredAt: instant(at), ...rest });
export const change = (number: number, at: string, rest: Rest<'change'> = {}) =>
  inputOf('change', {
    ...{ ...of, number, mergedAt: instant(at), firstCommitAt: instant(at) },
    ...rest,
  });
export const release = (number: number, releasedAt: number) =>
  inputOf('release', { ...of, number, releasedAt });

/** Opened and, where it was, merged at those instants; of one small file and without a word by anybody. */
export const pullRequest = (
  number: number,
  opened: string,
  merged: string | null,
  rest: Rest<'pullRequest'> = {},
) =>
  inputOf('pullRequest', {
    ...{ ...of, number, openedAt: instant(opened), additions: 1, deletions: 1 },
    mergedAt: merged === null ? null : instant(merged),
    ...rest,
  });
/** A story that was created and, where it was, done at those instants. */
export const workItem = (
  number: number,
  created: string,
  done: string | null,
  rest: Rest<'workItem'> = {},
) =>
  inputOf('workItem', {
    ...{ developer: 1, number, project: 70_001, type: 'Story', createdAt: instant(created) },
    resolvedAt: done === null ? null : instant(done),
    ...rest,
  });

/** Members for ever, of one team. */
export const roster = (...developers: number[]): Membership[] =>
  developers.map((developer) => ({ team: 1, developer, since: null, until: null, shared: false }));

interface Given extends Partial<MetricInputs> {
  readonly roster?: readonly Membership[];
  readonly rules?: Rules;
}

/** A question about one team in weeks of UTC, from and to a local date. */
export function ask(
  metric: string,
  from: string,
  to: string,
  given: Given,
  rest: Partial<Question> = {},
): Question {
  const { roster: members = roster(1), rules: effective = rules, ...inputs } = given;
  const { metric: _metric, teams: _teams, window: _window, ...asked } = rest;
  return questionOf({
    ...{ metric, inputs, dates: { from, to }, roster: members, rules: effective },
    now: instant('2024-12-01T00:00:00Z'),
    ...asked,
  });
}
