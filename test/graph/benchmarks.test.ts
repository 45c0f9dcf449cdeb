import { describe, expect, it } from 'vitest';
import { useDirectory } from '../directory/use-directory.js';
import { useGraph } from './use-graph.js';

const { parts, newAccount } = useDirectory();
const ask = useGraph(() => parts.directory);

describe('benchmarks in the graph', () => {
  it('say their year, source and levels in the unit of the metric', async () => {
    const { metrics } = await ask(
      await newAccount(),
      '{ metrics { id benchmarks { set { id key year sourceUrl isSecondHand } note levels { level lower includesLower upper includesUpper } } } }',
    );
    const of = (id: string) =>
      metrics.find((metric: { id: string }) => metric.id === id).benchmarks as {
        set: { id: string; key: string; sourceUrl: string | null; isSecondHand: boolean };
        levels: object[];
      }[];
    const [own, ...reports] = of('LEAD_TIME_FOR_CHANGES');
    const week = 7 * 86_400;
    expect(own).toMatchObject({ set: { id: 'DEFAULT', key: 'DEFAULT', sourceUrl: null } });
    expect(own?.levels.slice(0, 2)).toEqual([
      {
        ...{ level: 'ELITE', lower: null, includesLower: false },
        ...{ upper: 86_400, includesUpper: false },
      },
      {
        ...{ level: 'HIGH', lower: 86_400, includesLower: true },
        ...{ upper: week, includesUpper: false },
      },
    ]);
    expect(reports.map(({ set: { id, isSecondHand } }) => [id, isSecondHand])).toEqual([
      ['DORA_2021', false],
      ['DORA_2022', true],
      ['DORA_2023', true],
      ['DORA_2024', true],
    ]);
    expect(of('CODING_DAYS_PER_DEVELOPER')).toEqual([]);
  });
});
