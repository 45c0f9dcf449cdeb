import { expect, it } from 'vitest';
import { azureRepos } from '../../../src/providers/azure-repos/index.js';
import { HttpFailure } from '../../../src/providers/http/failures.js';
import { inTimeZone } from '../../in-time-zone.js';
import { gather } from '../azure-api/gather.js';
import { witnessed } from '../http/vendor-server.js';
import { people } from '../play/azure/generator.js';
import { closedOf } from '../play/azure/mutations.js';
import { renderIdentity } from '../play/azure/render.js';
import { useAzure } from '../play/use-azure.js';
import { mapped } from './made.js';

it('a force push takes no commit from the pull request', async () => {
  const server = await useAzure({ size: 40 });
  const { facts } = await gather(azureRepos, server);
  const forced = server.world.pullRequests.filter(({ iterations }) =>
    iterations.some(({ reason }) => reason === 'forcePush'),
  );
  expect(forced.length).toBeGreaterThan(2);
  const found = facts.flatMap(({ PULL_REQUEST = [] }) => PULL_REQUEST);
  for (const { id, iterations } of forced) {
    const shas = iterations.flatMap(({ commits }) => commits.map(({ sha }) => sha));
    const fact = found.find(({ number }) => number === id)!;
    expect(fact.commits.map(({ sha }) => sha).sort()).toEqual([...new Set(shas)].sort());
    expect(fact.commits.every(({ message }) => message.includes(`SHOP-${id}`))).toBe(true);
  }
});

it('a build service, and whom the settings name, are no people', async () => {
  const server = await useAzure({ size: 40 });
  const given = { bots: 'dependency.robot@fabrikam.example' };
  const { facts } = await gather(azureRepos, server, {}, given);
  const authors = facts.flatMap(({ PULL_REQUEST = [] }) =>
    PULL_REQUEST.map(({ author }) => author),
  );
  const bots = new Set(authors.filter(({ bot }) => bot).map(({ name }) => name));
  expect([...bots].sort()).toEqual(['Dependency Robot', 'Fabrikam Build Service (fabrikam)']);
});

it('three hosts serve an organisation of the cloud, each by its name', async () => {
  const asked: string[] = [];
  const cloud: typeof fetch = async (input) => {
    asked.push(input instanceof Request ? input.url : String(input));
    return Response.json({ value: [], count: 0 });
  };
  const { context } = witnessed({ fetch: cloud });
  const given = { organization: 'https://fabrikam.visualstudio.com', token: 'azd' };
  await azureRepos.check(azureRepos.settings.parse(given), context);
  expect(asked[0]).toMatch(
    /^https:\/\/dev\.azure\.com\/fabrikam\/_apis\/projects\?.*api-version=7\.1/,
  );
});

it('a refused project leaves the others, and all of them refused fail the run', async () => {
  const server = await useAzure({ size: 4 });
  const closed = server.world.projects[1]!;
  server.faults.add({
    effect: { kind: 'ANSWER', status: 403, body: { message: 'TF401027: You need GenericRead.' } },
    when: ({ path }) => path.includes(closed.id),
    times: Number.POSITIVE_INFINITY,
  });
  const { lines } = await gather(azureRepos, server);
  expect(lines.filter((line) => line.startsWith('warn'))).toHaveLength(1);
  server.faults.set([
    {
      effect: { kind: 'ANSWER', status: 403, body: { message: 'TF401027' } },
      when: ({ path }) => path.includes('/git/'),
      times: Number.POSITIVE_INFINITY,
    },
  ]);
  await expect(gather(azureRepos, server)).rejects.toThrow(HttpFailure);
});

it('the same instants come out in any time zone', async () => {
  const server = await useAzure({ size: 6 });
  const { pages } = await gather(azureRepos, server);
  const facts = () => JSON.stringify(pages.map((page) => azureRepos.toFacts(page)));
  expect(await inTimeZone('Pacific/Chatham', facts)).toBe(facts());
  expect(closedOf(server.world).length).toBeGreaterThan(1);
});

it('identities of old texts and of objects are read alike', () => {
  const { fact } = mapped({
    createdBy: { ...renderIdentity(people[0]!), uniqueName: 'CORP\\ada' },
  });
  expect(fact.author).toEqual({
    ...{ applicationType: 'AZURE_DEVOPS', id: people[0]!.id, name: 'Ada Holm', email: null },
  });
});
