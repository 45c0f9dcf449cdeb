import { expect, it } from 'vitest';
import { lastOf } from '../play/github/actions/records.js';
import { actionsOf } from '../play/github/actions/store.js';
import { backfill, DAY, idsIn, idsOf, laterBy, play, sync } from './playing.js';

it('github: what has not changed costs nothing of the limit', async () => {
  const github = await play();
  const holding = await backfill(github);
  await sync(github, holding, { now: laterBy(github, 20) });
  const before = { calls: holding.calls, saved: holding.saved, pages: holding.pages.length };
  const asked = github.requests.length;
  await sync(github, holding, { now: laterBy(github, 40) });
  expect(holding.pages.length).toBe(before.pages);
  const lists = github.requests
    .slice(asked)
    .filter(({ operation }) => /actions|deployments/.test(operation));
  const notSaved = lists.filter(({ status }) => status !== 304);
  // The run that has not ended is looked for without condition.
  expect(notSaved.length).toBeLessThanOrEqual(github.world.repositories.length);
  expect(holding.saved).toBeGreaterThan(before.saved);
});

it('sees a run that has ended since', async () => {
  const github = await play();
  const holding = await backfill(github);
  const { world } = github;
  const actions = actionsOf(world, world.repositories[0]!);
  const running = actions.runs.find((run) => lastOf(run).status === 'in_progress')!;
  const ended = {
    ...lastOf(running),
    status: 'completed',
    conclusion: 'success',
    updatedAt: world.now + 60_000,
  };
  actions.runs = actions.runs.map((run) => (run === running ? { ...run, attempts: [ended] } : run));
  await sync(github, holding, { now: laterBy(github, 15) });
  const fact = holding.runs.find(({ id }) => id.endsWith(`:run:${running.id}:1`))!;
  expect(fact).toMatchObject({ status: 'SUCCESS', endedAt: world.now + 60_000 });
});

it.each([
  ['ahead', 10],
  ['behind', -10],
])('misses no run where our clock is %s of GitHub’s by minutes', async (_name, minutes) => {
  const github = await play();
  const ahead = minutes * 60_000;
  const holding = await backfill(github, { ahead });
  const { world } = github;
  const actions = actionsOf(world, world.repositories[0]!);
  const [newest] = actions.runs;
  for (const [index, later] of [2, 4, 6].entries()) {
    const now = laterBy(github, later);
    const createdAt = now - 1_000;
    const attempt = { ...lastOf(newest!), startedAt: createdAt, updatedAt: createdAt, jobs: [] };
    const id = newest!.id + 1_000 + index;
    actions.runs = [{ ...newest!, id, createdAt, attempts: [attempt] }, ...actions.runs];
    await sync(github, holding, { now, ahead });
    expect(holding.runs.some((run) => run.id.endsWith(`:run:${id}:1`))).toBe(true);
  }
});

it('github: a list by creation never shows that an old run was tried again: it is looked for', async () => {
  const github = await play();
  const holding = await backfill(github);
  const { world } = github;
  const actions = actionsOf(world, world.repositories[0]!);
  const old = actions.runs.find(
    ({ createdAt, attempts }) => createdAt < world.now - 20 * DAY && attempts.length === 1,
  )!;
  const jobs = lastOf(old).jobs.map((job) => ({ ...job, id: job.id + 500 }));
  const again = {
    ...lastOf(old),
    startedAt: world.now,
    updatedAt: world.now + 60_000,
    conclusion: 'success',
    jobs,
  };
  actions.runs = actions.runs.map((run) =>
    run === old ? { ...run, attempts: [...run.attempts, again] } : run,
  );
  // Syncs that look only at what is new do not see it, and do not hide it from the one that looks back.
  for (const minutes of [15, 30, 45])
    await sync(github, holding, { now: laterBy(github, minutes) });
  await sync(github, holding, { now: laterBy(github, 60), pass: 'SWEEP' });
  expect(idsIn(holding)).toEqual(idsOf(github));
  const attempts = holding.runs.filter(({ run }) => run.endsWith(`:run:${old.id}`));
  expect(attempts.map(({ attempt }) => attempt).sort()).toEqual([1, 2]);
  expect(attempts.find(({ attempt }) => attempt === 1)!.endedAt).toBeLessThan(world.now);
});

it('looks for late attempts by itself every six hours', async () => {
  const github = await play();
  const holding = await backfill(github);
  const { world } = github;
  const actions = actionsOf(world, world.repositories[0]!);
  const old = actions.runs.find(({ createdAt }) => createdAt < world.now - 20 * DAY)!;
  const again = { ...lastOf(old), startedAt: world.now, updatedAt: world.now + 60_000, jobs: [] };
  actions.runs = actions.runs.map((run) =>
    run === old ? { ...run, attempts: [...run.attempts, again] } : run,
  );
  for (let minutes = 60; minutes <= 7 * 60; minutes += 60)
    await sync(github, holding, { now: laterBy(github, minutes) });
  expect(idsIn(holding)).toEqual(idsOf(github));
});

it('ends where a new backfill ends', async () => {
  const github = await play();
  const { world } = github;
  const holding = await backfill(github);
  for (const [index, repository] of world.repositories.entries()) {
    const actions = actionsOf(world, repository);
    const [newest] = actions.runs;
    if (!newest) continue;
    const at = world.now + (index + 1) * 60_000;
    const fresh = {
      ...lastOf(newest),
      startedAt: at,
      updatedAt: at,
      status: 'completed',
      conclusion: 'failure',
      jobs: [],
    };
    actions.runs = [
      { ...newest, id: newest.id + 50, createdAt: at, attempts: [fresh] },
      ...actions.runs,
    ];
  }
  await sync(github, holding, { now: laterBy(github, 15) });
  const rebuilt = await backfill(github, { now: laterBy(github, 15) });
  expect(holding.state).toBe(rebuilt.state);
});

it('github: a renamed repository stays the same one under its new name', async () => {
  const github = await play();
  const { world } = github;
  const holding = await backfill(github);
  const [repository] = world.repositories;
  world.rename(repository!, 'basket-of-tomorrow', world.now + 60_000);
  await sync(github, holding, { now: laterBy(github, 15) });
  expect(holding.repositories).toHaveLength(world.repositories.length);
  expect(holding.repositories.map(({ name }) => name)).toContain(
    'harbour-works/basket-of-tomorrow',
  );
  expect(idsIn(holding)).toEqual(idsOf(github));
});

it('reads a repository that is new to the credential from its newest run back', async () => {
  const github = await play();
  const [first] = github.world.repositories;
  const chosen = { repositories: `harbour-works/${first!.name}` };
  const holding = await backfill(github, { settings: chosen });
  expect(holding.repositories).toHaveLength(1);
  await sync(github, holding, { now: laterBy(github, 15) });
  expect(idsIn(holding)).toEqual(idsOf(github));
});
