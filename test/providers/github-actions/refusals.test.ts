import { expect, it } from 'vitest';
import { githubActions } from '../../../src/providers/github-actions/index.js';
import type { CheckReport } from '../../../src/providers/provider.js';
import { effects } from '../play/github/server/faults.js';
import { permissionsWithout } from '../play/github/server/tokens.js';
import type { GithubServer } from '../play/github/start.js';
import { fullNameOf } from '../play/github/world/world.js';
import {
  backfill,
  contextFor,
  DAY,
  Holding,
  idsIn,
  idsOf,
  laterBy,
  play,
  settingsFor,
  sync,
} from './playing.js';

const FINE_GRAINED = { kind: 'FINE_GRAINED' } as const;
const check = (github: GithubServer, more: object = {}): Promise<CheckReport> =>
  githubActions.check(settingsFor(github, more), contextFor(github, new Holding()));
const failing = ({ items }: CheckReport) => items.filter(({ ok }) => !ok);

it('is content with a token that may read runs and deployments', async () => {
  const report = await check(await play());
  expect(report.ok).toBe(true);
  expect(report.items.map(({ what }) => what)).toEqual([
    'Address',
    'Credential',
    'Repositories',
    'Workflow runs',
    'Deployments',
  ]);
});

it('names the permission that is missing by GitHub’s own word', async () => {
  const withoutActions = await play({
    tokens: [{ ...FINE_GRAINED, permissions: permissionsWithout('actions') }],
  });
  const report = await check(withoutActions);
  expect(report.ok).toBe(false);
  expect(failing(report)).toMatchObject([
    { what: 'Workflow runs', permission: expect.stringMatching(/actions/) },
  ]);
});

it('works without deployments, and says so', async () => {
  const github = await play({
    tokens: [{ ...FINE_GRAINED, permissions: permissionsWithout('deployments') }],
  });
  const report = await check(github);
  expect(report.ok).toBe(true);
  expect(failing(report)).toMatchObject([{ what: 'Deployments', optional: true }]);
  const holding = await backfill(github);
  const expected = idsOf(github).filter((id) => !id.includes(':deployment:'));
  expect(holding.runs.map(({ id }) => id).sort()).toEqual(expected);
  expect(holding.lines.join('\n')).toMatch(/Deployments of .* are skipped/);
});

it('brings in the deployments as soon as they may be read', async () => {
  const { world, close } = await play({
    tokens: [{ ...FINE_GRAINED, permissions: permissionsWithout('deployments') }],
    port: 0,
  });
  await close();
  const without = await play({
    world,
    tokens: [{ ...FINE_GRAINED, permissions: permissionsWithout('deployments') }],
  });
  const holding = await backfill(without);
  await sync(without, holding, { now: laterBy(without, 15) });
  await without.close();
  const github = await play({ world, port: without.port });
  await sync(github, holding, { now: laterBy(github, 30) });
  expect(holding.runs.map(({ id }) => id).sort()).toEqual(idsOf(github));
});

it('says that a token is not known, and fails the run', async () => {
  const github = await play();
  const wrong = { token: 'ghp_planted_and_wrong' };
  const report = await check(github, wrong);
  expect(failing(report)).toMatchObject([{ what: 'Credential' }]);
  expect(JSON.stringify(report)).not.toContain('planted');
  const holding = new Holding();
  await expect(sync(github, holding, { settings: wrong })).rejects.toThrow();
  expect(holding.lines.join('\n')).not.toContain('planted');
});

it('says that something else than GitHub answers', async () => {
  const github = await play();
  github.faults.add({ effect: effects.html(), times: Number.POSITIVE_INFINITY });
  const report = await check(github);
  expect(report.ok).toBe(false);
  await expect(backfill(github)).rejects.toThrow(/JSON|GitHub/);
});

it('github: a repository without permission or blocked stops no other', async () => {
  const github = await play();
  const [blocked] = github.world.repositories;
  github.faults.add({
    when: ({ path }) => path.includes(`${fullNameOf(blocked!)}/`),
    effect: { kind: 'ANSWER', status: 451, body: { message: 'Repository access blocked' } },
    times: Number.POSITIVE_INFINITY,
  });
  const holding = await backfill(github);
  expect(holding.runs.length).toBeGreaterThan(0);
  expect(holding.runs.some(({ project }) => project === fullNameOf(blocked!))).toBe(false);
  github.faults.set([]);
  await sync(github, holding, { now: laterBy(github, 15) });
  expect(holding.runs.map(({ id }) => id).sort()).toEqual(idsOf(github));
});

