import { describe, expect, it } from 'vitest';
import { harnessCode } from '../../../src/providers/harness-code/index.js';
import { people, robot } from '../play/harness-code/generate.js';
import {
  act,
  addRepository,
  comment,
  emptyCode,
  merge,
  openPullRequest,
  review,
} from '../play/harness-code/world.js';
import { gather, NOW, playing } from './support.js';

const [mira, otto] = people as [(typeof people)[0], (typeof people)[0]];
const HOUR = 3_600_000;
const OPENED = NOW - 10 * HOUR;

/** Returns a server with one pull request, and its fact once `change` has been at it. */
async function factAfter(
  change: (one: ReturnType<typeof openPullRequest>) => void,
  opened: object = {},
) {
  const world = emptyCode(NOW);
  world.projects.push({ organization: 'default', id: 'Shop', name: 'Shop' });
  const repository = addRepository(world, 'default/Shop/web');
  change(openPullRequest(repository, { number: 1, by: mira, at: OPENED, ...opened }));
  const server = await playing({ world });
  const gathered = await gather(server);
  return { ...gathered, server, fact: gathered.pullRequests.get('9!1')! };
}

describe('the traps of Harness Code', () => {
  it('harness code: pages are counted from 1, and instants are milliseconds', async () => {
    const { server, fact } = await factAfter(() => undefined);
    expect(fact.openedAt).toBe(OPENED);
    const pages = server.requests.flatMap(({ url, path }) =>
      path.startsWith('/code') ? (new URL(url, server.url).searchParams.get('page') ?? []) : [],
    );
    expect(new Set(pages)).toEqual(new Set(['1']));
  });

  it('harness code: an open pull request has the hash of a merge on trial, which is none', async () => {
    const { fact } = await factAfter(() => undefined);
    expect(fact).toMatchObject({ state: 'OPEN', mergeSha: null, mergedAt: null, closedAt: null });
    const { fact: merged } = await factAfter((one) => merge(one, otto, OPENED + HOUR));
    expect(merged).toMatchObject({
      ...{ state: 'MERGED', mergeSha: expect.stringMatching(/^[0-9a-f]{40}$/) },
      ...{ mergeMethod: 'SQUASH', mergedAt: OPENED + HOUR, closedAt: OPENED + HOUR },
    });
  });

  it('harness code: a closed one was closed when its state changed last, whatever was edited later', async () => {
    const { fact } = await factAfter((one) => {
      const payload = { old: 'open', new: 'closed', old_draft: false, new_draft: false };
      act(one, otto, OPENED + HOUR, { type: 'state-change', payload });
      Object.assign(one.record, { state: 'closed', edited: OPENED + 5 * HOUR });
    });
    expect(fact).toMatchObject({ state: 'CLOSED', closedAt: OPENED + HOUR, mergedAt: null });
  });

  it('harness code: it is ready when its draft ended first, and was when it was made one later', async () => {
    const toggle = (from: boolean) => ({
      ...{ type: 'state-change' },
      payload: { old: 'open', new: 'open', old_draft: from, new_draft: !from },
    });
    const ended = await factAfter((one) => act(one, mira, OPENED + HOUR, toggle(true)));
    expect(ended.fact.readyAt).toBe(OPENED + HOUR);
    const still = await factAfter(() => undefined, { isDraft: true });
    expect(still.fact.readyAt).toBeNull();
    const never = await factAfter(() => undefined);
    expect(never.fact.readyAt).toBeNull();
    const later = await factAfter((one) => {
      act(one, mira, OPENED + HOUR, toggle(false));
      act(one, mira, OPENED + 2 * HOUR, toggle(true));
    });
    expect(later.fact.readyAt).toBe(OPENED);
  });

  it('harness code: reviews are activities, deleted comments are none, and service accounts are bots', async () => {
    const { fact } = await factAfter((one) => {
      comment(one, robot, OPENED + 60_000);
      comment(one, otto, OPENED + HOUR);
      comment(one, otto, OPENED + 2 * HOUR);
      Object.assign(one.activities[2]!, { deleted: OPENED + 3 * HOUR });
      review(one, otto, OPENED + 4 * HOUR, 'changereq');
      review(one, otto, OPENED + 5 * HOUR, 'approved');
      act(one, mira, OPENED + 6 * HOUR, { type: 'branch-update' });
    });
    expect(fact.comments.map(({ by, at }) => [by.id, by.bot ?? false, at])).toEqual([
      ['robot', true, OPENED + 60_000],
      [otto.uid, false, OPENED + HOUR],
    ]);
    expect(fact.reviews.map(({ state, at }) => [state, at])).toEqual([
      ['CHANGES_REQUESTED', OPENED + 4 * HOUR],
      ['APPROVED', OPENED + 5 * HOUR],
    ]);
  });

  it('harness code: more activities than one answer holds are read to the end, several of one instant too', async () => {
    const { fact } = await factAfter((one) => {
      for (let at = 0; at < 250; at += 1) comment(one, otto, OPENED + Math.floor(at / 4) * 1_000);
    });
    expect(fact.comments).toHaveLength(250);
  });

  it('harness code: where a branch is deleted nothing can be compared, and lines are not known', async () => {
    const { fact } = await factAfter(() => undefined, { lines: null });
    expect(fact).toMatchObject({ additions: null, deletions: null });
    const known = await factAfter(() => undefined, { lines: { additions: 7, deletions: 2 } });
    expect(known.fact).toMatchObject({ additions: 7, deletions: 2 });
  });

  it('harness code: repositories lie in projects, organisations and the account', async () => {
    const server = await playing();
    addRepository(server.world, 'everybody');
    const { pages } = await gather(server);
    const names = pages.flatMap((page) => harnessCode.toFacts(page).REPOSITORY ?? []);
    expect(names.map(({ name, url }) => [name, url?.split('/ACCOUNT/')[1]])).toEqual([
      ['default/Shop/web', 'default/Shop/web.git'],
      ['default/Shop/api', 'default/Shop/api.git'],
      ['default/shared', 'default/shared.git'],
      ['everybody', 'everybody.git'],
    ]);
    const chosen = await gather(server, {}, { repositories: 'default/Shop/api' });
    expect([...chosen.pullRequests.keys()].every((key) => key.startsWith('10!'))).toBe(true);
  });

  it('harness code: an open pull request that nobody touched since the first day is read by no sweep', async () => {
    const server = await playing();
    const given = { since: '2026-03-30' };
    const { record } = server.world.repositories[0]!.pullRequests[0]!;
    Object.assign(record, { state: 'open', merged: null });
    Object.assign(record, { edited: record.created, updated: record.created });
    const first = await gather(server, {}, given);
    expect(first.pullRequests.size).toBeGreaterThan(0);
    const { pullRequests } = await gather(server, { cursor: first.cursor, pass: 'SWEEP' }, given);
    expect([...pullRequests.keys()]).not.toContain('9!1');
  });

  it('harness code: a comment that moves no date is found by a sweep', async () => {
    const { server, cursor } = await factAfter(() => undefined);
    const [one] = server.world.repositories[0]!.pullRequests;
    comment(one!, otto, NOW - HOUR);
    Object.assign(one!.record, { updated: OPENED });
    expect((await gather(server, { cursor })).pullRequests.size).toBe(0);
    const swept = await gather(server, { cursor, pass: 'SWEEP' });
    expect(swept.pullRequests.get('9!1')?.comments).toHaveLength(1);
  });
});
