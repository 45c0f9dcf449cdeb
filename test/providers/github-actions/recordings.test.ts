import { describe, expect, it } from 'vitest';
import {
  hasRecordings,
  map,
  mapDeployment,
  mapRuns,
  naming,
  recorded,
  titleOf,
} from './recorded.js';

const ants = { id: 134018330, fullName: 'panjf2000/ants' };

/** The recorder wrote GraphQL under the names of its own language. */
const uncapitalised = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(uncapitalised);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key.charAt(0).toLowerCase() + key.slice(1),
      uncapitalised(one),
    ]),
  );
};
interface RecordedDeployment {
  readonly databaseId: number;
  readonly id: string;
  readonly commitOid: string;
  readonly task: string;
  readonly environment: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly ref: { readonly name: string };
  readonly statuses?: { readonly nodes: readonly object[] };
}
const deployments = () =>
  recorded('github-graphql/deployment').map(
    ({ data }) => uncapitalised(data) as RecordedDeployment,
  );
const asRest = (given: RecordedDeployment) => ({
  id: given.databaseId,
  node_id: given.id,
  sha: given.commitOid,
  ref: given.ref.name,
  task: given.task,
  environment: given.environment,
  created_at: given.createdAt,
  updated_at: given.updatedAt,
});

describe.skipIf(!hasRecordings)(titleOf('recorded answers of GitHub'), () => {
  it('maps every recorded run, each to one fact', () => {
    const runs = recorded('github/runs').map(({ data }) => ({ run: data }));
    const { PIPELINE_RUN: facts = [], dropped } = mapRuns(runs, {}, ants);
    expect(dropped).toBeUndefined();
    expect(facts).toHaveLength(runs.length);
    const counts = Object.fromEntries(
      [...Map.groupBy(facts, ({ status }) => status)].map(([status, some]) => [
        status,
        some.length,
      ]),
    );
    expect(counts).toEqual({
      SUCCESS: 18,
      FAILURE: 5,
      RUNNING: 3,
      ABORTED: 2,
      QUEUED: 5,
      SKIPPED: 2,
    });
    for (const { startedAt, endedAt } of facts)
      expect(endedAt ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(startedAt ?? 0);
    expect(facts.find(({ id }) => id.endsWith('2589885639:2'))).toMatchObject({
      attempt: 2,
      branch: 'hanfezh:master',
    });
  });

  it('maps every recorded job below its run', () => {
    const run = recorded('github/runs')[0]!.data;
    const jobs = recorded('github/jobs').map(({ data }) => data);
    const { PIPELINE_RUN: facts = [], dropped } = mapRuns([{ run, jobs }], {}, ants);
    expect(dropped).toBeUndefined();
    const below = facts.filter(({ parent }) => parent !== null);
    expect(below).toHaveLength(jobs.length);
    expect(new Set(below.map(({ id }) => id)).size).toBe(jobs.length);
    expect(below[0]).toMatchObject({
      status: 'ABORTED',
      parent: 'github-actions:github.com:run:577324554:1',
    });
  });

  it('maps every recorded deployment whose history was asked for: inactive ones were successes', () => {
    const asked = deployments().filter(({ statuses }) => statuses);
    const facts = asked.flatMap(
      (given) => mapDeployment(asRest(given), given.statuses!.nodes).PIPELINE_RUN ?? [],
    );
    expect(facts.map(({ status, startedAt, endedAt }) => [status, startedAt, endedAt])).toEqual([
      ['SUCCESS', Date.parse('2026-02-20T00:30:40Z'), Date.parse('2026-02-20T00:30:59Z')],
      ['SUCCESS', Date.parse('2026-02-14T00:32:20Z'), Date.parse('2026-02-14T00:32:36Z')],
    ]);
  });

  it('counts recorded deployments of a query that asked for no history as dropped', () => {
    const others = deployments().filter(({ statuses }) => !statuses);
    const nodes = others.map((given) => ({ deployment: asRest(given) }));
    const body = { host: 'github.com', repository: ants, naming, nodes };
    expect(map('DEPLOYMENTS', body)).toMatchObject({
      PIPELINE_RUN: [],
      dropped: { MALFORMED_DEPLOYMENT_STATUS: others.length },
    });
    expect(others).toHaveLength(5);
  });
});
