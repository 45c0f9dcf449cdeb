import { type ExecutionResult, execute, type GraphQLSchema, parse } from 'graphql';
import type { App } from '../../../src/app.js';
import { metrics } from '../../../src/engine/metrics/index.js';
import { newContext } from '../../../src/graph/new-context.js';
import type { Viewer } from '../../../src/model/access.js';
import { readOperations } from '../../../src/server/operations.js';

const range = { dates: { from: '2026-01-01', to: '2026-04-30' } };
const FIGURES = `query ($path: String!, $metrics: [MetricId!]!, $range: DateRangeInput!) {
  insights(scope: { path: $path }, metrics: $metrics, range: $range, granularity: MONTH) {
    metric { key }
    headline { value sampleSize }
    series { from value { value sampleSize } }
    records(first: 50) { totalCount nodes { subject value } }
  }
}`;

interface Asked {
  readonly app: App;
  readonly viewer: Viewer;
  readonly schema: GraphQLSchema;
}

async function answer({ app, viewer, schema }: Asked, query: string, variableValues: object) {
  const result: ExecutionResult = await execute({
    ...{ schema, document: parse(query), variableValues: { ...variableValues } },
    contextValue: newContext({
      ...{ viewer, services: app.services },
      ...{ requestId: 'test', signal: new AbortController().signal },
    }),
  });
  if (result.errors) throw new Error(`${query}\n${result.errors.join('\n')}`);
  return JSON.parse(JSON.stringify(result.data)) as unknown;
}

/** Returns every metric of every node over fixed months, rows included. */
export async function figuresOf(asked: Asked): Promise<unknown> {
  const paths = await asked.app.database.read(asked.viewer.account, (session) =>
    session.query<{ path: string }>(
      'select path from org_node where archived_at is null order by path',
    ),
  );
  const figures: unknown[] = [];
  for (const { path } of paths)
    figures.push([
      path,
      await answer(asked, FIGURES, { path, metrics: metrics.map(({ id }) => id), range }),
    ]);
  return figures;
}

/** Runs every saved query. Throws where one has errors. */
export async function runSavedQueries(asked: Asked): Promise<number> {
  const saved = (await readOperations()).filter(({ query }) => /^query\b/m.test(query));
  for (const { query, variables } of saved)
    await answer(asked, query, { ...JSON.parse(variables ?? '{}'), range });
  return saved.length;
}
