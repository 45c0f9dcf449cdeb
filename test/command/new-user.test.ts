import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOperations } from '../../src/server/operations.js';
import { generateWorld } from '../providers/play/github/generated/generate.js';
import { type GithubServer, startGithub } from '../providers/play/github/start.js';
import { fullNameOf } from '../providers/play/github/world/world.js';
import { type PlayJira, startJira } from '../providers/play/jira/server.js';
import {
  address,
  ask,
  LONG,
  launch,
  newDataFolder,
  newFolder,
  type Running,
  run,
} from './program.js';

const DAY = 86_400_000;
const now = Date.now();
const world = generateWorld({ pullRequests: 60, repositories: 3, now });
const { login: organizations } = world.organization;

const place = newFolder();
const people = join(place, 'people.csv');
const tokenOf = (tool: string, token: string): string => {
  writeFileSync(join(place, tool), `${token}\n`);
  return join(place, tool);
};
const environment = {
  ...{ DATA_DIR: await newDataFolder(place), PORT: '0', ALLOW_PRIVATE_HOSTS: '127.0.0.1' },
};
const insights = (...given: string[]) => run(given, environment);
let github: GithubServer;
let jira: PlayJira;
let server: Running;
let at: { url: string; key: string };

beforeAll(async () => {
  github = await startGithub({ world, limits: 'OFF' });
  jira = await startJira({ size: 40, now });
  server = launch(['serve', '--empty'], environment);
  at = await address(server);
}, LONG);
afterAll(async () => {
  server.process.kill('SIGTERM');
  expect((await server.ended).code).toBe(0);
  await Promise.all([github.close(), jira.close()]);
  rmSync(place, { recursive: true, force: true });
}, LONG);

/** Monday of the week eleven weeks before this one: where the last twelve weeks begin. */
function firstInstant(): number {
  const day = new Date(now).setUTCHours(0, 0, 0, 0);
  const weekday = (new Date(day).getUTCDay() + 6) % 7;
  return day - weekday * DAY - 11 * 7 * DAY;
}

/** Pull requests of people with an account that were merged in the last twelve weeks, where GitHub lets them be read. */
const merged = () =>
  world.repositories
    .filter(({ isDisabled, isBlocked }) => !isDisabled && !isBlocked)
    .flatMap(({ content }) =>
      content.numbersOf('pullRequests').map((number) => content.pullRequest(number)!),
    )
    .filter(
      ({ author, mergedAt }) =>
        author?.kind === 'User' && mergedAt !== null && mergedAt >= firstInstant(),
    );

type Answered = Readonly<Record<string, unknown>>;

