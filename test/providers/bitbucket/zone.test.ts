import { expect, it } from 'vitest';
import { inTimeZone } from '../../in-time-zone.js';
import { createWorld } from '../play/bitbucket/generator.js';
import { gather, kept, playing, pullsIn } from './support.js';

it('instants are the same in every time zone of this machine', async () => {
  const now = Date.UTC(2026, 9, 25, 1, 30);
  const read = async () => {
    const server = await playing({ world: createWorld({ size: 9, now }) });
    const { pages } = await gather(server, { now }, { since: '2026-01-01' });
    const facts = JSON.stringify([pullsIn(pages), kept('TAG', pages)]);
    return facts.replaceAll(/127\.0\.0\.1:\d+/g, 'host');
  };
  const there = await inTimeZone('Pacific/Auckland', read);
  expect(await inTimeZone('America/St_Johns', read)).toBe(there);
  expect(await inTimeZone('UTC', read)).toBe(there);
});
