import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { doraMetrics } from '../../src/model/profile/benchmark.js';
import { startPostgres } from '../storage/postgres-server.js';
import { type Asked, askOnce, type Question } from './edge-load.js';
import { processorOf, serve } from './flood-server.js';
import { type Size, sizeOf, writeOrganisation } from './organisation.js';
import { withImported } from './organised.js';
import { say } from './rows.js';

/** A lead and two people a team, who deploy forty times a year: 205 facts of a team in all. */
const SIZE: Size = {
  ...sizeOf(0),
  ...{ teams: 1000, members: 2, days: 365, items: 20, commits: 1, incidents: 4 },
};
const ROOT = 'Organisation/Boss';
const TEAM = `${ROOT}/t500 lead`;
const DAY = 86_400_000;
const COLD_STARTS = 5;
const CHANGES = 5;
/** Ranges that end on other days, of which the first are asked to warm the program. */
const [RANGES, FIRST_RANGES] = [40, 20];

const QUERY = `query Page($scope: InsightScopeInput!, $range: DateRangeInput!) {
  insights(scope: $scope, metrics: [${doraMetrics.join(', ')}], range: $range, granularity: WEEK) {
    metric { id } headline { value sampleSize dataStatus } rating { level } previous { value sampleSize }
    change { relative isImprovement } trend { slope direction }
    series { from value { value sampleSize } }
    breakdown(by: CHILD) { key label node { id path } value { value sampleSize dataStatus } rating { level } } } }`;
const CALCULATING = `query Calculating($scope: InsightScopeInput!) {
  insights(scope: $scope, metrics: [DEPLOYMENT_FREQUENCY], range: { last: { count: 1, unit: WEEK } }) { recalculating } }`;
const INGEST = `mutation ($lines: String!) {
  ingestFacts(input: { source: "Facts", lines: $lines }) { userErrors { message } } }`;

const day = (at: number) => new Date(at).toISOString().slice(0, 10);

/** Asks for the twelve months that end some days ago; the last of them without a number. */
function pageOf(path: string, daysAgo: number | null = null): Question {
  const to = Date.now() - (daysAgo ?? 0) * DAY;
  const dates = { from: day(to - 363 * DAY), to: day(to) };
  const range = daysAgo === null ? { last: { count: 52, unit: 'WEEK' } } : { dates };
  return { query: QUERY, variables: { scope: { path }, range } };
}

/** A server of the organisation, and a key that may write. */
interface Target extends Asked {
  readonly process: Parameters<typeof processorOf>[0];
}

interface Timed {
  readonly milliseconds: number;
  readonly text: string;
}

async function timed(asked: Asked, question: Question): Promise<Timed> {
  const began = performance.now();
  const text = await askOnce(asked, question);
  const milliseconds = performance.now() - began;
  if (text.includes('"errors":')) throw new Error(text.slice(0, 500));
  return { milliseconds, text };
}

const within = (times: readonly number[], share: number): number =>
  times.toSorted((left, right) => left - right)[
    Math.min(times.length - 1, Math.floor(times.length * share))
  ] ?? Number.NaN;

const texts = (times: readonly number[], bound: number, processor: number): string => {
  const shown = (share: number) => `${within(times, share).toFixed(1)} ms`;
  return `p50 ${shown(0.5)}, p95 ${shown(0.95)}, at most ${shown(1)}; ${bound} ms allowed; processor ${(processor / times.length).toFixed(1)} ms each (${times.length} asked)`;
};

/** Asks questions one after the other. Says how long they took, and how much processor of the server. */
async function measure(
  name: string,
  target: Target,
  questions: readonly Question[],
  bound: number,
): Promise<void> {
  const before = processorOf(target.process);
  const times: number[] = [];
  for (const question of questions) times.push((await timed(target, question)).milliseconds);
  say(`${name}: ${texts(times, bound, processorOf(target.process) - before)}`);
}

const rangesOf = (path: string, from: number, count: number): Question[] =>
  Array.from({ length: count }, (_, index) => pageOf(path, from + index));

