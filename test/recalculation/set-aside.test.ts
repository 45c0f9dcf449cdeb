import { describe, expect, test } from 'vitest';
import type { Metric } from '../../src/engine/metric.js';
import { codingDays } from '../../src/engine/metrics/productivity/coding-days.js';
import type { CommitFact } from '../../src/model/facts/code.js';
import type { PipelineRunFact } from '../../src/model/facts/delivery.js';
import type { Person } from '../../src/model/facts/people.js';
import { subjectsOf as subjectsIn } from '../../src/storage/cells/packed-rows.js';
import { databaseKinds, newDatabase } from '../storage/databases.js';
import {
  observed,
  openPoisonedWorld,
  type PoisonedWorld,
  setAside,
  tooLong,
} from './poisoned-world.js';
import { witnesses } from './witnesses.js';

const ada: Person = { applicationType: 'GIT', id: 'ada', name: 'ada', email: 'ada@work.io' };
const day = (number: number) => Date.UTC(2026, 1, number, 12);

const run = (id: string, more: Partial<PipelineRunFact> = {}): PipelineRunFact => ({
  ...{ id, updatedAt: 1, pipeline: 'deploy', number: null, kinds: ['CD'], run: id, attempt: 1 },
  ...{ parent: null, project: null, organization: null, repository: 'world:0', branch: 'main' },
  ...{ commits: [], status: 'SUCCESS', statusName: 'Succeeded', rollback: false },
  ...{ startedAt: day(1), endedAt: day(2), services: ['checkout'], environment: 'prod' },
  ...{ environmentType: 'PRODUCTION', infrastructure: null, tags: [], artifactsIn: [] },
  ...{ artifactsOut: [], triggeredBy: null, url: null },
  ...more,
});

const commit = (id: string, authoredAt: number, updatedAt = 1): CommitFact => ({
  ...{ id: `world:0:${id}`, updatedAt, repository: 'world:0', sha: id, title: 'Work', body: null },
  ...{
    author: ada,
    committer: ada,
    authoredAt,
    committedAt: authoredAt,
    parents: [],
    isRoot: false,
    files: [],
  },
  ...{ trailers: [], incomplete: false, tooManyRenames: false, doubt: null },
});

const runs = witnesses.find(({ id }) => id === 'FILTERS run ownAt')!;
const poll = <Value>(value: () => Promise<Value>) => expect.poll(value, { timeout: 40_000 });
const metrics = [runs, codingDays];
/** No instant that a program can calculate with. */
const NEVER = 8.7e15;

async function subjectsOf(world: PoisonedWorld, metric: Metric): Promise<string[]> {
  const rows = await world.rows<{ id: string; number: number }>(
    'select id, number::float8 as number from pipeline_run where account_id = $1 union select id, number::float8 from commit where account_id = $1',
  );
  const cells = await world.rows<{ rows: string }>(
    `select rows from cell_rows where account_id = $1 and metric = '${metric.id}'`,
  );
  const subjects = new Set(cells.flatMap((cell) => subjectsIn(cell.rows)));
  return rows
    .filter(({ number }) => subjects.has(number))
    .map(({ id }) => id)
    .sort();
}

