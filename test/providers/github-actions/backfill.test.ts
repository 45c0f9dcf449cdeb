import { expect, it } from 'vitest';
import { actionsOf, setActions } from '../play/github/actions/store.js';
import { hasContracts } from '../play/github/server/hold.js';
import { countByOperation, repeatedFetches } from '../play/github/server/requests.js';
import { backfill, DAY, idsIn, idsOf, play, RUNS, smallWorld } from './playing.js';

it('reads every attempt, job and deployment that GitHub has, each once', async () => {
  const github = await play();
  const holding = await backfill(github);
  expect(idsIn(holding)).toEqual(idsOf(github));
  expect(holding.dropped).toEqual({});
  expect(repeatedFetches(github.requests).size).toBe(0);
  expect(holding.repositories).toHaveLength(github.world.repositories.length);
});

it('says of each run what GitHub says of it', async () => {
  const github = await play();
  const holding = await backfill(github);
  const { world } = github;
  const expected = world.repositories.flatMap((repository) =>
    actionsOf(world, repository).runs.flatMap(({ attempts, sha, number }) =>
      attempts.map(({ conclusion, startedAt, jobs }, index) => {
        const end = Math.max(0, ...jobs.map(({ completedAt }) => completedAt ?? 0));
        const status = { success: 'SUCCESS', failure: 'FAILURE' }[conclusion ?? ''] ?? 'RUNNING';
        return [number, index + 1, status, startedAt, conclusion ? end : null, sha].join();
      }),
    ),
  );
  const found = holding.runs
    .filter(({ run }) => run.includes(':run:'))
    .map(({ number, attempt, status, startedAt, endedAt, commits }) =>
      [number, attempt, status, startedAt, endedAt, commits[0]].join(),
    );
  expect(found.sort()).toEqual(expected.sort());
});

it('says of each deployment how its first terminal status was, whatever became of it', async () => {
  const github = await play();
  const { runs } = await backfill(github);
  const { world } = github;
  const expected = world.repositories.flatMap((repository) =>
    actionsOf(world, repository).deployments.map(({ id, statuses }) => {
      const end = statuses.find(({ state }) => ['SUCCESS', 'FAILURE'].includes(state));
      return [id, end?.state, end?.at].join();
    }),
  );
  const found = runs
    .filter(({ environment }) => environment !== null)
    .map(({ id, status, endedAt }) => [id.split(':').at(-1), status, endedAt].join());
  expect(found.sort()).toEqual(expected.sort());
  expect(found.length).toBeGreaterThan(10);
});

it('reads no run from before its date', async () => {
  const github = await play();
  const since = github.world.now - 20 * DAY;
  const holding = await backfill(github, { since });
  expect(idsIn(holding)).toEqual(idsOf(github, since));
});

it.skipIf(!hasContracts)('asks nothing that GitHub’s contract does not know', async () => {
  const github = await play({ isHeld: true });
  await backfill(github);
  expect(github.violations).toEqual([]);
});

it('reads the newest month of all repositories first', async () => {
  const github = await play();
  const holding = await backfill(github);
  const newest = holding.pages
    .filter(({ kind }) => kind === 'RUNS')
    .map((page) => {
      const { nodes } = JSON.parse(page.body) as { nodes: { run: { created_at: string } }[] };
      return Math.max(...nodes.map(({ run }) => Date.parse(run.created_at)));
    });
  const isRecent = newest.map((at) => at > github.world.now - 30 * DAY);
  expect(isRecent.lastIndexOf(true)).toBeLessThan(isRecent.indexOf(false));
});

it('github: a list of runs ends at 1,000: windows are halved until they hold fewer', async () => {
  const world = smallWorld({ repositories: 1 });
  const [repository] = world.repositories;
  const { runs } = actionsOf(world, repository!);
  const many = Array.from({ length: 2_700 }, (_, n) => ({
    ...runs.at(-1)!,
    id: 5_000_000 + n,
    number: n,
    createdAt: world.now - n * 10 * 60_000,
  }));
  setActions(repository!, { runs: many });
  const github = await play({ world });
  const holding = await backfill(github, { settings: { jobs: 'NONE' } });
  expect(idsIn(holding).length).toBe(many.flatMap(({ attempts }) => attempts).length);
  const lists = countByOperation(github.requests)[RUNS]!;
  expect(lists).toBeLessThan(2_700 / 50 + 15);
});

it('github: a page may be empty before the last', async () => {
  const github = await play();
  github.faults.add({
    when: ({ operation }) => operation === RUNS,
    effect: { kind: 'CHANGE', change: (body) => ({ ...(body as object), workflow_runs: [] }) },
  });
  const holding = await backfill(github);
  const [repository] = github.world.repositories;
  const behind = actionsOf(github.world, repository!).runs.slice(50);
  expect(behind.length).toBeGreaterThan(0);
  for (const { id } of behind)
    expect(holding.runs.some(({ run }) => run.endsWith(`:run:${id}`))).toBe(true);
});

it('github: an answer that GraphQL does not give in time is asked for in halves', async () => {
  const github = await play();
  github.faults.add({
    when: ({ operation, variables }) =>
      operation === 'StatusesOfDeployments' && (variables.ids as string[]).length > 5,
    effect: { kind: 'ANSWER', status: 502, body: { message: 'Something went wrong' } },
    times: Number.POSITIVE_INFINITY,
  });
  const holding = await backfill(github);
  expect(idsIn(holding)).toEqual(idsOf(github));
});

it('one record that cannot be read stops no other and is counted', async () => {
  const github = await play();
  github.faults.add({
    when: ({ operation }) => operation === RUNS,
    effect: {
      kind: 'CHANGE',
      change: (body) => {
        const { workflow_runs: runs, ...rest } = body as { workflow_runs: object[] };
        return { ...rest, workflow_runs: [{ id: 'broken' }, ...runs] };
      },
    },
  });
  const holding = await backfill(github);
  expect(holding.dropped).toEqual({ MALFORMED_RUN: 1 });
  expect(idsIn(holding)).toEqual(idsOf(github));
});
