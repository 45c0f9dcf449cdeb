import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elapsed } from '../../../../src/engine/elapsed.js';
import { explain } from '../../../../src/engine/explain.js';
import { measure } from '../../../../src/engine/measure.js';
import { pullRequestCycleTime } from '../../../../src/engine/metrics/productivity/pull-request-cycle-time.js';
import { rowsOf } from '../../../../src/engine/rows.js';
import type { ReviewAct } from '../../../../src/model/inputs/code-input.js';
import { noInputs } from '../../../../src/model/inputs/metric-input.js';
import { anyProductivity } from '../../../arbitrary/productivity.js';
import { anyPullRequest } from '../../../arbitrary/pull-requests.js';
import { rules } from '../../../arbitrary/questions.js';
import { ask, instant, pullRequest } from '../story.js';

const id = 'PR_CYCLE_TIME';
const HOUR = 3_600_000;
const week = ['2024-06-03', '2024-06-09'] as const;
const about = (pullRequests: ReturnType<typeof pullRequest>[], rest = {}, effective = rules) =>
  ask(id, ...week, { pullRequests, rules: effective }, rest);
const hours = (question: ReturnType<typeof about>) => measure(question).headline.value! / HOUR;
const said = (at: string, rest: Partial<ReviewAct> = {}): ReviewAct => ({
  at: instant(at),
  byAuthor: false,
  byBot: false,
  state: 'COMMENTED',
  hasText: true,
  ...rest,
});
const segmentsOf = (question: ReturnType<typeof about>) =>
  measure(question).series[0]!.segments.map(({ key, value }) => [key, value.value! / HOUR]);

/** A: 3 hours; B: 48 hours; C: half an hour. */
const worked = [
  pullRequest(1, '2024-06-03T09:00Z', '2024-06-03T12:00Z'),
  pullRequest(2, '2024-06-03T10:00Z', '2024-06-05T10:00Z'),
  pullRequest(3, '2024-06-04T08:00Z', '2024-06-04T08:30Z'),
];
/** Written at 6, opened at 9, commented at 11, approved at 14 and merged at 15 o'clock. */
const whole = pullRequest(4, '2024-06-03T09:00Z', '2024-06-03T15:00Z', {
  firstCommitAt: instant('2024-06-03T06:00Z'),
  comments: [said('2024-06-03T10:00Z', { byBot: true }), said('2024-06-03T11:00Z')],
  reviews: [said('2024-06-03T14:00Z', { state: 'APPROVED' })],
});

describe('cycle time', () => {
  it('begins at the first commit, or at the opening where that is earlier or no commit is known', () => {
    const first = (firstCommitAt: number | null) =>
      hours(about([{ ...worked[0]!, firstCommitAt }]));
    const commits = ['2024-06-03T08:00Z', '2024-06-03T10:00Z'].map(instant);
    expect([...commits, null].map(first)).toEqual([4, 3, 3]);
    expect(explain(about([worked[0]!])).notes).toEqual([
      '1 of 1 pull requests have no known commit: their time begins at their opening.',
    ]);
  });

  it('begins at the opening where the profile says so', () => {
    const productivity = {
      ...rules.productivity,
      prCycleTime: { startEvent: 'PR_OPENED' },
    } as const;
    const question = about([whole], {}, { ...rules, productivity });
    expect(hours(question)).toBe(6);
    expect(segmentsOf(question)[0]).toEqual(['PR_CREATION', 0]);
    expect(explain(question).notes).toEqual([]);
  });

  it('excludes what was merged before it was opened', () => {
    const odd = pullRequest(1, '2024-06-04T09:00Z', '2024-06-03T09:00Z');
    expect(explain(about([odd])).excluded).toEqual([{ reason: 'BAD_TIMESTAMPS', count: 1 }]);
  });

  it('counts the hours of the working calendar, and still adds up', () => {
    const calendar = {
      zone: 'UTC',
      days: [1, 2, 3, 4, 5],
      from: '09:00',
      to: '17:00',
      holidays: [],
    };
    const productivity = { ...rules.productivity, calendar };
    const question = about([worked[1]!, whole], {}, { ...rules, productivity });
    expect(rowsOf(question).row(0).parts.slice(0, 4)).toEqual([0, 2, 3, 1].map((h) => h * HOUR));
    expect(rowsOf(question).row(1).value).toBe((7 + 8 + 1) * HOUR);
  });
});

