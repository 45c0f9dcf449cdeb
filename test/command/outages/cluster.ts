import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { administer } from '../../storage/databases.js';
import { type PostgresServer, startPostgres } from '../../storage/postgres-server.js';

/** A PostgreSQL of its own, and what can happen to it. */
export interface Cluster {
  /** The address of a database that a login without special rights owns. */
  readonly url: string;
  query<Row>(sql: string): Promise<Row[]>;
  /** Stops it for some milliseconds. */
  restart(how: 'FAST' | 'IMMEDIATE', milliseconds: number): Promise<void>;
  setReadOnly(isReadOnly: boolean): Promise<void>;
  /** Stops all its processes as they are; returns how they go on. */
  freeze(): Promise<() => void>;
  /** Others take all connections but the superuser's; returns how they end. */
  exhaust(): Promise<() => Promise<void>>;
  stop(): Promise<void>;
}

const CONNECTIONS = 60;
const LOGIN = 'insights';

async function freeze({ url, process: processOf }: PostgresServer): Promise<() => void> {
  const postmaster = await processOf();
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  // No process is added any more once the first is stopped.
  process.kill(postmaster, 'SIGSTOP');
  const { rows } = await client.query<{ pid: number }>('select pid from pg_stat_activity');
  const pids = [...rows.map(({ pid }) => pid), postmaster];
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  return () => {
    for (const pid of pids) process.kill(pid, 'SIGCONT');
    void client.end().catch(() => undefined);
  };
}

/** Opens connections until the server has none left. */
async function takeAll(url: string, taken: pg.Client[]): Promise<void> {
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      taken.push(client);
    } catch {
      return;
    }
  }
}

/** The servers may open none meanwhile, else they are as fast as those who take what they lose. */
async function exhaust({ url: superuser }: PostgresServer): Promise<() => Promise<void>> {
  const url = superuser.replace('postgres:postgres@', 'others:others@');
  const taken: pg.Client[] = [];
  const change = (sql: string) => administer(superuser, sql);
  await change(`alter role ${LOGIN} connection limit 0`);
  let ended: pg.QueryResult;
  do {
    ended = await change(
      `select pg_terminate_backend(pid, 1000) from pg_stat_activity where usename = '${LOGIN}'`,
    );
  } while (ended.rowCount !== 0);
  await takeAll(url, taken);
  await change(`alter role ${LOGIN} connection limit -1`);
  return async () => {
    await Promise.all(taken.map((client) => client.end().catch(() => undefined)));
  };
}

export async function startCluster(): Promise<Cluster> {
  const server = await startPostgres(CONNECTIONS);
  for (const name of [LOGIN, 'others'])
    await administer(server.url, `create role ${name} login password '${name}'`);
  await administer(server.url, `create database insights owner ${LOGIN}`);
  const change = (sql: string) => administer(server.url, sql);
  const superuser = server.url.replace(/\/postgres$/, '/insights');
  return {
    url: superuser.replace('postgres:postgres@', `${LOGIN}:${LOGIN}@`),
    query: async <Row>(sql: string) => (await administer(superuser, sql)).rows as Row[],
    async restart(how, milliseconds) {
      await (how === 'FAST' ? server.shutDown() : server.crash());
      await pause(milliseconds);
      await server.start();
    },
    async setReadOnly(isReadOnly) {
      await change(
        `alter system ${isReadOnly ? 'set default_transaction_read_only = on' : 'reset default_transaction_read_only'}`,
      );
      await change('select pg_reload_conf()');
    },
    freeze: () => freeze(server),
    exhaust: () => exhaust(server),
    stop: () => server.stop(),
  };
}
