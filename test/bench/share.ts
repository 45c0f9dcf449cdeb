import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startPostgres } from '../storage/postgres-server.js';
import { sizeOf, writeOrganisation } from './organisation.js';
import { withImported } from './organised.js';
import { say } from './rows.js';

const PEOPLE = 200;
/** Milliseconds after which one of two processes is killed. */
const KILLED_AFTER = 2500;

/** Imports an organisation that nobody calculates. Returns the account's number. */
async function prepare(folder: string, url: string): Promise<number> {
  const organisation = await writeOrganisation(folder, sizeOf(PEOPLE));
  return withImported(folder, url, organisation, async (_app, { account }) => account);
}

async function startWorker(url: string, folder: string, account: number): Promise<ChildProcess> {
  const worker = fork(new URL('./share-worker.ts', import.meta.url), [url, folder, `${account}`]);
  await once(worker, 'message');
  return worker;
}

/** The cost of calculating: seconds, and transactions that observed cells or linked facts. */
interface Shared {
  readonly seconds: number;
  readonly observed: number;
  readonly linked: number;
  readonly rows: string;
}

class Sharing {
  readonly #client: pg.Client;
  readonly #url: string;
  readonly #folder: string;

  constructor(client: pg.Client, url: string, folder: string) {
    this.#client = client;
    this.#url = url;
    this.#folder = folder;
  }

  async #calls(database: string, like: string): Promise<number> {
    const { rows } = await this.#client.query(
      `select coalesce(sum(calls), 0)::int as calls from pg_stat_statements
       where query like $1 and dbid = (select oid from pg_database where datname = $2)`,
      [like, database],
    );
    return rows[0].calls;
  }

  /** A digest of all observations and exclusions. */
  async #digest(url: string): Promise<string> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query(
      `select md5(string_agg(row::text, ',' order by row::text)) as digest
       from (select (to_jsonb(cell_rows) - 'ruleset')::text as row from cell_rows) as rows`,
    );
    await client.end();
    return rows[0].digest;
  }

  /** Calculates a copy of the organisation by so many processes, of which one may be killed. */
  async run(name: string, account: number, count: number, kills: boolean): Promise<Shared> {
    await this.#client.query(`create database ${name} template imported`);
    const url = Object.assign(new URL(this.#url), { pathname: `/${name}` }).href;
    const workers: ChildProcess[] = [];
    for (let index = 0; index < count; index += 1)
      workers.push(await startWorker(url, join(this.#folder, `${name}-${index}`), account));
    const began = performance.now();
    const ended = workers.map((worker) => once(worker, 'exit'));
    for (const worker of workers) worker.send('go');
    if (kills) {
      await pause(KILLED_AFTER);
      workers[0]!.kill('SIGKILL');
    }
    await Promise.all(ended);
    return {
      seconds: (performance.now() - began) / 1000,
      observed: await this.#calls(name, 'update cell set version%'),
      linked: await this.#calls(name, 'update correlation set position%'),
      rows: await this.#digest(url),
    };
  }
}

/** Measures a first calculation that several processes share. */
export async function benchmark(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'insights-share-'));
  const server = await startPostgres(200, [
    ...['-c', 'shared_preload_libraries=pg_stat_statements', '-c', 'shared_buffers=512MB'],
  ]);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    await client.query('create extension pg_stat_statements');
    await client.query('create database imported');
    const imported = Object.assign(new URL(server.url), { pathname: '/imported' }).href;
    const account = await prepare(folder, imported);
    const sharing = new Sharing(client, server.url, folder);
    const alone = await sharing.run('share_alone', account, 1, false);
    const both = await sharing.run('share_both', account, 2, false);
    const killed = await sharing.run('share_killed', account, 2, true);
    for (const [name, { seconds, observed, linked, rows }] of Object.entries({
      ...{ 'one process': alone, 'two processes': both, 'two, one killed': killed },
    }))
      say(
        `${name}: ${seconds.toFixed(1)} s (${(seconds / alone.seconds).toFixed(2)} times one), ${linked} batches linked, cells observed in ${observed} transactions, rows ${rows === alone.rows ? 'equal' : 'DIFFER'}`,
      );
  } finally {
    await client.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
