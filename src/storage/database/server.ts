import { MikroORM } from '@mikro-orm/postgresql';
import type pg from 'pg';
import { Fault } from '../../model/errors.js';
import type { OnUnreadable } from '../documents/upgrade-documents.js';
import { endWithAsker } from '../sql/statement-end.js';
import { connecting, createClient, onConnection } from './connection.js';
import { serverLock, serverLocks, type WithLock } from './locks.js';
import { RunningStatements, watchConnections } from './lost-connections.js';
import { migrate, type Orm } from './migrate.js';
import { nameStatements, StatementNames } from './named-statements.js';
import { type Notifications, serverNotifications } from './notifications.js';
import { ormOptions } from './orm-options.js';
import { detectPooling } from './pooling.js';
import { applicationRole, holdToRole } from './role.js';
import { type CountWritten, createStatistics, LOOK } from './statistics.js';

export interface ServerAddress {
  readonly url: string;
  /** Leads to the server itself where `url` leads through a pooler. */
  readonly directUrl: string | null;
  /** Name of `url` in messages. */
  readonly name: string;
  readonly connections: number;
  readonly onUnreadable: OnUnreadable | undefined;
}
export interface ServerParts {
  readonly orm: Orm;
  readonly notifications: Notifications;
  readonly withLock: WithLock;
  readonly advice: string | null;
  readonly countWritten: CountWritten;
  /** Breaks all connections of the pool off: what nobody answers any more never closes by itself. */
  readonly abandon: () => void;
}

const DIRECT = 'DATABASE_DIRECT_URL';

const unreachable =
  (name: string) =>
  (cause: unknown): never => {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new Fault(
      'UNAVAILABLE',
      `The database of ${name} cannot be reached: ${reason}. Start it, or correct the address.`,
    );
  };

/** Refuses an address whose sessions do not last, and returns what could be set better. */
async function demandSessions({ url, directUrl, name }: ServerAddress): Promise<string | null> {
  const given = directUrl === null ? name : DIRECT;
  const pooling = await detectPooling(directUrl ?? url).catch(unreachable(given));
  if (pooling === 'NONE') return null;
  const remedy =
    given === 'DATABASE_URL'
      ? `set ${DIRECT} to the address of PostgreSQL itself`
      : 'name PostgreSQL itself there';
  if (pooling === 'TRANSACTION')
    throw new Fault(
      'UNAVAILABLE',
      `${given} leads through a connection pooler that keeps no sessions, such as PgBouncer in transaction mode: ${remedy}, for migrations, locks and notifications.`,
    );
  return `${given} leads through a connection pooler in session mode: ${remedy}, so that migrations, locks and notifications keep none of its sessions.`;
}

async function migrateServer(url: string, onUnreadable: OnUnreadable | undefined): Promise<void> {
  const options = { ...ormOptions, clientUrl: url, pool: { min: 0, max: 2 } };
  const orm = await MikroORM.init(options as never);
  try {
    await migrate(orm as unknown as Orm, onUnreadable);
  } finally {
    await orm.close();
  }
}

// A membership that may not be used for SET ROLE exists since PostgreSQL 16.
const LOGIN = `select session_user::text as login, rolsuper or rolbypassrls as bypasses,
   coalesce((select pg_has_role(session_user, oid, case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end)
     from pg_roles where rolname = '${applicationRole}'), false) as may
 from pg_roles where rolname = session_user`;

/** Returns the role that transactions take, null where the login owns the tables and row level security applies to it by itself. */
async function findRole({ url, name }: ServerAddress): Promise<string | null> {
  const look = async (client: pg.Client) => {
    await client.query('begin').catch(() => {
      throw new Fault(
        'UNAVAILABLE',
        `${name} leads through a connection pooler that keeps no transactions: set its pool_mode to transaction.`,
      );
    });
    const { rows } = await client.query(LOGIN);
    await client.query('rollback');
    const [{ login, bypasses, may }] = rows as [{ login: string; bypasses: boolean; may: boolean }];
    if (may) return applicationRole;
    if (!bypasses) return null;
    throw new Fault(
      'UNAVAILABLE',
      `The login ${login} is a superuser or bypasses row level security and may not take the role ${applicationRole}. Create the role and grant it, or use a login without these rights.`,
    );
  };
  return onConnection(createClient(url), look, unreachable(name));
}

async function openPool(
  { url, directUrl, connections }: ServerAddress,
  role: string | null,
  statements: RunningStatements,
): Promise<Orm> {
  const names = new StatementNames();
  const onPoolCreated = (pool: pg.Pool) => {
    pool.on('connect', (client) => {
      if (directUrl === null) nameStatements(client, names);
      holdToRole(client, role);
      endWithAsker(client, statements);
      statements.open(client);
    });
  };
  const options = {
    ...ormOptions,
    clientUrl: url,
    pool: { min: 1, max: connections },
    driverOptions: { onPoolCreated, ...connecting },
  };
  return (await MikroORM.init(options as never)) as unknown as Orm;
}

/** Throws UNAVAILABLE where the two addresses lead to two databases: a lock that one takes is not seen by the other. */
async function demandSameDatabase(orm: Orm, { directUrl, name }: ServerAddress): Promise<void> {
  if (directUrl === null) return;
  await onConnection(createClient(directUrl), async (client) => {
    const { rows } = await client.query<{ pid: number; locked: string }>(
      `select pg_backend_pid() as pid, pg_advisory_lock_shared(${serverLock.SAME_DATABASE})::text as locked`,
    );
    const [seen] = (await orm.em.getConnection().execute(
      `select exists (select from pg_locks where locktype = 'advisory' and objid = ${serverLock.SAME_DATABASE} and pid = ${rows[0]!.pid}
         and database = (select oid from pg_database where datname = current_database())) as here`,
    )) as [{ here: boolean }];
    if (!seen.here)
      throw new Fault(
        'UNAVAILABLE',
        `${DIRECT} leads to another database than ${name}: both must name the same one.`,
      );
  });
}

/** Migrates by the direct address and opens a pool at the other. Throws UNAVAILABLE where an address cannot be used, saying what to set. */
export async function openServer(address: ServerAddress): Promise<ServerParts> {
  const advice = await demandSessions(address);
  const direct = address.directUrl ?? address.url;
  const withLock = serverLocks(direct);
  await withLock('MIGRATION', () => migrateServer(direct, address.onUnreadable));
  const statements = new RunningStatements();
  const orm = await openPool(address, await findRole(address), statements);
  try {
    await demandSameDatabase(orm, address);
    const notifications = await serverNotifications(direct);
    const unwatch = watchConnections(
      direct,
      statements,
      address.directUrl === null && advice === null,
    );
    const close = () => {
      unwatch();
      return notifications.close();
    };
    return {
      orm,
      notifications: { ...notifications, close },
      withLock,
      advice,
      abandon: () => statements.abandon(),
      countWritten: createStatistics(() =>
        onConnection(createClient(direct), (client) => client.query(LOOK)),
      ),
    };
  } catch (error) {
    await orm.close(true);
    throw error;
  }
}
