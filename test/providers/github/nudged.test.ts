import { describe, expect, it } from 'vitest';
import { github } from '../../../src/providers/github/index.js';
import type { GithubServer } from '../play/github/start.js';
import { collecting, type Given, Kept, NOW, settingsFor, sync, useGithub } from './use-github.js';

async function fetchNudged(server: GithubServer, nudges: readonly string[], settings: Given = {}) {
  const kept = new Kept();
  const parsed = settingsFor(server, settings);
  const pages = github.fetchNudged?.(parsed, nudges, collecting({ now: NOW }).context) ?? [];
  for await (const page of pages) kept.write(page);
  return kept;
}

describe('what deliveries point at', () => {
  it('is read as a sync reads it', async () => {
    const server = await useGithub();
    const whole = new Kept();
    await sync(server, whole);
    const [repository] = server.world.repositoriesOf(server.world.organization);
    const { content } = repository!;
    const pulls = content.order('pullRequests', 'CREATED_AT', 'ASC').slice(0, 20);
    const issues = content.order('issues', 'CREATED_AT', 'ASC').slice(0, 3);
    const name = 'harbour-works/storefront';
    const kept = await fetchNudged(server, [
      ...pulls.map((number) => `pull/${name}/${number}`),
      ...issues.map((number) => `issue/${name}/${number}`),
      `tags/${name}`,
      `repository/${name}`,
    ]);
    const byId = new Map(
      (['PULL_REQUEST', 'WORK_ITEM', 'TAG', 'REPOSITORY'] as const)
        .flatMap((kind) => whole.all(kind))
        .map((fact) => [fact.id, fact]),
    );
    expect(kept.all('PULL_REQUEST')).toHaveLength(20);
    expect(kept.all('WORK_ITEM')).toHaveLength(3);
    expect(kept.all('REPOSITORY')).toHaveLength(1);
    for (const fact of [...kept.all('PULL_REQUEST'), ...kept.all('WORK_ITEM'), ...kept.all('TAG')])
      expect(fact).toEqual(byId.get(fact.id));
  });

  it('is asked for once, however many deliveries name it', async () => {
    const server = await useGithub();
    await fetchNudged(server, Array(5).fill('pull/harbour-works/storefront/1'));
    expect(server.requests.length).toBeLessThanOrEqual(1);
  });

  it('is omitted where the settings omit it, or nobody has it', async () => {
    const server = await useGithub();
    const kept = await fetchNudged(
      server,
      [
        'issue/harbour-works/storefront/1',
        'pull/somebody-else/storefront/1',
        'pull/harbour-works/storefront/999999',
        'pull/harbour-works/no-such-repository/1',
        'nonsense',
      ],
      { issues: 'false' },
    );
    expect(kept.state).toEqual([]);
    expect(server.requests).toHaveLength(2);
  });
});

describe('a spot check', () => {
  const spotCheck = (server: GithubServer, what: string, settings: Given = {}) =>
    github.spotCheck?.(settingsFor(server, settings), what, collecting().context);

  it('finds a pull request and an issue under the id that their facts have', async () => {
    const server = await useGithub();
    const [repository] = server.world.repositoriesOf(server.world.organization);
    for (const kind of ['pullRequests', 'issues'] as const) {
      const [number] = repository!.content.order(kind, 'CREATED_AT', 'ASC');
      const found = await spotCheck(server, `harbour-works/storefront#${number}`);
      expect(found).toMatchObject({
        found: true,
        factId: `github:127.0.0.1:${server.port}:${repository!.id}#${number}`,
      });
    }
  });

  it('says that there is none, and how to ask', async () => {
    const server = await useGithub();
    expect(await spotCheck(server, 'harbour-works/storefront#999999')).toMatchObject({
      found: false,
      factId: null,
    });
    expect((await spotCheck(server, '42'))?.message).toContain('owner/name#42');
  });
});
