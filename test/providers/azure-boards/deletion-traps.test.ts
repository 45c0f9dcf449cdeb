import { describe, expect, it } from 'vitest';
import { createWorld } from '../play/azure-boards/generator.js';
import { bin, destroy } from '../play/azure-boards/mutations.js';
import { gather, kept, playing } from './support.js';

const MINUTE = 60_000;
const small = () => createWorld({ size: 24 });

describe('traps of Azure Boards, where items are gone', () => {
  it('azure-boards 16: a deleted item is reported, a restored one comes back', async () => {
    const server = await playing({ world: small() });
    const first = await gather(server);
    server.world.now += MINUTE;
    bin(server.world, 12);
    const second = await gather(server, { cursor: first.cursor });
    expect(kept([...first.pages, ...second.pages]).item(12)).toBeUndefined();
    server.world.now += MINUTE;
    bin(server.world, 12, false);
    const third = await gather(server, { cursor: second.cursor });
    expect(kept([...first.pages, ...second.pages, ...third.pages]).item(12)).toBeDefined();
  });

  it('azure-boards 16: a destroyed item leaves nothing, and the sweep misses it', async () => {
    const server = await playing({ world: small() });
    const first = await gather(server);
    server.world.now += MINUTE;
    destroy(server.world, 12);
    const second = await gather(server, { cursor: first.cursor });
    expect(second.pages).toEqual([]);
    const third = await gather(server, { cursor: first.cursor, pass: 'SWEEP' });
    expect(kept([...first.pages, ...third.pages]).item(12)).toBeUndefined();
    expect(kept([...first.pages, ...third.pages]).items).toHaveLength(23);
  });

  it('azure-boards 16: most of a project that is missing at once is rather a lost right', async () => {
    const server = await playing({ world: createWorld({ size: 60 }) });
    const first = await gather(server, {}, { projects: 'Shop' });
    for (const { id } of first.items.slice(5)) server.world.unseen.add(Number(id));
    const sweep = { pass: 'SWEEP' } as const;
    const second = await gather(server, { cursor: first.cursor, ...sweep }, { projects: 'Shop' });
    expect(second.lines.join('\n')).toContain('the next sweep decides');
    expect(kept([...first.pages, ...second.pages]).items).toHaveLength(first.items.length);
    const third = await gather(server, { cursor: second.cursor, ...sweep }, { projects: 'Shop' });
    const left = kept([...first.pages, ...second.pages, ...third.pages]).items;
    expect(left).toHaveLength(5);
  });
});
