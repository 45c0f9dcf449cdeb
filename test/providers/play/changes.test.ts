import { describe, expect, it } from 'vitest';
import { generateWorld } from './github/generated/generate.js';
import { fullNameOf } from './github/world/world.js';
import { ask, askAll, query, useGithub } from './use-github.js';

describe('what a test changes', () => {
  it('is gone once it is deleted, and elsewhere once it is transferred', async () => {
    const github = await useGithub({ world: generateWorld({ pullRequests: 60 }) });
    const [kept, deleted, transferred] = github.world.repositories;
    const { organization, people, now } = github.world;
    const old = fullNameOf(transferred!);
    github.world.deleteRepository(deleted!);
    github.world.transfer(transferred!, people[0]!, now);
    const status = async (path: string) => (await ask(github, `/api/v3${path}`)).status;
    expect(await status(`/repositories/${deleted!.id}`)).toBe(404);
    expect(await status(`/repos/${old}`)).toBe(301);
    const names = (
      await askAll<{ id: number }>(github, `/api/v3/orgs/${organization.login}/repos`)
    ).map(({ id }) => id);
    expect(names).toContain(kept!.id);
    expect(names).not.toContain(deleted!.id);
    expect(names).not.toContain(transferred!.id);
  });

  it('is seen in an issue, by GraphQL too', async () => {
    const github = await useGithub({ world: generateWorld({ pullRequests: 200 }) });
    const [repository] = github.world.repositories;
    const [number = 0] = repository!.content.numbersOf('issues');
    github.world.changeIssue(repository!, number, github.world.now + 1_000, (issue) => {
      issue.title = 'Another title';
    });
    const [owner, repo] = fullNameOf(repository!).split('/');
    const text =
      'query($owner: String!, $repo: String!, $number: Int!) { repository(owner: $owner, name: $repo) { issue(number: $number) { title updatedAt } } }';
    const { body } = await query(github, text, { owner, repo, number });
    expect(body.data).toEqual({
      repository: { issue: { title: 'Another title', updatedAt: '2026-11-25T12:00:01Z' } },
    });
  });
});
