import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConnectionFailure, isForbidden } from '../../../src/providers/http/failures.js';
import {
  createAddressesOf,
  createGuardedFetch,
  ForbiddenAddress,
} from '../../../src/providers/http/guarded-fetch.js';
import { resolveAs } from './resolve-as.js';
import { answerJson, clientOf, startVendor, witnessed } from './vendor-server.js';

const identity = (error: unknown) => error;

/** The base of each range that is not public, and how many of its leading bits are fixed. */
const ranges = [
  ...[
    [0x7f000000, 8],
    [0x00000000, 8],
    [0x0a000000, 8],
    [0xac100000, 12],
    [0xc0a80000, 16],
  ],
  ...[
    [0xa9fe0000, 16],
    [0x64400000, 10],
    [0xc6120000, 15],
    [0xe0000000, 4],
    [0xf0000000, 4],
  ],
] as const;
const privateNumber = fc
  .tuple(fc.constantFrom(...ranges), fc.nat({ max: 0xffffffff }))
  .map(([[base, bits], random]) => base + (random % 2 ** (32 - bits)));

const wide = (text: string) =>
  text.replace(/[0-9]/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
const encoded = (text: string) => text.replace(/[0-9]/g, (digit) => `%3${digit}`);

/** Spellings of one address that a URL may hold. */
const spellings: readonly ((number: number) => string)[] = [
  (whole) => dotted(whole),
  (whole) => `${dotted(whole)}.`,
  (whole) => String(whole),
  (whole) => `0x${whole.toString(16)}`,
  (whole) => `0X${whole.toString(16).toUpperCase()}`,
  (whole) => `0${whole.toString(8)}`,
  (whole) =>
    partsOf(whole)
      .map((part) => `0${part.toString(8)}`)
      .join('.'),
  (whole) =>
    partsOf(whole)
      .map((part) => `0x${part.toString(16)}`)
      .join('.'),
  (whole) => `${partsOf(whole)[0]}.${whole % 2 ** 24}`,
  (whole) => `${partsOf(whole).slice(0, 2).join('.')}.${whole % 2 ** 16}`,
  (whole) => encoded(dotted(whole)),
  (whole) => wide(dotted(whole)),
  (whole) => dotted(whole).replaceAll('.', '\u3002'),
  (whole) => `[::ffff:${dotted(whole)}]`,
  (whole) => `[::FFFF:${pairOf(whole)}]`,
  (whole) => `[0:0:0:0:0:ffff:${pairOf(whole)}]`,
  (whole) => `[::ffff:0:${pairOf(whole)}]`,
  (whole) => `[::${pairOf(whole)}]`,
  (whole) => `[64:ff9b::${pairOf(whole)}]`,
  (whole) => `[64:ff9b:1::${pairOf(whole)}]`,
  (whole) => `[2002:${pairOf(whole)}::1]`,
  (whole) => `[fe80::${pairOf(whole)}]`,
  (whole) => `[febf::${pairOf(whole)}]`,
  (whole) => `[fec0::${pairOf(whole)}]`,
  (whole) => `[fc00::${pairOf(whole)}]`,
  (whole) => `[fdff::${pairOf(whole)}]`,
  (whole) => `[ff02::${pairOf(whole)}]`,
];
const partsOf = (whole: number) => [24, 16, 8, 0].map((shift) => (whole >>> shift) & 255);
const dotted = (whole: number) => partsOf(whole).join('.');
const pairOf = (whole: number) => `${(whole >>> 16).toString(16)}:${(whole & 0xffff).toString(16)}`;

describe('an address that is not public', () => {
  it('is refused in every spelling, before anything is connected', async () => {
    const guarded = createGuardedFetch([], resolveAs({}));
    await fc.assert(
      fc.asyncProperty(
        privateNumber,
        fc.constantFrom(...spellings),
        fc.constantFrom('http', 'https'),
        async (number, spell, protocol) => {
          const refused = await guarded(`${protocol}://${spell(number)}:1/`).catch(
            (error: unknown) => error,
          );
          expect(isForbidden(refused), spell(number)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
    for (const host of ['[::]', '[::1]', '0', '0.0.0.0', '127.1', '255.255.255.255'])
      expect(isForbidden(await guarded(`http://${host}:1/`).catch(identity)), host).toBe(true);
  });

  it('is refused as the answer of a look-up, and skipped among public ones', async () => {
    const addressesOf = createAddressesOf(
      [],
      resolveAs({ 'both.test': ['10.0.0.1', '203.0.112.7', '::7f00:1', '2606:4700::1'] }),
    );
    expect(await addressesOf('both.test')).toEqual(['203.0.112.7', '2606:4700::1']);
    await fc.assert(
      fc.asyncProperty(fc.array(privateNumber, { minLength: 1, maxLength: 4 }), async (numbers) => {
        const found = numbers.flatMap((one) => [dotted(one), `::ffff:${dotted(one)}`]);
        const resolve = resolveAs({ 'all.test': found });
        const refused = await createGuardedFetch(
          [],
          resolve,
        )('http://all.test:8080/').catch(identity);
        expect(isForbidden(refused)).toBe(true);
        await expect(createAddressesOf([], resolve)('all.test')).rejects.toThrow(ForbiddenAddress);
      }),
      { numRuns: 50 },
    );
  });

  it('is not reached by a name that resolves differently later', async () => {
    const { port, asked } = await startVendor((_, response) => answerJson(response, 'here'));
    const names: string[] = [];
    // Nothing listens at the port of 127.0.0.2.
    const moving = { 'moving.test': [['127.0.0.1'], ['127.0.0.2']] };
    const guarded = createGuardedFetch(['moving.test'], resolveAs(moving, names));
    const response = await guarded(`http://moving.test:${port}/`);
    expect(await response.json()).toBe('here');
    expect(names).toEqual(['moving.test']);
    // The next connection is looked up, and refused, by itself.
    const turned = resolveAs({ 'turned.test': [['203.0.112.7'], ['127.0.0.1']] });
    expect(await createAddressesOf([], turned)('turned.test')).toEqual(['203.0.112.7']);
    const late = await createGuardedFetch(
      [],
      turned,
    )(`http://turned.test:${port}/`).catch(identity);
    expect(isForbidden(late)).toBe(true);
    expect(asked).toHaveLength(1);
  });
});

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

  it('cannot be distinguished from a closed port by the message', async () => {
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