/** Measures answers whose columns are in memory: those that no kept answer has, and one that was asked before. */
async function measureWarm(target: Target): Promise<void> {
  for (const [path, name, bound] of [
    [ROOT, 'root', 100],
    [TEAM, 'one team', 15],
  ] as const) {
    for (const question of rangesOf(path, 1, FIRST_RANGES)) await timed(target, question);
    const others = rangesOf(path, FIRST_RANGES + 1, RANGES);
    await measure(`${name}, warm, each another range`, target, others, bound);
    const again = Array.from({ length: RANGES }, () => pageOf(path));
    await timed(target, pageOf(path));
    await measure(`${name}, warm, the same question`, target, again, bound);
  }
}

/** Reports a deployment of the team, and waits until it is calculated. */
async function change(target: Target, sample: readonly string[], number: number): Promise<void> {
  const like = sample
    .map((line) => JSON.parse(line))
    .find(({ kind, kinds }) => kind === 'PIPELINE_RUN' && kinds.includes('CD'));
  const endedAt = Date.now() - 60_000 * (number + 1);
  const line = { ...like, id: `changed ${number}`, startedAt: endedAt - 1000, endedAt };
  const lines = JSON.stringify({ ...line, updatedAt: endedAt, commits: [] });
  await timed(target, { query: INGEST, variables: { lines } });
  const waiting = { query: CALCULATING, variables: { scope: { path: TEAM } } };
  do await pause(200);
  while ((await timed(target, waiting)).text.includes('"recalculating":true'));
  await pause(500);
}

async function measureChanged(target: Target, sample: readonly string[]): Promise<void> {
  const times: number[] = [];
  let processor = 0;
  for (let number = 0; number < CHANGES; number += 1) {
    await change(target, sample, number);
    const before = processorOf(target.process);
    times.push((await timed(target, pageOf(ROOT))).milliseconds);
    processor += processorOf(target.process) - before;
  }
  say(`root, after a change of one team: ${texts(times, 1000, processor)}`);
}

/** Measures the first answer of servers that have just started. */
async function measureCold(folder: string, url: string, key: string, path: string, name: string) {
  const times: number[] = [];
  let processor = 0;
  for (let start = 0; start < COLD_STARTS; start += 1) {
    const server = await serve(folder, { DATABASE_URL: url });
    try {
      await pause(1000);
      const before = processorOf(server.process);
      const { milliseconds, text } = await timed({ url: server.url, key }, pageOf(path));
      processor += processorOf(server.process) - before;
      times.push(milliseconds);
      if (start === 0) say(`${name}: an answer has ${text.length} characters`);
    } finally {
      await server.stop();
    }
  }
  say(`${name}, first question after a start: ${texts(times, 1000, processor)}`);
}

/** Measures a server that holds a calculated organisation: cold, changed and warm. */
async function measureServed(
  folder: string,
  url: string,
  key: string,
  sample: readonly string[],
): Promise<void> {
  await measureCold(folder, url, key, ROOT, 'root');
  const server = await serve(folder, { DATABASE_URL: url });
  try {
    const target = { url: server.url, key, process: server.process };
    await measureWarm(target);
    await measureChanged(target, sample);
  } finally {
    await server.stop();
  }
}

/** Imports and calculates the organisation. Returns a key that may write, and a line of each kind. */
async function prepareRoot(folder: string, url: string) {
  const organisation = await writeOrganisation(folder, SIZE);
  const began = performance.now();
  const key = await withImported(folder, url, organisation, async (app, viewer) => {
    await app.recalculation.settle(viewer.account);
    const given = { name: 'asks', role: 'ADMIN', reveals: false, expiresAt: null } as const;
    return (await app.directory.keys.create(viewer, given)).secret;
  });
  const seconds = (performance.now() - began) / 1000;
  say(
    `${SIZE.teams} teams with ${organisation.factCount} facts of 12 months, calculated in ${seconds.toFixed(0)} s`,
  );
  return { key, sample: organisation.sample };
}

/** Measures the four measures of delivery by week over twelve months, with the breakdown by 1,000 teams, of a root and of one team. */
export async function benchmark(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'insights-root-'));
  const postgres = await startPostgres(200, ['-c', 'shared_buffers=512MB']);
  try {
    const { key, sample } = await prepareRoot(folder, postgres.url);
    await measureServed(folder, postgres.url, key, sample);
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