it('fails where not one repository can be read', async () => {
  const github = await play({
    tokens: [{ ...FINE_GRAINED, permissions: permissionsWithout('actions') }],
  });
  await expect(backfill(github)).rejects.toThrow(/403/);
});

it('goes on after dropped connections and errors of the server', async () => {
  const github = await play();
  for (const after of [3, 9, 15]) github.faults.add({ effect: effects.drop(), after });
  const holding = await backfill(github);
  expect(holding.runs.map(({ id }) => id).sort()).toEqual(idsOf(github));
});

it('ends with its cursor kept where GitHub allows no more calls', async () => {
  const github = await play({ limits: { perHour: 120 }, clock: Date.now });
  const holding = new Holding();
  await expect(sync(github, holding)).rejects.toMatchObject({ name: 'LimitReached' });
  expect(holding.pages.length).toBeGreaterThan(1);
  expect(holding.cursor).not.toBeNull();
});

it('github: a secondary limit without Retry-After is known by its words, and another token goes on', async () => {
  const github = await play({
    tokens: [{}, { login: 'harbour-ci-robot' }],
    faults: [{ effect: effects.secondaryLimit(null), after: 5 }],
  });
  const tokens = github.tokens.map(({ value }) => value);
  const holding = await backfill(github, { settings: { token: tokens.join('\n') } });
  expect(new Set(github.requests.map(({ token }) => token))).toEqual(new Set(tokens));
  expect(idsIn(holding)).toEqual(idsOf(github, github.world.now - 90 * DAY));
  expect(holding.lines.filter((line) => line.includes('are skipped'))).toEqual([]);
});

it('fetches what deliveries point at, each once, and leaves out what the settings leave out', async () => {
  const github = await play();
  const whole = await backfill(github);
  const holding = new Holding();
  const [run, other] = whole.runs.filter(({ run: id }) => id.includes(':run:'));
  const deployment = whole.runs.find(({ environment }) => environment !== null)!;
  const idOf = (text: string) => text.split(':').at(-1);
  const nudges = [
    `run/${run!.project}/${idOf(run!.run)}`,
    `run/${run!.project}/${idOf(run!.run)}`,
    `deployment/${deployment.project}/${idOf(deployment.id)}`,
    `run/${run!.project}/1`,
    'run/stranger/things/1',
    'nonsense',
  ];
  const context = contextFor(github, holding);
  const only = settingsFor(github, { repositories: `${run!.project}\n${deployment.project}` });
  for await (const page of githubActions.fetchNudged!(only, nudges, context)) holding.take(page);
  expect(holding.pages).toHaveLength(2);
  for (const fact of holding.runs) expect(fact).toEqual(whole.facts.get(fact.id));
  expect(holding.facts.has(run!.id)).toBe(true);
  expect(holding.facts.has(deployment.id)).toBe(true);
  expect(holding.facts.has(other!.id)).toBe(other!.run === run!.run);
});

it('looks up a run, a deployment, or says that there is none', async () => {
  const github = await play();
  const { runs } = await backfill(github);
  const last = runs.find(({ attempt, run }) => attempt > 1 && run.includes(':run:'))!;
  const look = (what: string) =>
    githubActions.spotCheck!(settingsFor(github), what, contextFor(github, new Holding()));
  const number = last.run.split(':').at(-1);
  const found = await look(`${last.project}/runs/${number}`);
  expect(found.found).toBe(true);
  expect(runs.some(({ id }) => id === found.factId)).toBe(true);
  expect(await look(last.url!)).toEqual(found);
  expect(await look(`${last.project}/runs/1`)).toMatchObject({ found: false, factId: null });
  expect(await look('harbour-works/none/runs/1')).toMatchObject({ found: false });
  expect(await look('something')).toMatchObject({
    found: false,
    message: expect.stringMatching(/owner\/name/),
  });
  const deployment = runs.find(({ environment }) => environment !== null)!;
  const path = `${deployment.project}/deployments/${deployment.id.split(':').at(-1)}`;
  expect(await look(path)).toMatchObject({ found: true, factId: deployment.id });
});
