import { afterEach, expect, it } from 'vitest';
import { createWorld } from '../play/bitbucket/generator.js';
import { gather, kept, playing, pullsIn } from './support.js';

const own = process.env.TZ;
afterEach(() => {
  if (own === undefined) delete process.env.TZ;
  else process.env.TZ = own;
});

it('instants are the same in every time zone of this machine', async () => {
  const now = Date.UTC(2026, 9, 25, 1, 30);
  const read = async (zone: string) => {
    process.env.TZ = zone;
    const server = await playing({ world: createWorld({ size: 9, now }) });
    const { pages } = await gather(server, { now }, { since: '2026-01-01' });
    const facts = JSON.stringify([pullsIn(pages), kept('TAG', pages)]);
    return facts.replaceAll(/127\.0\.0\.1:\d+/g, 'host');
  };
  const there = await read('Pacific/Auckland');
  expect(await read('America/St_Johns')).toBe(there);
  expect(await read('UTC')).toBe(there);
});
