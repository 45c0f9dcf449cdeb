import { describe, expect, it } from 'vitest';
import { ConnectionFailure } from '../../../src/providers/http/failures.js';
import { createGuardedFetch } from '../../../src/providers/http/guarded-fetch.js';
import { answerJson, clientOf, startVendor, witnessed } from './vendor-server.js';

describe('an address that must not be asked', () => {
  it.each([
    'http://127.0.0.1:PORT',
    'http://2130706433:PORT',
    'http://0x7f.1:PORT',
    'http://[::1]:PORT',
    'http://[::ffff:127.0.0.1]:PORT',
    'http://[::127.0.0.1]:PORT',
    'http://[64:ff9b::127.0.0.1]',
    'http://[2002:7f00:1::]',
    'http://[4000::1]',
    'http://localhost:PORT',
    'http://0.0.0.0:PORT',
    'http://10.1.2.3',
    'http://169.254.169.254',
    'http://[fd00::1]',
    'http://[fe80::1]',
  ])('is refused before anything is sent: %s', async (text) => {
    const { port, asked } = await startVendor((_, response) => answerJson(response, {}));
    const witness = witnessed({ fetch: createGuardedFetch() });
    const base = new URL(text.replace('PORT', String(port)));
    const error = await clientOf(base, witness)
      .ask('/a')
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ConnectionFailure);
    expect(error).toMatchObject({ isForbidden: true });
    expect(asked).toEqual([]);
  });

  it('is allowed by name, by address or all at once', async () => {
    const { port } = await startVendor((_, response) => answerJson(response, 'here'));
    const ask = (allowed: readonly string[], host: string) =>
      clientOf(
        new URL(`http://${host}:${port}`),
        witnessed({ fetch: createGuardedFetch(allowed) }),
      ).askJson('/a');
    await expect(ask(['127.0.0.1'], '127.0.0.1')).resolves.toBe('here');
    await expect(ask(['localhost'], 'localhost')).resolves.toBe('here');
    await expect(ask(['*'], '127.0.0.1')).resolves.toBe('here');
    await expect(ask(['localhost'], '127.0.0.1')).rejects.toThrow(ConnectionFailure);
  });

  it('cannot be told from a closed port by the message', async () => {
    const closed = await clientOf(new URL('http://127.0.0.1:9'))
      .ask('/a')
      .catch((caught: unknown) => caught);
    const forbidden = await clientOf(
      new URL('http://127.0.0.1:9'),
      witnessed({ fetch: createGuardedFetch() }),
    )
      .ask('/a')
      .catch((caught: unknown) => caught);
    expect(String(closed)).toBe(String(forbidden));
  });
});
