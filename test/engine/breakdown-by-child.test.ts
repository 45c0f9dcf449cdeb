import fc from 'fast-check';
import { expect, it } from 'vitest';
import { breakdownByChild } from '../../src/engine/breakdown.js';
import { explain } from '../../src/engine/explain.js';
import { measure, measureHeadline } from '../../src/engine/measure.js';
import type { Measured } from '../../src/engine/measured.js';
import { metrics } from '../../src/engine/metrics/index.js';
import type { Question } from '../../src/engine/question.js';
import { teamsSharing } from '../../src/engine/selection/sharing.js';
import { anyQuestion } from '../arbitrary/questions.js';
import { lawRuns } from '../law-runs.js';

const holds = (law: (question: Question) => void) =>
  fc.assert(fc.property(anyQuestion, law), {
    numRuns: Math.ceil(lawRuns(1 / 3, 8) * metrics.length),
    interruptAfterTimeLimit: 25_000,
  });

/** An answer with all that it finds only when it is asked for. */
const opened = (measured: Measured) => ({
  ...measured,
  series: measured.series,
  segments: measured.segments,
  distribution: measured.distribution,
});

it('answers for each child, in one pass over the rows, what a question about its teams alone answers', () => {
  holds((question) => {
    const { teams } = question;
    const groups = [...teams.map((team) => [team]), teams, teams.slice(1)];
    const children = groups.map((own, key) => ({ key, teams: own }));
    const found = breakdownByChild(question, children);
    expect(found.map(({ key, measured }) => ({ key, measured: opened(measured) }))).toEqual(
      children.map(({ key, teams: own }) => ({
        key,
        measured: measure({ ...question, teams: own }),
      })),
    );
    expect(measureHeadline(question)).toEqual(measure(question).headline);
  });
});

it('answers the same where it is known which teams have subjects that others have too', () => {
  holds((question) => {
    const known = { ...question, sharing: teamsSharing(question.teams) };
    expect(measure(known)).toEqual(measure(question));
    expect(explain(known)).toEqual(explain(question));
  });
});
