import { describe, expect, it } from 'vitest';
import { azureBoards } from '../../../src/providers/azure-boards/index.js';
import { formatState, parseState } from '../../../src/providers/azure-boards/reading/state.js';
import { createLimits } from '../../../src/providers/http/limits.js';
import { witnessed } from '../http/vendor-server.js';
import { createWorld } from '../play/azure-boards/generator.js';
import {
  edit,
  itemAt,
  linkParent,
  moveToIteration,
  moveToProject,
} from '../play/azure-boards/mutations.js';
import { projectOf } from '../play/azure-boards/world.js';
import { gather, kept, playing, settingsOf } from './support.js';

const MINUTE = 60_000;
const small = (size = 24) => createWorld({ size });

/** Returns the cursor with more items that were read of a project. */
function withKnown(cursor: string | null, project: string, numbers: readonly number[]): string {
  const state = parseState(cursor);
  for (const number of numbers) state[project]!.known.add(number);
  return formatState(state);
}
const beyond = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => 10_000 + index);

describe('traps of Azure Boards, where it is asked', () => {
  it('azure-boards 1: no query is asked that ends at 20,000, and no batch of more than 200', async () => {
    const server = await playing({ world: small() });
    const project = projectOf(server.world, 'Shop')!.id;
    const { cursor } = await gather(server);
    const many = withKnown(cursor, project, beyond(450));
    await gather(server, { cursor: many, pass: 'SWEEP' });
    expect(server.requests.filter(({ path }) => path.endsWith('/wiql'))).toEqual([]);
    const batches = server.requests
      .filter(({ path }) => path.endsWith('/workitemsbatch'))
      .map(({ body, status }) => ({ status, count: (body as { ids: unknown[] }).ids.length }));
    expect(batches.every(({ status, count }) => status === 200 && count <= 200)).toBe(true);
    expect(batches.filter(({ count }) => count === 200)).toHaveLength(2);
    const headers = {
      authorization: `Basic ${Buffer.from(`:${server.token}`).toString('base64')}`,
      'content-type': 'application/json',
    };
    const refused = await fetch(
      `${server.settings.organization}/${project}/_apis/wit/workitemsbatch?api-version=7.0`,
      { method: 'POST', headers, body: JSON.stringify({ ids: beyond(201) }) },
    );
    expect(await refused.text()).toContain('VS403474');
  });

  it('azure-boards 2: a refused token is answered with 203 and a page, or a way to one', async () => {
    const server = await playing({ world: small() });
    await expect(gather(server, {}, { token: 'planted-and-wrong' })).rejects.toThrow(/token/);
    const headers = { location: 'https://app.vssps.visualstudio.com/_signin?realm=azure' };
    server.faults.add({ effect: { kind: 'ANSWER', status: 302, headers, body: '<html>' } });
    await expect(gather(server)).rejects.toThrow(/token/);
    const report = await azureBoards.check(
      settingsOf(server, { token: 'planted-and-wrong' }),
      witnessed().context,
    );
    const failing = report.items.filter(({ ok }) => !ok);
    expect(failing).toHaveLength(1);
    expect(failing[0]!.message).toContain('token');
    expect(JSON.stringify(report)).not.toContain('planted');
  });

  it('azure-boards 3: tokens for all accessible organizations end, so that one is named', () => {
    const organization = 'All accessible organizations';
    expect(() => azureBoards.settings.parse({ organization, token: 't' })).toThrow(
      expect.objectContaining({
        errors: [
          expect.objectContaining({
            ...{ field: ['organization'], message: expect.stringContaining('2026-12-01') },
          }),
        ],
      }),
    );
  });

  it('azure-boards 12: links alone make no revision, and are found by a watermark of their own', async () => {
    const server = await playing({ world: small() });
    const first = await gather(server);
    server.world.now += MINUTE;
    const before = itemAt(server.world, 20).rev;
    linkParent(server.world, 20, 4, false);
    expect(itemAt(server.world, 20).rev).toBe(before);
    const second = await gather(server, { cursor: first.cursor });
    expect(second.items.map(({ id }) => id)).toEqual(['20']);
    const { parent, parentHistory, updatedAt } = second.item(20);
    expect([parent, parentHistory.at(-1)!.parent]).toEqual(['4', '4']);
    // It has no date, so that the revision before it is the latest known.
    expect(parentHistory.at(-1)!.at).toBe(first.item(20).updatedAt);
    expect(updatedAt).toBe(first.item(20).updatedAt);
    server.world.now += MINUTE;
    linkParent(server.world, 20, null);
    const third = await gather(server, { cursor: second.cursor });
    expect(third.item(20).parent).toBeNull();
    expect(third.item(20).parentHistory.at(-1)).toEqual({ at: server.world.now, parent: null });
  });

  it('azure-boards 13: an answer of 200 that asks to wait is obeyed', async () => {
    const server = await playing({ world: small() });
    const project = projectOf(server.world, 'Shop')!.id;
    const delaying = { 'retry-after': '1', 'x-ratelimit-delay': '0.5' };
    const delay = { kind: 'ANSWER', status: 200, headers: delaying } as const;
    server.faults.add({
      effect: { ...delay, body: { count: 1, value: [{ id: project, name: 'Shop' }] } },
      when: ({ path }) => path.endsWith('/_apis/projects'),
    });
    const begun = Date.now();
    const { items } = await gather(server, { limits: createLimits(() => 0) });
    expect(Date.now() - begun).toBeGreaterThan(900);
    expect(items.length).toBeGreaterThan(5);
    const asks = { 'retry-after': '7200' };
    server.faults.add({ effect: { kind: 'ANSWER', status: 429, headers: asks, body: {} } });
    await expect(gather(server, { limits: createLimits(() => 0) })).rejects.toMatchObject({
      name: 'LimitReached',
    });
  });

  it('azure-boards 14: a renamed iteration keeps its number, whatever path old revisions show', async () => {
    const server = await playing({ world: small() });
    const { world } = server;
    const [release] = projectOf(world, 'Shop')!.iterations.children;
    const [one, other] = release!.children;
    world.now += MINUTE;
    moveToIteration(world, 20, one!.id);
    world.now += MINUTE;
    moveToIteration(world, 20, other!.id);
    one!.name = 'The first sprint';
    const { item, sprints } = await gather(server);
    expect(
      item(20)
        .sprintHistory.slice(-3)
        .map(({ sprint, added }) => [sprint, added]),
    ).toEqual([
      [one!.identifier, true],
      [one!.identifier, false],
      [other!.identifier, true],
    ]);
    const renamed = sprints.filter(({ id }) => id === one!.identifier);
    expect(renamed.map(({ name }) => name)).toEqual(['The first sprint']);
    expect(
      itemAt(world, 20).updates.some(({ fields }) =>
        String(fields?.['System.IterationPath']?.newValue).endsWith('\\Sprint 1'),
      ),
    ).toBe(true);
  });

  it('azure-boards 15: an item that is moved to another project is one item, of another type', async () => {
    const server = await playing({ world: small() });
    const first = await gather(server);
    expect(first.item(11)).toMatchObject({ project: 'Shop', type: 'User Story' });
    server.world.now += MINUTE;
    moveToProject(server.world, 11, 'Payments', 'Bug');
    const second = await gather(server, { cursor: first.cursor });
    expect(second.items.map(({ id, project, type, key }) => [id, project, type, key])).toEqual([
      ['11', 'Payments', 'Bug', 'AB#11'],
    ]);
    const third = await gather(server, { cursor: second.cursor, pass: 'SWEEP' });
    expect(third.items).toEqual([]);
    // A sweep that finds the move itself loses nothing either.
    const swept = await gather(server, { cursor: first.cursor, pass: 'SWEEP' });
    expect(kept([...first.pages, ...swept.pages]).item(11)).toMatchObject({ project: 'Payments' });
  });

  it('azure-boards 15: one that is moved where nothing is read is gone with the next sweep', async () => {
    const server = await playing({ world: small() });
    const chosen = { projects: 'Shop' };
    const first = await gather(server, {}, chosen);
    server.world.now += MINUTE;
    moveToProject(server.world, 11, 'Payments', 'Bug');
    const second = await gather(server, { cursor: first.cursor, pass: 'SWEEP' }, chosen);
    expect(kept([...first.pages, ...second.pages]).item(11)).toBeUndefined();
  });

  it('azure-boards 16: a tag that nobody has any more, which Azure forgets, has nothing read again', async () => {
    const server = await playing({ world: small() });
    const first = await gather(server);
    const shop = projectOf(server.world, 'Shop')!;
    shop.tags.splice(1);
    const second = await gather(server, { cursor: first.cursor, pass: 'SWEEP' });
    expect(second.items).toEqual([]);
    shop.tags[0]!.name = 'customer';
    const third = await gather(server, { cursor: first.cursor, pass: 'SWEEP' });
    expect(third.items.length).toBeGreaterThan(10);
  });

  it('azure-boards 21: a history of more than 200 steps is read to its end', async () => {
    const server = await playing({ world: small() });
    const { world } = server;
    for (let index = 0; index < 450; index += 1) {
      world.now += MINUTE;
      edit(world, 20, { 'System.State': index % 2 === 0 ? 'Active' : 'New' });
    }
    const { item } = await gather(server);
    const { updates } = itemAt(world, 20);
    const states = updates.filter(({ fields }) => fields?.['System.State']);
    expect(item(20).statusHistory).toHaveLength(states.length);
    expect(item(20).statusHistory.at(-1)).toMatchObject({ at: world.now, status: 'New' });
  });

  it('azure-boards: a report that names the same watermark again ends the walk with a warning', async () => {
    const server = await playing({ world: small() });
    const project = projectOf(server.world, 'Shop')!.id;
    const body = { values: [], continuationToken: '7;1;1', isLastBatch: false };
    server.faults.add({
      effect: { kind: 'ANSWER', status: 200, body },
      when: ({ path }) => path.includes(project) && path.endsWith('/workitemrevisions'),
      times: 5,
    });
    const { lines } = await gather(server, {}, { projects: 'Shop' });
    expect(lines.filter((line) => line.startsWith('warn')).join()).toContain('leads nowhere');
  });
});
