import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import { afterAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { repositories } from '../../src/command/demo/organisation.js';
import { type Operation, readOperations } from '../../src/server/operations.js';
import { address, ask, LONG, launch, newFolder, type Running, run } from './program.js';

const place = newFolder();
const environment = { DATA_DIR: place, PORT: '0' };
let server: Running;
afterAll(async () => {
  server.process.kill('SIGTERM');
  expect((await server.ended).code).toBe(0);
  rmSync(place, { recursive: true, force: true });
}, LONG);

/** Releases of the catalogue team by ISO week, counted by git alone: a tag counts at its commit's committer date. */
function tagsByWeek(from: readonly number[]): number[] {
  const parameters = ['for-each-ref', '--format=%(creatordate:unix)', 'refs/tags/v*'];
  const repository = join(place, 'demo', 'catalog-service.git');
  const seconds = execFileSync('git', ['-C', repository, ...parameters], { encoding: 'utf8' });
  const instants = seconds
    .trim()
    .split('\n')
    .map((text) => Number(text) * 1000);
  const end = Number.POSITIVE_INFINITY;
  return from.map(
    (start, week) => instants.filter((at) => at >= start && at < (from[week + 1] ?? end)).length,
  );
}

/** Yields what a subscription pushes; one that resumes from the beginning pushes at once. */
async function* pushes(url: string, key: string, query: string, variables: object) {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { 'x-api-key': key },
  });
  try {
    for await (const push of client.iterate({ query, variables: { ...variables } }))
      yield push as Awaited<ReturnType<typeof ask>>['body'];
  } finally {
    await client.dispose();
  }
}

interface Update {
  readonly insightUpdated: {
    readonly insight: {
      readonly recalculating: boolean;
      readonly headline: { readonly sampleSize: number };
    };
  };
}

/** Returns the first figure that is pushed to somebody who asked before there was any. */
async function firstFigure(url: string, key: string, { query, variables }: Operation) {
  for await (const { data } of pushes(url, key, query, JSON.parse(variables ?? '{}'))) {
    const { insight } = (data as never as Update).insightUpdated;
    if (insight.headline.sampleSize > 0) return insight;
  }
  return null;
}

/** Lists that are empty where all is well, such as incidents of a deployment or what sources lack, and forms without choices. */
const mayBeEmpty =
  /\.(?:coverage\.\d+\.notes|setAside\.nodes|inbox\.nodes|healthReasons|incidents|lastRun\.(?:dropped|written)|scopes|choices)$/;

/** Where an answer holds an empty list, an empty text, or a headline without rows behind it. */
function lackingIn(answer: unknown, path = 'data'): string[] {
  if (typeof answer !== 'object' || answer === null)
    return answer === '' || answer === undefined ? [path] : [];
  const parts = Object.entries(answer);
  const below = parts.flatMap(([name, part]) => lackingIn(part, `${path}.${name}`));
  const isCounted =
    !path.endsWith('.headline') ||
    parts.some(([name, part]) => name === 'sampleSize' && Number(part) > 0);
  const isLacking = (parts.length === 0 && !mayBeEmpty.test(path)) || !isCounted;
  return isLacking ? [path, ...below] : below;
}

const TEAMS =
  '{ teams(first: 50) { nodes { node { path } settings { repositories { values } } } } }';
const RELEASES = `query ($path: String!) { insights(scope: { path: $path }, metrics: [DEPLOYMENT_FREQUENCY], granularity: WEEK,
  range: { last: { count: 8, unit: WEEK } }) { headline { value } series { from to } records(first: 100, includeExcluded: true) { nodes { at excluded } } } }`;

it(
  'a first start that was killed while it filled the demo company takes it up again, and every document answers',
  async () => {
    const killed = launch(['serve'], environment);
    const { key: admin } = await address(killed);
    await killed.says(/Writing the repositories/);
    const written = join(place, 'demo', 'catalog-service.git', 'refs/heads/main');
    await expect.poll(() => existsSync(written), { timeout: LONG }).toBe(true);
    killed.process.kill('SIGKILL');
    await killed.ended;
    expect(existsSync(join(place, 'demo', 'unfinished'))).toBe(true);

    server = launch(['serve'], environment);
    const { url } = await address(server);
    const operations = await readOperations();
    const watching = operations.find(({ query }) => query.includes('TellMeWhenItChanges'))!;
    expect(await firstFigure(url, admin, watching)).toMatchObject({ recalculating: true });
    await server.says(/The demo company is complete/);
    expect(existsSync(join(place, 'demo', 'unfinished'))).toBe(false);
    const key = (await run(['key', 'create', 'reader', '--reveals'], environment)).stdout.trim();

    for (const { name, query, variables } of operations) {
      const given = JSON.parse(variables ?? '{}');
      // The demo has no tool that could be changed, or watched while it is read.
      if (/^mutation\b/m.test(query) || 'integration' in given) continue;
      const answer = /^subscription\b/m.test(query)
        ? (await pushes(url, key, query, { ...given, after: '0' }).next()).value!
        : (await ask(url, key, query, given)).body;
      expect({ name, errors: answer.errors }).toEqual({ name, errors: undefined });
      expect({ name, lacking: lackingIn(answer.data) }).toEqual({ name, lacking: [] });
    }

    const asked = (await ask(url, key, TEAMS)).body.data as never as {
      teams: {
        nodes: { node: { path: string }; settings: { repositories: { values: string[] }[] } }[];
      };
    };
    expect(asked.teams.nodes).toHaveLength(12);
    const owned = asked.teams.nodes.flatMap(({ settings }) =>
      settings.repositories.flatMap((one) => one.values),
    );
    expect(new Set(owned)).toEqual(new Set(repositories.map(({ name }) => name)));
    const catalogue = asked.teams.nodes.find(
      ({ settings }) => settings.repositories[0]?.values.join() === 'catalog-service',
    );
    const { path } = catalogue!.node;
    const answer = (await ask(url, key, RELEASES, { path })).body.data as never as {
      insights: {
        headline: { value: number };
        series: { from: string; to: string }[];
        records: { nodes: { at: string; excluded: string | null }[] };
      }[];
    };
    // A release is deployed within the hour, and counts if the deployment succeeds.
    const [{ headline, series, records }] = answer.insights as [(typeof answer.insights)[0]];
    const live = records.nodes.filter(({ excluded }) => excluded !== 'NOT_PRODUCTION');
    const byWeek = series.map(
      ({ from, to }) => live.filter(({ at }) => at >= from && at < to).length,
    );
    expect(byWeek).toEqual(tagsByWeek(series.map(({ from }) => Date.parse(from))));
    expect(live.filter(({ excluded }) => excluded === null)).toHaveLength(headline.value);
    expect(headline.value).toBeGreaterThan(15);
  },
  2 * LONG,
);
