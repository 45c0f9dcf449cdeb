import { describe, expect, it } from 'vitest';
import { createIssue, deleteIssue, moveIssue, transition } from '../../play/jira/mutations.js';
import type { Edition } from '../../play/jira/render.js';
import { gather, itemOf, kept, playing, tombstonesIn } from '../support.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const editions: readonly Edition[] = ['CLOUD', 'DATA_CENTER'];

describe.each(editions)('a sweep of Jira (%s)', (edition) => {
  it('finds in a sweep what was deleted, and asks twice before it believes it', async () => {
    const server = await playing({ edition });
    const first = await gather(server);
    server.world.now += 24 * HOUR;
    const gone = deleteIssue(server.world, 'OPS-4');
    const increment = await gather(server, { cursor: first.cursor });
    expect(tombstonesIn(increment.pages)).toEqual([]);
    const asked = server.requests.length;
    const sweep = await gather(server, { cursor: increment.cursor, pass: 'SWEEP' });
    expect(tombstonesIn(sweep.pages)).toEqual([
      { kind: 'WORK_ITEM', id: gone.id, updatedAt: server.world.now },
    ]);
    const own = server.requests.slice(asked);
    expect(own.filter(({ path }) => path.endsWith(`/issue/${gone.id}`))).toHaveLength(1);
    expect(own.some(({ path }) => path.endsWith('/mypermissions'))).toBe(true);
    const again = await gather(server, { cursor: sweep.cursor, pass: 'SWEEP' });
    expect(tombstonesIn(again.pages)).toEqual([]);
  });

  it('deletes nothing of a project that the account no longer sees', async () => {
    const server = await playing({ edition });
    const first = await gather(server);
    server.world.hidden.add('10012');
    const sweep = await gather(server, { cursor: first.cursor, pass: 'SWEEP' });
    expect(tombstonesIn(sweep.pages)).toEqual([]);
    server.world.now += 3 * HOUR;
    server.world.hidden.delete('10012');
    transition(server.world, 'OPS-2', '10002');
    const next = await gather(server, { cursor: sweep.cursor });
    expect(kept(next.pages).items.map(({ key }) => key)).toEqual(['OPS-2']);
  });

  it('waits for a second sweep where most of a project is missing', async () => {
    const server = await playing({ edition, size: 150 });
    const first = await gather(server);
    const ops = [...server.world.issues.values()].filter(({ key }) => key.startsWith('OPS-'));
    for (const { id } of ops) deleteIssue(server.world, id);
    const sweep = await gather(server, { cursor: first.cursor, pass: 'SWEEP' });
    expect(tombstonesIn(sweep.pages)).toEqual([]);
    const second = await gather(server, { cursor: sweep.cursor, pass: 'SWEEP' });
    expect(tombstonesIn(second.pages)).toHaveLength(ops.length);
  });

  it('follows an issue that is moved out of the projects that are read', async () => {
    const server = await playing({ edition });
    const first = await gather(server, {}, { projects: 'SHOP' });
    server.world.now += HOUR;
    const moved = moveIssue(server.world, 'SHOP-5', '10012');
    const sweep = await gather(
      server,
      { cursor: first.cursor, pass: 'SWEEP' },
      { projects: 'SHOP' },
    );
    expect(itemOf(sweep.pages, moved.key)).toMatchObject({ id: moved.id, project: 'OPS' });
    expect(tombstonesIn(sweep.pages)).toEqual([]);
  });

  it('finds in a sweep what search showed too late for every increment', async () => {
    const server = await playing({ edition });
    const first = await gather(server);
    server.world.now += 10 * MINUTE;
    const late = createIssue(server.world, 'SHOP-1');
    server.world.unindexed.add(late.id);
    const second = await gather(server, { cursor: first.cursor });
    server.world.now += 3 * HOUR;
    transition(server.world, 'SHOP-2', '3');
    const third = await gather(server, { cursor: second.cursor });
    server.world.unindexed.delete(late.id);
    const sweep = await gather(server, { cursor: third.cursor, pass: 'SWEEP' });
    expect(kept(sweep.pages).items.map(({ id }) => id)).toContain(late.id);
  });
});
