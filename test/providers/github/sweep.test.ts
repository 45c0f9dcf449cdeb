import { describe, expect, it } from 'vitest';
import type { GithubServer } from '../play/github/start.js';
import { Kept, NOW, sync, useGithub } from './use-github.js';

const LATER = NOW + 3_600_000;
const idOf = ({ port }: GithubServer, { id }: { readonly id: number }) =>
  `github:127.0.0.1:${port}:${id}`;
const namesIn = (kept: Kept) => kept.all('REPOSITORY').map(({ name }) => name);
const sweep = (server: GithubServer, kept: Kept, settings = {}) =>
  sync(server, kept, { pass: 'SWEEP', now: LATER, settings });

/** A server, its first repositories, and what a first sync of it brought. */
async function synced(settings = {}) {
  const server = await useGithub();
  const kept = new Kept();
  await sync(server, kept, { settings });
  return { server, kept, ...repositoriesOf(server) };
}
function repositoriesOf({ world }: GithubServer) {
  const own = world.repositoriesOf(world.organization).filter(({ isBlocked }) => !isBlocked);
  const [first] = own;
  const shown = own.find(({ isPrivate }) => !isPrivate);
  if (!first || !shown) throw new Error('The world lacks repositories.');
  return { hidden: first, shown, own };
}

describe('a sweep', () => {
  it('github: a name that another repository took leads to that one, and the old one is gone', async () => {
    const { server, kept, shown, own } = await synced({ organizations: '', repositories: '' });
    const other = own.at(-1)!;
    const { name } = shown;
    server.world.deleteRepository(shown);
    server.world.rename(other, name, NOW);
    await sweep(server, kept, { organizations: '', repositories: '' });
    expect(kept.gone).toContain(idOf(server, shown));
    const found = kept.all('REPOSITORY').find((one) => one.name === `harbour-works/${name}`);
    expect(found?.id).toBe(idOf(server, other));
  });

  it('github: a repository that was deleted is gone', async () => {
    const { server, kept, hidden, shown } = await synced();
    server.world.deleteRepository(hidden);
    server.world.deleteRepository(shown);
    await sync(server, kept, { now: LATER });
    expect(kept.gone.size).toBe(0);
    await sweep(server, kept);
    expect(kept.gone).toEqual(new Set([idOf(server, hidden), idOf(server, shown)]));
  });

  it('github: private repositories that the credential no longer sees are not taken for deleted', async () => {
    const { server, kept } = await synced();
    const before = namesIn(kept);
    server.faults.add({
      effect: { kind: 'CHANGE', change: (body) => onlyPublic(body) },
      when: ({ path }) => path.includes('/orgs/'),
    });
    server.faults.add({
      effect: { kind: 'ANSWER', status: 404, body: { message: 'Not Found' } },
      when: ({ path }) => path.includes('/repositories/'),
      times: Number.POSITIVE_INFINITY,
    });
    const { lines } = await sweep(server, kept);
    expect(kept.gone.size).toBe(0);
    expect(namesIn(kept)).toEqual(before);
    expect(lines.join('\n')).toContain('it is kept');
  });

  it.each([403, 451])('github: an answer of %d says nothing of a repository', async (status) => {
    const { server, kept, shown } = await synced();
    server.world.deleteRepository(shown);
    server.faults.add({
      effect: { kind: 'ANSWER', status, body: { message: 'Repository access blocked' } },
      when: ({ path }) => path.includes('/repositories/'),
    });
    await sweep(server, kept);
    expect(kept.gone.size).toBe(0);
  });

  it('takes nothing of the increments: what changed meanwhile comes with it', async () => {
    const { server, kept, hidden } = await synced();
    const [number] = hidden.content.order('pullRequests', 'UPDATED_AT', 'ASC');
    server.world.changePullRequest(hidden, number!, LATER - 60_000, (one) => {
      one.title = 'Meanwhile';
    });
    await sweep(server, kept);
    expect(kept.all('PULL_REQUEST').map(({ title }) => title)).toContain('Meanwhile');
  });
});

function onlyPublic(body: unknown): unknown {
  return (body as { readonly private: boolean }[]).filter((one) => !one.private);
}

it('github: a repository that is empty, archived, disabled or without issues stops no other', async () => {
  const { server, kept, own } = await synced();
  expect(own.some(({ isEmpty }) => isEmpty)).toBe(true);
  expect(own.some(({ isArchived }) => isArchived)).toBe(true);
  expect(own.some(({ hasIssues }) => !hasIssues)).toBe(true);
  for (const one of own)
    expect(namesIn(kept)).toContain(`${server.world.organization.login}/${one.name}`);
});

it('github: what cannot be found is omitted with a warning, where other things can be read', async () => {
  const server = await useGithub();
  const kept = new Kept();
  const settings = { organizations: 'harbour-works\nno-such-organisation' };
  const { lines } = await sync(server, kept, { settings });
  expect(kept.all('REPOSITORY').length).toBeGreaterThan(5);
  expect(lines.join('\n')).toContain('no-such-organisation cannot be read (404)');
  const none = sync(server, new Kept(), { settings: { organizations: 'no-such-organisation' } });
  await expect(none).rejects.toThrow('None of the organisations');
});
