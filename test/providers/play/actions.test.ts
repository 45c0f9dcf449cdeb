import { describe, expect, it } from 'vitest';
import { hasRecordings, recorded, titleOf } from '../github-actions/recorded.js';
import { lastOf } from './github/actions/records.js';
import { actionsOf, setActions } from './github/actions/store.js';
import { generateWorld } from './github/generated/generate.js';
import { hasContracts } from './github/server/hold.js';
import { fullNameOf } from './github/world/world.js';
import { ask, query, useGithub } from './use-github.js';

const world = generateWorld({ pullRequests: 120, repositories: 2 });
const [first, second] = world.repositories;
const here = `/api/v3/repos/${fullNameOf(first!)}`;
const { runs, deployments } = actionsOf(world, first!);

interface RunList {
  readonly total_count: number;
  readonly workflow_runs: readonly Readonly<Record<string, unknown>>[];
}

describe('what GitHub answers of Actions', () => {
  it.skipIf(!hasContracts)('passes its contract on every route', async () => {
    const github = await useGithub({ world, isHeld: true });
    const again = runs.find(({ attempts }) => attempts.length > 1)!;
    const run = `${here}/actions/runs/${again.id}`;
    const paths = [
      `${here}/actions/runs?per_page=100&created=%3E%3D2026-11-01T00:00:00Z`,
      run,
      `${run}/attempts/1`,
      `${run}/attempts/1/jobs?per_page=100`,
      `${run}/jobs`,
      `${here}/deployments?per_page=100`,
      `${here}/deployments/${deployments[0]!.id}`,
    ];
    for (const path of paths) expect((await ask(github, path)).status, path).toBe(200);
    expect(github.violations).toEqual([]);
  });

  it('is the same for the same world, the newest first', () => {
    const [other] = generateWorld({ pullRequests: 120, repositories: 2 }).repositories;
    expect(actionsOf(world, other!)).toEqual(actionsOf(world, first!));
    const created = runs.map(({ createdAt }) => createdAt);
    expect(created).toEqual(created.toSorted((left, right) => right - left));
  });

  it('github: a list with a filter ends at 1,000 and counts no further than 2,500', async () => {
    const many = Array.from({ length: 2_600 }, (_, n) => ({ ...runs.at(-1)!, id: 9_000_000 + n }));
    setActions(second!, { runs: many });
    const github = await useGithub({ world });
    const path = `/api/v3/repos/${fullNameOf(second!)}/actions/runs?per_page=100`;
    const filtered = `${path}&created=%3E%3D2020-01-01T00:00:00Z`;
    expect((await ask<RunList>(github, filtered)).body.total_count).toBe(2_500);
    const last = await ask<RunList>(github, `${filtered}&page=11`);
    expect(last.body.workflow_runs).toEqual([]);
    const whole = await ask<RunList>(github, `${path}&page=26`);
    expect(whole.body).toMatchObject({ total_count: 2_600 });
    expect(whole.body.workflow_runs).toHaveLength(100);
  });

  it('github: the jobs of a run are those of its last attempt', async () => {
    const github = await useGithub({ world });
    const run = runs.find(({ attempts }) => attempts.length > 1)!;
    const { body } = await ask<{ jobs: { id: number }[] }>(
      github,
      `${here}/actions/runs/${run.id}/jobs`,
    );
    expect(body.jobs.map(({ id }) => id)).toEqual(lastOf(run).jobs.map(({ id }) => id));
  });

  it('pages the jobs of a long matrix', async () => {
    const github = await useGithub({ world });
    const long = runs.find((run) => lastOf(run).jobs.length > 100)!;
    const path = `${here}/actions/runs/${long.id}/attempts/${long.attempts.length}/jobs?per_page=100`;
    const { body, headers } = await ask<{ total_count: number; jobs: unknown[] }>(github, path);
    expect(body.jobs).toHaveLength(100);
    expect(body.total_count).toBe(lastOf(long).jobs.length);
    expect(headers.get('link')).toMatch(/rel="next"/);
  });

  it('names the statuses of deployments, the newest first, and null for what is not there', async () => {
    const github = await useGithub({ world });
    const [newest] = deployments;
    const { body } = await query(
      github,
      `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Deployment { id statuses(first: 2) { nodes { state } } } } }`,
      { ids: [newest!.nodeId, 'DE_none'] },
    );
    const states = newest!.statuses.toReversed().slice(0, 2);
    expect(body).toMatchObject({
      data: {
        nodes: [
          { id: newest!.nodeId, statuses: { nodes: states.map(({ state }) => ({ state })) } },
          null,
        ],
      },
      errors: [{ type: 'NOT_FOUND' }],
    });
  });
});

/** Every path to a value, lists taken as one entry. */
function pathsOf(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => pathsOf(one, `${at}[]`));
  if (value === null || typeof value !== 'object') return [at];
  return Object.entries(value).flatMap(([key, one]) => pathsOf(one, `${at}.${key}`));
}

describe.skipIf(!hasRecordings)(titleOf('played runs beside recorded ones'), () => {
  it('have every path that the recordings have of a run itself', async () => {
    const github = await useGithub({ world });
    const { body } = await ask<RunList>(github, `${here}/actions/runs?per_page=100`);
    const played = new Set(body.workflow_runs.flatMap((run) => pathsOf(run)));
    const isOwn = (path: string) =>
      !/^\.(?:head_)?repository\.|^\.pull_requests|gravatar|avatar/.test(path);
    const missing = new Set(
      recorded('github/runs')
        .flatMap(({ data }) => pathsOf(data))
        .filter((path) => isOwn(path) && !played.has(path)),
    );
    expect([...missing]).toEqual([]);
  });

  it('have every path that the recordings have of a job', async () => {
    const github = await useGithub({ world });
    const [, run] = runs;
    const { body } = await ask<{ jobs: unknown[] }>(github, `${here}/actions/runs/${run!.id}/jobs`);
    const played = new Set(body.jobs.flatMap((job) => pathsOf(job)));
    const missing = new Set(
      recorded('github/jobs')
        .flatMap(({ data }) => pathsOf(data))
        .filter((path) => !played.has(path)),
    );
    expect([...missing]).toEqual([]);
  });
});
