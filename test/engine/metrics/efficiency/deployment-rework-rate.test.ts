import { expect, it } from 'vitest';
import { explain } from '../../../../src/engine/explain.js';
import { measure } from '../../../../src/engine/measure.js';
import type { RunAnchor } from '../../../../src/model/delivery-anchor.js';
import { run } from '../delivery-story.js';
import { ask } from '../story.js';

const inApril = (runs: readonly RunAnchor[]) =>
  ask('DEPLOYMENT_REWORK_RATE', '2024-04-01', '2024-04-28', { runs });

it('of 5 successful deployments, one that repairs and one marked so, is 2 / 5', () => {
  const runs = [
    run(1, '2024-04-01T10:00Z', { repairs: true }),
    run(2, '2024-04-01T11:00Z', { mark: 'REPAIR' }),
    run(3, '2024-04-01T12:00Z'),
    run(4, '2024-04-01T13:00Z'),
    run(5, '2024-04-01T14:00Z'),
    run(6, '2024-04-01T15:00Z', { repairs: true, status: 'FAILURE' }),
  ];
  const question = inApril(runs);
  expect(measure(question).headline).toMatchObject({
    value: 2 / 5,
    numerator: 2,
    denominator: 5,
  });
  expect(explain(question).excluded).toEqual([{ reason: 'NOT_SUCCESSFUL', count: 1 }]);
});

it('of no deployment is unknown', () => {
  expect(measure(inApril([])).headline).toMatchObject({ value: null, sampleSize: 0 });
});