describe('a new user of GitHub and Jira', { timeout: LONG }, () => {
  it('reaches figures that are right by four commands, each of which says the next', async () => {
    expect((await insights('doctor')).stdout).toMatch(/^Nothing is connected yet: /);
    expect((await insights('import', 'developers', people, '--from-sources')).stderr).toMatch(
      /No connected source names anybody yet/,
    );

    const first = await insights(
      ...['connect', 'github', '--base-url', github.url, '--organizations', organizations],
      ...['--token-file', tokenOf('github', github.token)],
    );
    expect(first.stdout).toMatch(
      /\d+ pull requests.*\n.*\/webhooks\/\S+ .*\n.*\n {2}insights import developers people/,
    );
    const second = await insights(
      ...['connect', 'jira', '--base-url', jira.url, '--email', jira.email],
      ...['--token-file', tokenOf('jira', jira.token)],
    );
    expect(second.stdout).toMatch(/40 work items/);
    expect((await insights('doctor')).stdout).toMatch(/import developers people\.csv/);

    const boss = ['--manager', 'boss@harbour.example'];
    const draft = await insights('import', 'developers', people, '--from-sources', ...boss);
    expect(draft.stdout).toMatch(/is a draft of \d+ people of the connected sources/);
    const content = readFileSync(people, 'utf8');
    expect(content).toMatch(/^Person 1,person-1@example\.com,boss@harbour\.example,/m);
    expect(content).toMatch(/^"# Jira shows no e-mail of Person 3 \(712020:0003\)\./m);
    expect(content).not.toMatch(/\[bot\]|dependabot/);

    const imported = await insights('import', 'developers', people);
    expect(imported).toMatchObject({ code: 0 });
    expect(imported.stderr).toMatch(/There is one team, so all repositories and projects are its/);
    expect(imported.stdout).toMatch(/^Organisation, the last 12 weeks:$/m);
    expect(imported.stdout).toMatch(/^DEPLOYMENT_FREQUENCY /m);
    const { figures } = JSON.parse((await insights('show', '--json')).stdout) as {
      readonly figures: readonly { readonly metric: string; readonly sampleSize: number }[];
    };
    const velocity = figures.find(({ metric }) => metric === 'PR_VELOCITY_PER_DEVELOPER');
    expect(merged().length).toBeGreaterThan(5);
    expect(velocity).toMatchObject({ sampleSize: merged().length });
    const assigned = await insights('integration', 'assign', organizations, 'Organisation');
    expect(assigned.stdout).toMatch(/^Organisation has the 3 repositories and \d projects of "/);
    const list = await insights('integration', 'list');
    expect(list.stdout).toMatch(
      /NEXT SYNC.*\n.* GITHUB +ACTIVE +HEALTHY .* SUCCEEDED: .* pull requests/,
    );
  });

  it('does the same by the saved documents: check, choose, connect, sync, rotate, pause', async () => {
    const documents = new Map(
      (await readOperations()).map(({ name, query }) => [name.slice(3), query]),
    );
    const used = new Set<string>();
    const perform = async (name: string, variables: object): Promise<Answered> => {
      used.add(name);
      const { body } = await ask(at.url, at.key, documents.get(name)!, variables);
      expect({ name, errors: body.errors }).toEqual({ name, errors: undefined });
      const [[field, payload] = []] = Object.entries(body.data ?? {}) as [string, Answered][];
      expect({ field, userErrors: payload!.userErrors }).toEqual({ field, userErrors: [] });
      return payload!;
    };
    const [repository] = world.repositories;
    const repositories = fullNameOf(repository!);
    const settings = Object.entries({ baseUrl: github.url, token: github.token, repositories }).map(
      ([key, value]) => ({ key, value }),
    );
    const source = { provider: 'GITHUB', settings };

    const { report } = await perform('check-a-tool', source);
    expect(report).toMatchObject({ ok: true });
    const seen = await perform('choose-what-to-read', {
      ...{ ...source, kind: 'REPOSITORY', search: repository!.name },
    });
    expect(seen.items).toContainEqual(expect.objectContaining({ value: repositories }));
    const { integration: made } = await perform('connect-a-tool', { ...source, name: 'One' });
    const { id: integration } = made as { id: string };
    const changed = await perform('change-a-tool', { integration, intervalMinutes: 45 });
    expect(changed.integration).toMatchObject({ intervalMinutes: 45 });
    const token = [{ key: 'token', value: github.token }];
    const rotated = await perform('replace-a-credential', { integration, settings: token });
    expect(rotated.integration).toMatchObject({ credentialStatus: 'SEALED' });
    const run = { run: expect.objectContaining({ status: expect.any(String) }) };
    expect(await perform('bring-a-tool-up-to-date', { integration })).toMatchObject(run);
    const running = async () => {
      const { body } = await ask(at.url, at.key, documents.get('how-are-our-tools')!);
      return JSON.stringify(body).includes('"RUNNING"');
    };
    await expect.poll(running, { timeout: 60_000 }).toBe(false);
    expect(await perform('read-a-tool-again', { integration, from: null })).toMatchObject(run);
    expect(await perform('try-webhooks-again', { integration })).toMatchObject({ redelivered: 0 });
    const number = Math.max(...repository!.content.numbersOf('pullRequests'));
    const found = await perform('look-one-thing-up', {
      ...{ integration, what: `${repositories}#${number}` },
    });
    expect(found).toMatchObject({ found: true, held: [{ kind: 'PULL_REQUEST' }] });
    const paused = await perform('pause-a-tool', { integration });
    expect(paused.integration).toMatchObject({ status: 'PAUSED' });
    expect((await insights('doctor')).stderr).toMatch(/^One: PAUSED: /m);
    const resumed = await perform('go-on-with-a-tool', { integration });
    expect(resumed.integration).toMatchObject({ status: 'ACTIVE' });

    const mutations = (await readOperations()).filter(({ query }) => /^mutation\b/m.test(query));
    expect([...used].sort()).toEqual(mutations.map(({ name }) => name.slice(3)).sort());
  });
});
