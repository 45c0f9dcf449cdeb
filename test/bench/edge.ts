import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { metrics } from '../../src/engine/metrics/index.js';
import { type Asked, askOnce, type Load, load, type Question } from './edge-load.js';
import {
  processorOf,
  type Served,
  serveEmbedded,
  servePostgres,
  serverFlags,
} from './flood-server.js';
import { say } from './rows.js';

const SECONDS = 8;
const WARM_SECONDS = 4;
const DAY = 86_400_000;
const day = (at: number) => new Date(at).toISOString().slice(0, 10);

const eleven = metrics.slice(0, 11).map(({ id }) => id);
const INSIGHTS = `query Page($scope: InsightScopeInput!, $range: DateRangeInput!) {
  insights(scope: $scope, metrics: [${eleven.join(', ')}], range: $range, granularity: WEEK) {
    metric { id } headline { value sampleSize dataStatus } rating { level } change { relative isImprovement }
    series { from value { value sampleSize } } } }`;
const page: Question = {
  query: INSIGHTS,
  variables: {
    scope: { path: 'Organisation' },
    range: { last: { count: 12, unit: 'WEEK' } },
  },
};
const small: Question = { query: '{ viewer { name } metrics { id } }' };

/** Returns questions that are never the same: every node in turn, each time with another range of twelve weeks. */
function differing(paths: readonly string[]): () => Question {
  let number = 0;
  return () => {
    const path = paths[number % paths.length];
    const to = Date.now() - (Math.floor(number / paths.length) + 1) * DAY;
    number += 1;
    const dates = { from: day(to - 83 * DAY), to: day(to) };
    return { query: INSIGHTS, variables: { scope: { path }, range: { dates } } };
  };
}

async function pathsOf(asked: Asked): Promise<string[]> {
  const text = await askOnce(asked, { query: '{ teams(first: 100) { nodes { node { path } } } }' });
  const { data } = JSON.parse(text) as {
    data: { teams: { nodes: { node: { path: string } }[] } };
  };
  const paths = data.teams.nodes.map(({ node }) => node.path);
  return [...new Set(paths.flatMap((path) => [path, path.slice(0, path.lastIndexOf('/'))]))];
}

async function makeKey({ url, admin }: Served): Promise<string> {
  const query = 'mutation { createApiKey(input: { name: "edge", role: VIEWER }) { secret } }';
  const text = await askOnce({ url, key: admin }, { query });
  const { data } = JSON.parse(text) as { data: { createApiKey: { secret: string } } };
  return data.createApiKey.secret;
}

/** Starts the bare server, which answers these questions with the texts that the real one gave. */
async function serveBare(real: Asked): Promise<{ url: string; child: ChildProcess }> {
  const child = fork(new URL('./edge-bare.ts', import.meta.url), {
    execArgv: ['--import', 'tsx', ...serverFlags],
  });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  for (const question of [page, small]) {
    child.send({ query: question.query, text: await askOnce(real, question) });
    await once(child, 'message');
  }
  return { url, child };
}

const shown = ({ rate, median, p95, failed }: Load): string =>
  `${rate.toFixed(0)} a second, half in ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms${failed > 0 ? `, ${failed} FAILED` : ''}`;

/** A server beside another, with its process. */
interface Side extends Asked {
  readonly process: ChildProcess;
}

/** Asks one server the whole time. Says the processor time of its process too, which depends less on what else the machine does. */
async function ask(name: string, side: Side, question: Question): Promise<Load> {
  const before = processorOf(side.process);
  const answered = await load(side, () => question, SECONDS);
  const spent = ((processorOf(side.process) - before) * 1000) / answered.answers;
  say(`${name}: ${shown(answered)}, ${spent.toFixed(0)} µs of processor each`);
  return answered;
}

async function compare(name: string, bare: Side, real: Side, question: Question): Promise<void> {
  for (const one of [bare, real]) await load(one, () => question, WARM_SECONDS);
  const ofBare = await ask(`${name}, bare Apollo from memory`, bare, question);
  const ofReal = await ask(name, real, question);
  say(`${name}: ${(ofReal.rate / ofBare.rate).toFixed(2)} of the bare server`);
}

async function measure(name: string, serve: () => Promise<Served>): Promise<void> {
  say(name);
  const served = await serve();
  const real = { ...served, key: await makeKey(served) };
  const { url, child } = await serveBare(real);
  const bare = { url, key: real.key, process: child };
  try {
    const paths = await pathsOf(real);
    const bytes = (await askOnce(real, page)).length;
    say(`${paths.length} nodes with teams; the page is ${bytes} bytes`);
    const next = differing(paths);
    await load(real, next, WARM_SECONDS);
    say(`different scopes and ranges, nothing kept: ${shown(await load(real, next, SECONDS))}`);
    await compare('the page', bare, real, page);
    await compare('the small document', bare, real, small);
  } finally {
    child.kill();
    await served.stop();
  }
}

/** Measures answers over HTTP beside a bare Apollo server that answers the same bytes from memory; `-- --postgres` or `-- --embedded` for one database. */
export async function benchmark(): Promise<void> {
  if (!process.argv.includes('--embedded')) await measure('PostgreSQL', servePostgres);
  if (!process.argv.includes('--postgres')) await measure('Embedded database', serveEmbedded);
}
