import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_ATTEMPTS, outcomesWith } from '../../../src/ingestion/inbox/outcomes.js';
import { LimitReached } from '../../../src/providers/http/limits.js';

const { failed, ignored } = outcomesWith((text) => text);
const MINUTE = 60_000;
const NOW = Date.UTC(2026, 2, 1);
const at = (attempts: number, dice: number) =>
  failed({ number: 1, attempts }, new Error('no'), NOW, dice).nextAt;

describe('a delivery that failed', () => {
  it('is tried again after minutes that double up to 64, less up to a fifth', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map((attempts) => (at(attempts, 0) ?? 0) - NOW)).toEqual(
      [2, 4, 8, 16, 32, 64, 64].map((minutes) => minutes * MINUTE),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: MOST_ATTEMPTS - 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, dice) => {
          const whole = (at(attempts, 0) ?? 0) - NOW;
          const wait = (at(attempts, dice) ?? 0) - NOW;
          expect(wait).toBeLessThanOrEqual(whole);
          expect(wait).toBeGreaterThanOrEqual(Math.floor(whole * 0.8));
        },
      ),
    );
  });

  it('is dead after its last attempt', () => {
    const outcome = failed({ number: 1, attempts: MOST_ATTEMPTS }, new Error('no'), NOW, 0);
    expect(outcome).toMatchObject({ status: 'DEAD', reason: 'no', nextAt: null });
  });

  it('waits for the limit of its tool, which is no attempt', () => {
    const limit = new LimitReached('Tool', NOW + MINUTE);
    const outcome = failed({ number: 1, attempts: MOST_ATTEMPTS }, limit, NOW, 0);
    expect(outcome).toMatchObject({
      ...{ status: 'PENDING', attempts: MOST_ATTEMPTS - 1, nextAt: NOW + MINUTE },
    });
  });

  it('says why in a text of bounded length that any table holds', () => {
    const { reason } = ignored({ number: 1, attempts: 1 }, `\0${'x'.repeat(5000)}`);
    expect(reason).toBe('x'.repeat(1000));
  });

  it('says nothing of a secret, nor of the part of one at which it is cut', () => {
    const secret = 'planted-secret';
    const hiding = outcomesWith((text) => text.replaceAll(secret, '(hidden)'));
    const tried = { number: 1, attempts: 1 };
    const said = `${'x'.repeat(990)} ${secret}`;
    const reasons = [
      hiding.done(tried, said),
      hiding.ignored(tried, said),
      hiding.dead(tried, new Error(said)),
      hiding.postponed(tried, NOW, new Error(said)),
      hiding.failed(tried, new Error(`plan\0ted-secret ${said}`), NOW, 0),
    ].map(({ reason }) => reason);
    expect(JSON.stringify(reasons)).not.toContain('plan');
    expect(hiding.done(tried, null)).toMatchObject({ status: 'DONE', reason: null });
  });
});
