import { expect, it } from 'vitest';
import { lastOf } from '../play/github/actions/records.js';
import { actionsOf } from '../play/github/actions/store.js';
import { backfill, DAY, Holding, idsIn, idsOf, play, smallWorld, sync } from './playing.js';

it('goes on where it was killed, at any page, without loss and without reading a page again', async () => {
  const world = smallWorld({ pullRequests: 16 });
  const whole = await backfill(await play({ world }));
  const total = whole.pages.length;
  expect(total).toBeGreaterThan(6);
  for (let killedAt = 0; killedAt < total; killedAt += 1) {
    const github = await play({ world });
    const holding = new Holding();
    await sync(github, holding, { killedAt });
    const [kept, asked] = [holding.requestsAtPage, github.requests.length];
    await sync(github, holding);
    expect(idsIn(holding)).toEqual(idsOf(github));
    // Every sync begins with the list of repositories; beside it, only the page in flight is read again.
    const inFlight = new Set(github.requests.slice(kept, asked).map(({ question }) => question));
    const before = new Set(github.requests.slice(0, asked).map(({ question }) => question));
    const repeated = github.requests
      .slice(asked)
      .filter(({ operation }) => operation !== 'GET /user/repos')
      .filter(({ question }) => before.has(question) && !inFlight.has(question));
    expect(repeated).toEqual([]);
  }
});

it('leaves the rest to the next run after as many pages as it may write', async () => {
  const github = await play();
  const holding = new Holding();
  let runs = 0;
  for (let pages = 1; pages > 0 && runs < 200; runs += 1) {
    pages = await sync(github, holding, { budget: { pages: 2 } });
    expect(pages).toBeLessThanOrEqual(2);
    if (idsIn(holding).length === idsOf(github).length && pages < 2) break;
  }
  expect(idsIn(holding)).toEqual(idsOf(github));
  expect(runs).toBeGreaterThan(3);
});

it('is the same in any order of its pages, and twice', async () => {
  const github = await play();
  const { pages, state } = await backfill(github);
  const shuffled = new Holding();
  const others = pages.toSorted((left, right) => (left.body < right.body ? -1 : 1));
  for (const page of [...others, ...pages.toReversed()]) shuffled.map(page);
  expect(shuffled.state).toBe(state);
});

it('a cursor of another version begins from the beginning and says so', async () => {
  const github = await play();
  const holding = new Holding();
  holding.cursor = '{"version":99}';
  await sync(github, holding);
  expect(idsIn(holding)).toEqual(idsOf(github));
  expect(holding.lines.join('\n')).toMatch(/another version/);
});

it('a cursor never lies behind the instant of its run', async () => {
  const github = await play();
  const { world } = github;
  const actions = actionsOf(world, world.repositories[0]!);
  const [newest] = actions.runs;
  const ahead = { ...lastOf(newest!), updatedAt: world.now + 400 * DAY };
  actions.runs = [{ ...newest!, attempts: [ahead] }, ...actions.runs.slice(1)];
  const { cursor } = await backfill(github);
  const { to } = JSON.parse(cursor!) as { to: number };
  expect(to * 1_000).toBeLessThanOrEqual(world.now);
});

it('an increment that was killed at any page ends as one that was not', async () => {
  const world = smallWorld({ pullRequests: 30 });
  const before = await backfill(await play({ world }));
  const now = world.now + 30 * 60_000;
  for (const repository of world.repositories) {
    const actions = actionsOf(world, repository);
    const again = actions.runs.slice(0, 60).map((run) => {
      const failed = { ...lastOf(run), updatedAt: now - 60_000, conclusion: 'failure', jobs: [] };
      return { ...run, attempts: [...run.attempts, failed] };
    });
    actions.runs = [...again, ...actions.runs.slice(60)];
  }
  const held = (): Holding => {
    const holding = new Holding();
    for (const page of before.pages) holding.take(page);
    return holding;
  };
  const whole = held();
  const github = await play({ world });
  const pages = await sync(github, whole, { now, pass: 'SWEEP' });
  expect(pages).toBeGreaterThan(2);
  for (let killedAt = 0; killedAt < pages; killedAt += 1) {
    const holding = held();
    await sync(github, holding, { now, pass: 'SWEEP', killedAt });
    await sync(github, holding, { now, pass: 'SWEEP' });
    expect(holding.state).toBe(whole.state);
  }
});
