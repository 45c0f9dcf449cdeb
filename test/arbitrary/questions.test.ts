import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measure } from '../../src/engine/measure.js';
import { metrics } from '../../src/engine/metrics/index.js';
import type { Question } from '../../src/engine/question.js';
import { rowsOf } from '../../src/engine/rows.js';
import { localDateOf } from '../../src/model/time.js';
import { anyQuestion } from './questions.js';
import { changesOf, movingZones } from './zones.js';

/** Laws are tried on 160 questions each: what a fiftieth of all questions has is met by all but one in 25 of them. */
const sampled = fc.sample(anyQuestion, { seed: 20_240_331, numRuns: 1500 });
const asked = sampled.map((question) => {
  const { series, headline } = measure(question);
  const { at } = rowsOf(question);
  return { question, series, headline, at: [...at] };
});
type Asked = (typeof asked)[number];
const shareOf = (holds: (one: Asked) => boolean) => asked.filter(holds).length / asked.length;

const isOverBoth = ({ window, zone }: Question) => {
  const changes = changesOf(zone);
  return changes.length > 1 && changes.every((at) => at >= window.from && at < window.to);
};

describe('any question', () => {
  it('has rows at the very beginning of a bucket, and in the millisecond before', () => {
    const hits = (by: number) =>
      shareOf(({ series, at }) => series.some(({ from }) => at.includes(from + by)));
    expect(hits(0)).toBeGreaterThan(0.02);
    expect(hits(-1)).toBeGreaterThan(0.02);
  });

  it('asks now and then for a window in which nothing, or one thing, happened', () => {
    const isSmall = (size: number) => (one: Asked) => one.headline.sampleSize === size;
    expect(shareOf(isSmall(0))).toBeGreaterThan(0.05);
    expect(shareOf(isSmall(0))).toBeLessThan(0.6);
    expect(shareOf(isSmall(1))).toBeGreaterThan(0.05);
  });

  it.each(movingZones)(
    'asks over both changes of the clock in %s, with rows on those days',
    (zone) => {
      const changes = changesOf(zone);
      expect(changes).toHaveLength(2);
      const over = asked.filter(({ question }) => question.zone === zone && isOverBoth(question));
      expect(over.length / asked.length).toBeGreaterThan(0.02);
      const days = new Set(over.flatMap(({ at }) => at.map((each) => localDateOf(each, zone))));
      for (const change of changes) expect(days).toContain(localDateOf(change, zone));
    },
  );

  it('asks about every metric, by every granularity', () => {
    const counted = asked.filter(({ headline }) => headline.sampleSize > 0);
    expect(new Set(counted.map(({ question }) => question.metric.id)).size).toBe(metrics.length);
    const granularities = new Set(counted.map(({ question }) => question.granularity));
    expect(granularities).toEqual(new Set(['DAY', 'WEEK', 'MONTH', 'QUARTER']));
  });
});