describe('its segments', () => {
  it('are the time to the opening, the first answer, the approval and the merge: 3 + 2 + 3 + 1 = 9', () => {
    expect(segmentsOf(about([whole]))).toEqual([
      ['PR_CREATION', 3],
      ['FIRST_COMMENT', 2],
      ['APPROVAL', 3],
      ['MERGE', 1],
    ]);
    expect(hours(about([whole]))).toBe(9);
  });

  it('are 0 for what there was not', () => {
    expect(segmentsOf(about([{ ...whole, comments: [], reviews: [] }]))).toEqual([
      ['PR_CREATION', 3],
      ['FIRST_COMMENT', 0],
      ['APPROVAL', 0],
      ['MERGE', 6],
    ]);
    const refused = [said('2024-06-03T14:00Z', { state: 'CHANGES_REQUESTED' })];
    for (const reviews of [[], refused])
      expect(segmentsOf(about([{ ...whole, reviews }])).slice(2)).toEqual([
        ['APPROVAL', 0],
        ['MERGE', 4],
      ]);
  });

  it('do not end by the author, by a bot, or after the merge', () => {
    const acts = [
      said('2024-06-03T10:00Z', { byAuthor: true, state: 'APPROVED' }),
      said('2024-06-03T10:30Z', { byBot: true, state: 'APPROVED' }),
      said('2024-06-03T16:00Z', { state: 'APPROVED' }),
    ];
    expect(segmentsOf(about([{ ...whole, comments: [], reviews: acts }]))).toEqual([
      ['PR_CREATION', 3],
      ['FIRST_COMMENT', 0],
      ['APPROVAL', 0],
      ['MERGE', 6],
    ]);
  });

  it('end at an approval that is also the first answer', () => {
    expect(segmentsOf(about([{ ...whole, comments: [] }])).slice(1)).toEqual([
      ['FIRST_COMMENT', 5],
      ['APPROVAL', 0],
      ['MERGE', 1],
    ]);
  });

  it('are not ended by what was said of a draft', () => {
    const readyAt = instant('2024-06-03T12:00Z');
    expect(segmentsOf(about([{ ...whole, readyAt }])).slice(1)).toEqual([
      ['FIRST_COMMENT', 5],
      ['APPROVAL', 0],
      ['MERGE', 1],
    ]);
  });

  it('add up in the mean, and are percentiles of their own otherwise, which is said', () => {
    const both = [whole, worked[0]!];
    expect(segmentsOf(about(both))).toEqual([
      ['PR_CREATION', 1.5],
      ['FIRST_COMMENT', 1],
      ['APPROVAL', 1.5],
      ['MERGE', 2],
    ]);
    const median = about(both, { aggregation: 'MEDIAN' });
    expect(segmentsOf(median).map(([key]) => key)).toEqual([
      'PR_CREATION',
      'FIRST_COMMENT',
      'APPROVAL',
      'MERGE',
    ]);
    expect(explain(median).notes.at(-1)).toMatch(/need not add up/);
    expect(explain(about(both)).notes.join()).not.toMatch(/add up/);
  });
});

it('adds up from its segments to the millisecond, whatever the calendar and the order of instants', () => {
  fc.assert(
    fc.property(fc.array(anyPullRequest), anyProductivity, (found, productivity) => {
      const pullRequests = found.map((row, index) => ({ ...row, number: index + 1 }));
      const effective = { ...rules, productivity };
      for (const row of pullRequestCycleTime.observe({ ...noInputs, pullRequests }, effective)) {
        if ('reason' in row) continue;
        const { openedAt, firstCommitAt } = pullRequests[row.subject - 1]!;
        const fromCommit = productivity.prCycleTime.startEvent === 'FIRST_COMMIT';
        const startedAt = fromCommit ? Math.min(firstCommitAt ?? openedAt, openedAt) : openedAt;
        const segments = row.parts.slice(0, 4);
        expect(segments.every((segment) => segment >= 0)).toBe(true);
        expect(segments.reduce((sum, segment) => sum + segment, 0)).toBe(row.value);
        expect(row.value).toBe(elapsed(productivity.calendar, startedAt, row.at));
      }
    }),
  );
});
