import { describe, expect, it } from 'vitest';
import { breakdownByDeveloper } from '../../../../src/engine/breakdown.js';
import { explain } from '../../../../src/engine/explain.js';
import { measure } from '../../../../src/engine/measure.js';
import { ask, commit, instant, roster } from '../story.js';

const id = 'CODING_DAYS_PER_DEVELOPER';
const by = (developer: number) => ({ developer });
const commits = [
  commit(1, '2024-04-01T09:00Z'),
  commit(2, '2024-04-01T23:30Z'),
  commit(3, '2024-04-03T09:00Z'),
  commit(4, '2024-04-01T09:00Z', by(2)),
  commit(5, '2024-04-08T09:00Z', by(2)),
  commit(6, '2024-04-02T09:00Z', { isMerge: true }),
  commit(7, '2024-04-02T09:00Z', { byBot: true }),
  commit(8, '2024-04-02T09:00Z', by(9)),
];
const question = ask(id, '2024-04-01', '2024-04-14', { commits, roster: roster(1, 2, 3, 4) });

describe('coding days', () => {
  it('are distinct (developer, day) over the roster, in the headline over weeks too', () => {
    const { headline, series, developers } = measure(question);
    expect(developers).toBe(4);
    expect(headline).toMatchObject({ numerator: 4, denominator: 8, value: 0.5, sampleSize: 5 });
    expect(series.map(({ value }) => value.value)).toEqual([3 / 4, 1 / 4]);
  });

  it('are days of the zone that the question names', () => {
    const berlin = ask(
      id,
      '2024-04-01',
      '2024-04-14',
      { commits, roster: roster(1, 2, 3, 4) },
      { zone: 'Europe/Berlin' },
    );
    expect(measure(berlin).headline.numerator).toBe(5);
  });

  it('keep 23 and 25 hour days whole', () => {
    const around = [
      '2024-03-30T23:30Z',
      '2024-03-31T21:30Z',
      '2024-03-31T22:30Z',
      '2024-10-26T22:30Z',
      '2024-10-27T22:30Z',
      '2024-10-27T23:30Z',
    ];
    const some = around.map((at, index) => commit(index + 1, at));
    const berlin = { zone: 'Europe/Berlin' };
    const spring = ask(id, '2024-03-31', '2024-03-31', { commits: some }, berlin);
    expect(spring.window.to - spring.window.from).toBe(23 * 3_600_000);
    expect(measure(spring).headline).toMatchObject({ numerator: 1, sampleSize: 2 });
    const autumn = ask(id, '2024-10-27', '2024-10-27', { commits: some }, berlin);
    expect(autumn.window.to - autumn.window.from).toBe(25 * 3_600_000);
    expect(measure(autumn).headline).toMatchObject({ numerator: 1, sampleSize: 2 });
  });

  it('explain what is excluded among the members', () => {
    expect(explain(question)).toMatchObject({
      counted: 5,
      excluded: [
        { reason: 'BOT', count: 1 },
        { reason: 'MERGE_COMMIT', count: 1 },
      ],
      developers: 4,
      units: 2,
    });
  });

  it('list who did nothing as 0, and are unknown without a roster', () => {
    const rows = breakdownByDeveloper(question);
    expect(rows.map(({ key, measured }) => [key, measured.headline.value])).toEqual([
      [1, 1],
      [2, 1],
      [3, 0],
      [4, 0],
    ]);
    expect(
      measure(ask(id, '2024-04-01', '2024-04-14', { commits, roster: [] })).headline,
    ).toMatchObject({ value: null, sampleSize: 0 });
  });

  it('divide by who contributed where that is asked for', () => {
    const { series } = measure({ ...question, denominator: 'CONTRIBUTING' });
    expect(series.map(({ value }) => value.denominator)).toEqual([2, 1]);
  });
});

describe('somebody who left on Monday the 8th', () => {
  const left = instant('2024-04-08T00:00:00Z');
  const members = [
    ...roster(1),
    { team: 1, developer: 2, since: null, until: left, shared: false },
  ];
  const given = { commits, roster: members };

  it('counts nowhere under the membership of now', () => {
    const { headline } = measure(ask(id, '2024-04-01', '2024-04-14', given));
    expect(headline).toMatchObject({ numerator: 2, denominator: 2 });
  });

  it('counts until that day under the membership of the day', () => {
    const { headline, series } = measure(
      ask(id, '2024-04-01', '2024-04-14', given, { membership: 'AS_OF' }),
    );
    expect(series.map(({ value }) => [value.numerator, value.denominator])).toEqual([
      [3, 2],
      [0, 1],
    ]);
    expect(headline).toMatchObject({ numerator: 3, denominator: 2 });
  });
});
