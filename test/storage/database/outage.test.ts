import { describe, expect, test } from 'vitest';
import { Outage } from '../../../src/model/errors.js';
import {
  createOutageGuard,
  isOutage,
  throughOutages,
} from '../../../src/storage/database/outage.js';

const coded = (code: string) => Object.assign(new Error('as the driver says'), { code });

describe('an outage', () => {
  test.each([
    ...['08006', '57P01', '57P02', '57P03', '53300', '53200', '58030'].map(coded),
    ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].map(coded),
    new Error('Connection terminated unexpectedly'),
    new Error('timeout exceeded when trying to connect'),
    new AggregateError([coded('ECONNREFUSED')]),
    new Error('outer', { cause: coded('57P01') }),
  ])('is recognised by %s', (error) => {
    expect(isOutage(error)).toBe(true);
  });

  test.each([coded('23505'), coded('22P05'), coded('40001'), coded('57014'), new TypeError('no')])(
    'is nothing of %s',
    (error) => {
      expect(isOutage(error)).toBe(false);
    },
  );

  test('is reported once when it begins and once when it is over', async () => {
    const reported: unknown[] = [];
    const guard = createOutageGuard((cause) => reported.push(cause));
    const error = coded('57P01');
    for (let time = 0; time < 3; time += 1)
      await expect(guard(() => Promise.reject(error))).rejects.toBeInstanceOf(Outage);
    for (let time = 0; time < 3; time += 1) await guard(async () => undefined);
    expect(reported).toEqual([error, null]);
  });

  test('is waited out, and other errors are not', async () => {
    const answers = [coded('ECONNREFUSED'), coded('57P03'), null];
    const work = async () => {
      const error = answers.shift();
      if (error) throw error;
      return 'done';
    };
    expect(await throughOutages(new AbortController().signal, work)).toBe('done');
    await expect(
      throughOutages(new AbortController().signal, () => Promise.reject(coded('23505'))),
    ).rejects.toMatchObject({ code: '23505' });
  });

  test('is waited for no longer than the signal allows', async () => {
    const abort = new AbortController();
    const waiting = throughOutages(abort.signal, () => Promise.reject(coded('ECONNREFUSED')));
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
