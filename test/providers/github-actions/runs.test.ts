import { expect, it } from 'vitest';
import { unknownPerson } from '../../../src/model/facts/people.js';
import { job, mapRuns, run } from './recorded.js';

const factsOf = (...asked: Parameters<typeof mapRuns>) => mapRuns(...asked).PIPELINE_RUN ?? [];
const oneOf = (more: object, jobs: readonly object[] | null = null) =>
  factsOf([{ run: run(more), jobs }])[0]!;

it('github: a run mixes fields of its first and last attempt: each attempt is a fact of its own', () => {
  const facts = factsOf([
    { run: run({ conclusion: 'failure' }) },
    {
      run: run({
        run_attempt: 2,
        run_started_at: '2026-11-05T08:00:00Z',
        updated_at: '2026-11-05T08:10:00Z',
        triggering_actor: { login: 'ben', id: 2, type: 'User' },
      }),
    },
  ]);
  expect(
    facts.map(({ run: name, attempt, status, triggeredBy }) => [
      name,
      attempt,
      status,
      triggeredBy?.id,
    ]),
  ).toEqual([
    ['github-actions:github.com:run:100', 1, 'FAILURE', 'ada'],
    ['github-actions:github.com:run:100', 2, 'SUCCESS', 'ben'],
  ]);
  expect(facts[1]).toMatchObject({
    startedAt: Date.parse('2026-11-05T08:00:00Z'),
    endedAt: Date.parse('2026-11-05T08:10:00Z'),
    number: '12',
    commits: ['a1b2c3d4e5'],
  });
});

it('github: a deleted user is an unknown person, whether GitHub says null or ghost', () => {
  expect(oneOf({ actor: null, triggering_actor: null }).triggeredBy).toEqual(unknownPerson);
  expect(
    oneOf({ triggering_actor: { login: 'ghost', id: 10137, type: 'User' } }).triggeredBy,
  ).toEqual(unknownPerson);
});

it('marks runs of apps as those of bots, under the login that REST gives them', () => {
  const triggering_actor = { login: 'dependabot[bot]', id: 9, type: 'Bot' };
  expect(oneOf({ triggering_actor }).triggeredBy).toMatchObject({
    id: 'dependabot[bot]',
    bot: true,
  });
});

it('github: the branch of a deleted fork stays', () => {
  expect(oneOf({ head_repository: null, head_branch: 'patch-1' }).branch).toBe('patch-1');
});

it('names the branch of a fork with its owner, since a fork has a main of its own', () => {
  const head_repository = { id: 8, full_name: 'eve/shop' };
  expect(oneOf({ event: 'pull_request', head_repository }).branch).toBe('eve:main');
});

it('github: a name that passed to another repository brings none of its runs', () => {
  const mapped = mapRuns([{ run: run({ repository: { id: 8 } }) }, { run: run() }]);
  expect(mapped.PIPELINE_RUN).toHaveLength(1);
  expect(mapped.dropped).toEqual({ OTHER_REPOSITORY: 1 });
});

it('ends a run with its last job, since whatever is done to it later moves its own instant', () => {
  const jobs = [job(), job({ id: 501, completed_at: '2026-11-02T10:07:30Z' })];
  const later = oneOf({ updated_at: '2026-12-01T00:00:00Z' }, jobs);
  expect(later.endedAt).toBe(Date.parse('2026-11-02T10:07:30Z'));
  expect(oneOf({}).endedAt).toBe(Date.parse('2026-11-02T10:09:00Z'));
});

it.each([
  ['completed', 'success', 'SUCCESS'],
  ['completed', 'failure', 'FAILURE'],
  ['completed', 'timed_out', 'FAILURE'],
  ['completed', 'startup_failure', 'FAILURE'],
  ['completed', 'cancelled', 'ABORTED'],
  ['completed', 'stale', 'ABORTED'],
  ['completed', 'skipped', 'SKIPPED'],
  ['completed', 'neutral', 'SKIPPED'],
  ['completed', 'action_required', 'QUEUED'],
  ['completed', 'a_word_of_tomorrow', 'ABORTED'],
  ['in_progress', null, 'RUNNING'],
  ['waiting', null, 'QUEUED'],
  ['requested', '', 'QUEUED'],
])('reads status %s with conclusion %s as %s', (status, conclusion, meant) => {
  const fact = oneOf({ status, conclusion });
  expect(fact).toMatchObject({ status: meant, statusName: conclusion || status });
  expect(fact.endedAt === null).toBe(meant === 'QUEUED' || meant === 'RUNNING');
  expect(fact.startedAt === null).toBe(meant === 'QUEUED');
});

it('nests jobs below the attempt that they are of', () => {
  const [whole, below] = factsOf([
    { run: run({ run_attempt: 2 }), jobs: [job({ run_attempt: 1 })] },
  ]);
  expect(whole!.parent).toBeNull();
  expect(below).toMatchObject({
    id: 'github-actions:github.com:job:500',
    parent: 'github-actions:github.com:run:100:1',
    pipeline: 'CI / build',
    startedAt: Date.parse('2026-11-02T10:01:00Z'),
    endedAt: Date.parse('2026-11-02T10:05:00Z'),
  });
});

it('lets a skipped job that ends before it starts end when it starts', () => {
  const skipped = job({
    conclusion: 'skipped',
    started_at: '2026-11-02T10:01:01Z',
    completed_at: '2026-11-02T10:01:00Z',
  });
  const [, below] = factsOf([{ run: run(), jobs: [skipped] }]);
  expect(below).toMatchObject({
    status: 'SKIPPED',
    startedAt: Date.parse('2026-11-02T10:01:01Z'),
    endedAt: Date.parse('2026-11-02T10:01:01Z'),
  });
});

it('one record that cannot be read stops no other and is counted', () => {
  const mapped = mapRuns([
    { run: { id: 'none' } },
    { run: run(), jobs: [job({ started_at: 'yesterday' }), job({ id: 502 })] },
  ]);
  expect(mapped.PIPELINE_RUN).toHaveLength(2);
  expect(mapped.dropped).toEqual({ MALFORMED_RUN: 1, MALFORMED_JOB: 1 });
});

it('knows a workflow without a name by its file, and keeps names within what tables hold', () => {
  expect(oneOf({ name: '', path: '.github/workflows/main.yml' }).pipeline).toBe(
    '.github/workflows/main.yml',
  );
  expect(
    Buffer.byteLength(oneOf({ name: `\u0000${'ü'.repeat(2000)}` }).pipeline),
  ).toBeLessThanOrEqual(1000);
});
