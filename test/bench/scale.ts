import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { readEnvironment } from '../../src/env.js';
import { startPostgres } from '../storage/postgres-server.js';
import { say } from './rows.js';
import type { Cost } from './scale-organisation.js';

/** Sizes in people; others by `SCALE=200,1000`. */
const SIZES = [200, 1000, 10_000];
/** Larger organisations are measured on PostgreSQL alone. */
const MOST_EMBEDDED = 1000;

/** Measures an organisation in a process of its own, so that its memory is what it needs itself. */
async function measure(people: number, folder: string, url: string): Promise<Cost> {
  const program = new URL('./scale-organisation.ts', import.meta.url);
  const child = fork(program, [`${people}`, folder, url]);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The organisation of ${people} people ended with ${code}.`);
  });
  const [cost] = await Promise.race([once(child, 'message'), ended]);
  await ended.catch(() => undefined);
  return cost;
}

/** Prints by how much a fact, and each change, costs more than in the smallest organisation. */
function compareCosts(people: number, { milliseconds, changes }: Cost, least: Cost): void {
  say(`${people} people: a fact costs ${(milliseconds / least.milliseconds).toFixed(2)} times`);
  for (const [index, { change, ...own }] of changes.entries()) {
    const first = least.changes[index]!;
    const times = (part: 'statements' | 'read' | 'written') =>
      `${(own[part] / Math.max(first[part], 1)).toFixed(2)} times the ${part}`;
    say(`  ${change}: ${times('statements')}, ${times('read')}, ${times('written')}`);
  }
}

/** Starts PostgreSQL, which counts its statements. */
const startCounting = () => {
  const counting = [
    'shared_preload_libraries=pg_stat_statements',
    'pg_stat_statements.track_planning=on',
  ];
  const settings = [...counting, 'shared_buffers=512MB'];
  return startPostgres(
    200,
    settings.flatMap((each) => ['-c', each]),
  );
};

/** Measures what an import with its first calculation costs a fact, in organisations of several sizes. */
export async function benchmark(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'insights-scale-'));
  const { SCALE } = readEnvironment().variables;
  const sizes = SCALE ? SCALE.split(',').map(Number) : SIZES;
  const server = await startCounting();
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    await client.query('create extension pg_stat_statements');
    const costs: Cost[] = [];
    for (const people of sizes) {
      await client.query(`create database scale_${people}`);
      const url = Object.assign(new URL(server.url), { pathname: `/scale_${people}` }).href;
      costs.push(await measure(people, folder, url));
    }
    for (const people of sizes.filter((size) => size <= MOST_EMBEDDED))
      await measure(people, folder, '');
    const [least] = costs;
    for (const [index, people] of sizes.entries())
      if (least && index > 0) compareCosts(people, costs[index]!, least);
  } finally {
    await client.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
