import { describe, expect, it } from 'vitest';
import { limitNotice, retryAfterOf } from '../../../src/providers/http/limit-headers.js';
import { createLimits } from '../../../src/providers/http/limits.js';
import { equalsInConstantTime, isSignedBy } from '../../../src/providers/http/signature.js';

const NOW = Date.UTC(2026, 10, 1);
const names = { remaining: 'left', reset: 'reset', resetUnit: 'EPOCH_SECONDS' } as const;

describe('the limit that headers report', () => {
  it('reads Retry-After in seconds and as a date, never before now', () => {
    expect(retryAfterOf(new Headers({ 'retry-after': '90' }), NOW)).toBe(NOW + 90_000);
    expect(
      retryAfterOf(new Headers({ 'retry-after': new Date(NOW + 5000).toUTCString() }), NOW),
    ).toBe(NOW + 5000);
    expect(
      retryAfterOf(new Headers({ 'retry-after': new Date(NOW - 5000).toUTCString() }), NOW),
    ).toBe(NOW);
    expect(retryAfterOf(new Headers({ 'retry-after': 'soon' }), NOW)).toBeNull();
  });

  it('prefers Retry-After to the reset, which counts in the unit of the vendor', () => {
    const headers = new Headers({ left: '0', reset: '120', 'retry-after': '7' });
    const fromNow = { ...names, resetUnit: 'SECONDS_FROM_NOW' } as const;
    expect(limitNotice(headers, fromNow, true, NOW)).toEqual({
      remaining: 0,
      resetsAt: NOW + 120_000,
      notBefore: NOW + 7000,
    });
  });

  it('reads a reset that is a text of ISO 8601, and none without a zone', () => {
    const written = { ...names, resetUnit: 'ISO_TEXT' } as const;
    const resetsAt = (reset: string) =>
      limitNotice(new Headers({ reset }), written, true, NOW).resetsAt;
    const at = NOW + 3_600_000;
    for (const reset of ['2026-11-01T01:00Z', '2026-11-01T03:00:00.000+0200'])
      expect(resetsAt(reset)).toBe(at);
    for (const reset of ['2026-11-01T01:00', 'soon', '1800000000'])
      expect(resetsAt(reset)).toBeNull();
  });

  it('lets a token rest that has nothing left, though the answer was accepted', () => {
    const reset = String(NOW / 1000 + 60);
    expect(limitNotice(new Headers({ left: '0', reset }), names, false, NOW).notBefore).toBe(
      NOW + 60_000,
    );
    expect(limitNotice(new Headers({ left: '1', reset }), names, false, NOW).notBefore).toBeNull();
  });
});

describe('tokens that must rest', () => {
  it('rest a minute where nobody says how long, doubling to fifteen', () => {
    const limits = createLimits(() => 0);
    const rests = Array.from(
      { length: 6 },
      () => (limits.refuse('V', 't', null, NOW) - NOW) / 60_000,
    );
    expect(rests).toEqual([1, 2, 4, 8, 15, 15]);
    limits.accept('V', 't', null);
    expect(limits.refuse('V', 't', null, NOW) - NOW).toBe(60_000);
  });

  it('rest for their vendor alone', () => {
    const limits = createLimits(() => 0);
    limits.refuse('V', 't', NOW + 5, NOW);
    expect([
      limits.notBefore('V', 't'),
      limits.notBefore('W', 't'),
      limits.notBefore('V', 'u'),
    ]).toEqual([NOW + 5, 0, 0]);
  });
});

describe('a signature', () => {
  it('holds for the raw body and the secret alone', () => {
    const body = new TextEncoder().encode('Hello, World!');
    // The example of GitHub's documentation of webhook signatures.
    const digest = '757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    expect(isSignedBy("It's a Secret to Everybody", body, digest)).toBe(true);
    expect(isSignedBy("It's a Secret to Everybody", body, digest.replace('7', '8'))).toBe(false);
    expect(isSignedBy('another', body, digest)).toBe(false);
    expect(isSignedBy("It's a Secret to Everybody", body, '')).toBe(false);
    expect([equalsInConstantTime('a', 'a'), equalsInConstantTime('a', 'ab')]).toEqual([
      true,
      false,
    ]);
  });
});
