import { describe, expect, it } from 'vitest';
import { inputOf } from '../../src/engine/input-of.js';
import { measure } from '../../src/engine/measure.js';
import { questionOf } from '../../src/engine/question-of.js';

const at = (text: string) => Date.parse(text);
const dates = { from: '2026-03-02', to: '2026-03-08' };
const commits = [1, 2].map((developer) =>
  inputOf('commit', { number: developer, developer, authoredAt: at('2026-03-08T23:30Z') }),
);

describe('a question of arrays', () => {
  it('divides by everybody who has a fact, or by the roster that is given', () => {
    const question = { metric: 'CODING_DAYS_PER_DEVELOPER', inputs: { commits }, dates };
    expect(measure(questionOf(question)).headline).toMatchObject({ numerator: 2, denominator: 2 });
    const member = { team: 1, developer: 2, since: null, until: null, shared: false };
    const { headline } = measure(questionOf({ ...question, roster: [member] }));
    expect(headline).toMatchObject({ numerator: 1, denominator: 1 });
  });

  it('finds what its zone puts into another month than UTC does', () => {
    const late = [inputOf('release', { number: 1, releasedAt: at('2026-03-31T23:30Z') })];
    const april = { from: '2026-04-01', to: '2026-04-30' };
    const asked = { metric: 'DEPLOYMENT_FREQUENCY', inputs: { releases: late }, dates: april };
    expect(measure(questionOf(asked)).headline.value).toBe(0);
    const berlin = questionOf({ ...asked, zone: 'Europe/Berlin' });
    expect(measure(berlin).headline.value).toBe(1);
  });

  it('names the metrics that there are where one is asked for that is not', () => {
    expect(() => questionOf({ metric: 'HAPPINESS', inputs: {}, dates })).toThrow(
      /"HAPPINESS".*PR_CYCLE_TIME/,
    );
  });
});

describe('a metric input', () => {
  it('says itself when it was, and what it is', () => {
    const createdAt = at('2026-03-02T09:00Z');
    const open = inputOf('workItem', { number: 1, createdAt });
    expect(open).toMatchObject({ ownAt: createdAt, status: 'To Do', statusCategory: 'TODO' });
    const done = inputOf('workItem', { number: 1, createdAt, resolvedAt: createdAt });
    expect(done).toMatchObject({ status: 'Done', statusCategory: 'DONE' });
    const change = inputOf('change', { number: 1, mergedAt: createdAt });
    expect(change).toMatchObject({ firstCommitAt: createdAt, firstCommitUnknown: true });
    const startedAt = createdAt + 1;
    expect(inputOf('run', { number: 1, endedAt: null, startedAt }).ownAt).toBe(startedAt);
  });

  it('is refused where nobody knows when it was', () => {
    expect(() => inputOf('run', { number: 7, endedAt: null })).toThrow(/Run 7/);
  });
});