describe.each(databaseKinds)('on %s', async (kind) => {
  const database = await newDatabase(kind);

  test('a run that no index can hold is set aside, the others count, and its correction counts without a restart', async () => {
    const world = await openPoisonedWorld(database, metrics);
    await world.recalculation.start();
    await world.write({
      PIPELINE_RUN: [run('r1'), run('bad', { environment: tooLong }), run('r2')],
    });
    await poll(() => subjectsOf(world, runs)).toEqual(['r1', 'r2']);
    expect(await setAside(world)).toEqual(['FACT bad TOO_LONG']);
    await world.write({ PIPELINE_RUN: [run('r3')] });
    await poll(() => subjectsOf(world, runs)).toEqual(['r1', 'r2', 'r3']);
    await world.write({ PIPELINE_RUN: [run('bad', { updatedAt: 2 })] });
    await poll(() => subjectsOf(world, runs)).toContain('bad');
    await poll(() => setAside(world)).toEqual([]);
    expect(world.aside.map(({ fact }) => fact?.id)).toEqual(['bad']);
    expect(world.errors).toEqual([]);
    await world.recalculation.stop();
  }, 60_000);

  test('a commit of no possible instant is set aside by itself, and is what it was after a rebuild', async () => {
    const world = await openPoisonedWorld(database, metrics);
    await world.write({
      COMMIT: [commit('c1', day(1)), commit('bad', NEVER), commit('c2', day(2))],
    });
    await world.recalculation.settle(world.account);
    const now = await observed(world);
    expect(await subjectsOf(world, codingDays)).toEqual(['world:0:c1', 'world:0:c2']);
    expect(await setAside(world)).toEqual(['FACT world:0:bad OUT_OF_RANGE']);
    await world.recalculation.rebuild(world.account);
    expect(await observed(world)).toEqual(now);
    expect(await setAside(world)).toEqual(['FACT world:0:bad OUT_OF_RANGE']);
    await world.write({ tombstones: [{ kind: 'COMMIT', id: 'world:0:bad', updatedAt: 2 }] });
    await world.recalculation.settle(world.account);
    expect(await setAside(world)).toEqual([]);
  }, 60_000);

  test('the same facts again change nothing of what is set aside', async () => {
    const world = await openPoisonedWorld(database, metrics);
    for (const updatedAt of [1, 1, 5]) {
      await world.write({ COMMIT: [commit('bad', NEVER, updatedAt), commit('c1', day(1), 1)] });
      await world.recalculation.settle(world.account);
    }
    expect(await subjectsOf(world, codingDays)).toEqual(['world:0:c1']);
    expect(world.aside.length).toBe(1);
  }, 60_000);

  test('what was written past the forms into a known fact is found, although another fact met it', async () => {
    const world = await openPoisonedWorld(database, metrics);
    await world.write({ PIPELINE_RUN: [run('r1')] });
    await world.recalculation.settle(world.account);
    await database.write(world.account, (session) =>
      session.query(`update pipeline_run set kinds = 'null' where account_id = $1`, [
        world.account,
      ]),
    );
    await world.write({ PIPELINE_RUN: [run('r2', { parent: 'r1' }), run('r3')] });
    await world.recalculation.settle(world.account);
    expect(await subjectsOf(world, runs)).toEqual(['r2', 'r3']);
    expect(await setAside(world)).toEqual(['FACT r1 CALCULATION_FAILED']);
  }, 60_000);

  test('a metric that fails for one fact lacks it alone, is not tried for ever, and heals when the fact changes', async () => {
    let poisoned = true;
    let calls = 0;
    const world = await openPoisonedWorld(database, [
      {
        ...runs,
        observe: (inputs, rules) => {
          calls += 1;
          const [bad] = inputs.runs.filter(({ startedAt }) => startedAt === day(3));
          if (bad && poisoned) throw new Error('No number can be made of this.');
          return runs.observe(inputs, rules);
        },
      },
      codingDays,
    ]);
    await world.write({
      PIPELINE_RUN: [run('r1'), run('bad', { startedAt: day(3), endedAt: day(4) })],
      COMMIT: [commit('c1', day(5))],
    });
    await world.recalculation.settle(world.account);
    expect(await subjectsOf(world, runs)).toEqual(['r1']);
    expect(await subjectsOf(world, codingDays)).toEqual(['world:0:c1']);
    const teams = new Set(world.aside.map(({ cell }) => cell?.team));
    await expect
      .poll(() => setAside(world))
      .toEqual([...teams].map(() => 'CELL bad FILTERS run ownAt CALCULATION_FAILED'));
    const before = calls;
    await world.recalculation.settle(world.account);
    expect([calls, world.aside.length, world.errors]).toEqual([before, teams.size, []]);
    poisoned = false;
    await world.write({
      PIPELINE_RUN: [run('bad', { startedAt: day(3), endedAt: day(4), updatedAt: 2, tags: ['x'] })],
    });
    await world.recalculation.settle(world.account);
    expect(await subjectsOf(world, runs)).toEqual(['bad', 'r1']);
    expect(await setAside(world)).toEqual([]);
  }, 60_000);
});
