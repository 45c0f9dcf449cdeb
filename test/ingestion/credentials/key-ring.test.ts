import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyRing, type SecretKey } from '../../../src/ingestion/credentials/key-ring.js';
import { anyCharacter } from '../../arbitrary/base.js';

const keyNamed = (id: string): SecretKey => ({ id, bytes: randomBytes(32) });
const place = { account: 1, integration: 7, field: 'token' };

describe('a key ring', () => {
  it('opens what it sealed, any text, and never seals twice alike', () => {
    const ring = createKeyRing([keyNamed('a')]);
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        const envelope = ring.seal(text, place);
        expect(ring.open(envelope, place)).toBe(text);
        expect(ring.seal(text, place)).not.toBe(envelope);
        if (text.length > 8) expect(envelope).not.toContain(text);
      }),
    );
  });

  it('opens nothing that was moved to another account, integration or setting', () => {
    const ring = createKeyRing([keyNamed('a')]);
    const envelope = ring.seal('secret', place);
    const elsewhere = [{ account: 2 }, { integration: 8 }, { field: 'password' }];
    expect(elsewhere.map((change) => ring.open(envelope, { ...place, ...change }))).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('opens nothing that was damaged anywhere', () => {
    const ring = createKeyRing([keyNamed('a')]);
    const envelope = ring.seal('secret', place);
    for (let at = 0; at < envelope.length; at += 1) {
      const damaged = `${envelope.slice(0, at)}${envelope[at] === 'x' ? 'y' : 'x'}${envelope.slice(at + 1)}`;
      // The last characters of base64 may hold bits that mean nothing.
      if (at < envelope.length - 1) expect(ring.open(damaged, place)).toBeNull();
    }
    expect(ring.open('', place)).toBeNull();
    expect(ring.open('v1.a.', place)).toBeNull();
  });

  it('seals with the newest key and opens what older ones sealed, until they are gone', () => {
    const [old, young] = [keyNamed('old'), keyNamed('young')];
    const envelope = createKeyRing([old]).seal('secret', place);
    const both = createKeyRing([young, old]);
    expect(both.open(envelope, place)).toBe('secret');
    expect([both.keyOf(envelope), both.keyOf(both.seal('secret', place))]).toEqual([
      'old',
      'young',
    ]);
    expect(createKeyRing([young]).open(envelope, place)).toBeNull();
  });

  it('is refused without a key, or with one of another length', () => {
    expect(() => createKeyRing([])).toThrow(/at least one key/);
    expect(() => createKeyRing([{ id: 'a', bytes: randomBytes(16) }])).toThrow(/32 bytes/);
  });
});
