import type { EntityManager } from '@mikro-orm/sql';
import type { Instant } from '../../model/time.js';
import type { OnUnreadable } from '../documents/upgrade-documents.js';
import { demandNewestSchema } from '../schema/applied-migrations.js';
import { Session } from '../sql/session.js';
import { PROMPT_MILLISECONDS } from './connection.js';
import { openEmbedded } from './embedded/open-embedded.js';
import type { WithLock } from './locks.js';
import type { Orm } from './migrate.js';
import type { Hint } from './notifications.js';
import { createOutageGuard, type GuardOutage, type OnOutage } from './outage.js';
import { withSettings } from './role.js';
import { demandRowSecurity } from './row-security.js';
import { createSequences, rememberSequences } from './sequences.js';
import { openServer, type ServerParts } from './server.js';
import { busyOrReadOnly, limitsOfTransaction } from './wait-limits.js';

/** Which database is opened, and how. */
export interface DatabaseOptions {
  /** A `postgres://` address; null for the embedded database. */
  readonly url: string | null;
  /** The address of the server itself, where `url` leads through a pooler. Default `url`. */
  readonly directUrl?: string | null;
  /** Name of `url` in messages. Default `DATABASE_URL`. */
  readonly name?: string;
  /** Where the embedded database rests; null keeps it in memory. */
  readonly directory: string | null;
  /** Returns the current instant. */
  readonly clock: () => Instant;
  /** Connections to a PostgreSQL server. Default 10. */
  readonly connections?: number;
  /** Is called with every statement that a session sends, except BEGIN, COMMIT and SET. */
  readonly onStatement?: (sql: string) => void;
  /** Called once with the error when the database stops answering, and once with null when it answers again. */
  readonly onOutage?: OnOutage;
  /** Called with one line for each row whose document could not be upgraded and was deleted. */
  readonly onUnreadable?: OnUnreadable;
}

/**
 * PostgreSQL, or the same embedded: the only meeting place of all rooms and processes. Everything but `ping` throws an
 * `Outage` while it cannot be reached.
 */
export interface Database {
  /** Which of the two kinds it is. */
  readonly kind: 'POSTGRESQL' | 'EMBEDDED';
  /**
   * One snapshot: REPEATABLE READ, read only.
   * @internal
   */
  read<T>(account: number, work: (session: Session) => Promise<T>): Promise<T>;
  /**
   * One transaction; what it appended to the change log is published with it.
   * @internal
   */
  write<T>(account: number, work: (session: Session) => Promise<T>): Promise<T>;
  /**
   * A transaction that sees only what the presented key's hash opens.
   * @internal
   */
  lookUpKey<T>(hash: string, work: (session: Session) => Promise<T>): Promise<T>;
  /**
   * A transaction that sees only the integration to whose address a webhook was sent. `address` is a UUID.
   * @internal
   */
  lookUpAddress<T>(address: string, work: (session: Session) => Promise<T>): Promise<T>;
  /**
   * The accounts there are, with the newest sequence of each.
   * @internal
   */
  accounts(): Promise<readonly { readonly id: number; readonly sequence: number }[]>;
  /**
   * Returns the newest sequence of an account, as it was after the call; 0 if there is no such account.
   * @internal
   */
  sequenceOf(account: number): Promise<number>;
  /**
   * Makes a new account with its number space and what `seed` gives it, all or nothing; returns its id.
   * @internal
   */
  createAccount(seed?: (session: Session) => Promise<void>): Promise<number>;
  /**
   * Keeps what looks and then writes from being done twice at a time, over all processes.
   * @internal
   */
  readonly withLock: WithLock;
  /**
   * Hints that an account's change log has grown; never the only way to learn of it.
   * @internal
   */
  onHint(listener: (hint: Hint) => void): () => void;
  /** One sentence on what the operator could set better; null if nothing. */
  readonly advice: string | null;
  /** False where it takes no changes, as a standby does. */
  isWritable(): Promise<boolean>;
  /** Throws UNAVAILABLE if row level security does not apply to the pool's statements, or the schema is older, newer or another. */
  ping(): Promise<void>;
  /** Closes all connections. */
  close(): Promise<void>;
}

type Transact = <T>(
  variables: Record<string, string>,
  account: number,
  settings: { isolationLevel?: 'repeatable read'; readOnly?: boolean },
  work: (session: Session) => Promise<T>,
) => Promise<T>;

/** Runs work in a transaction of its own, under the account or key that row level security is to see. */
function createTransact(
  { orm, countWritten }: ServerParts,
  { clock, url, onStatement = () => undefined }: DatabaseOptions,
  onPublished: (account: number, sequence: number) => void,
): Transact {
  const kind = url ? 'POSTGRESQL' : 'EMBEDDED';
  return async (variables, account, settings, work) => {
    let written = 0;
    let published: number | null = null;
    const begun = async (entities: EntityManager) => {
      const session = new Session(entities, account, clock(), onStatement);
      const result = await work(session);
      if (!settings.readOnly) {
        await entities.flush();
        published = await session.publish();
        written = session.written;
      }
      return result;
    };
    const entities = orm.em.fork() as unknown as EntityManager;
    const result = await withSettings({ ...variables, ...limitsOfTransaction(kind) }, () =>
      entities.transactional((one) => begun(one as EntityManager), settings as never),
    );
    if (written > 0) countWritten(written);
    if (published !== null) onPublished(account, published);
    return result;
  };
}

/** Faults in place of the errors by which a database says that it is out of reach, busy or read only. */
const guarded =
  (transact: Transact, guard: GuardOutage): Transact =>
  (variables, account, settings, work) =>
    guard(() =>
      transact(variables, account, settings, work).catch((error: unknown) => {
        throw busyOrReadOnly(error, settings.readOnly !== true);
      }),
    );

const ACCOUNTS = 'select id::float8 as id, sequence::float8 as sequence from account';
const WRITABLE = "select current_setting('transaction_read_only') = 'off' as writable";

const executeOn =
  (orm: Orm) =>
  async <Row>(sql: string): Promise<Row[]> =>
    (await orm.em.getConnection().execute(sql)) as Row[];

async function closeParts({ orm, notifications, abandon }: ServerParts): Promise<void> {
  const timer = setTimeout(abandon, PROMPT_MILLISECONDS);
  try {
    await orm.close(true);
  } finally {
    clearTimeout(timer);
  }
  await notifications.close();
}

/** Opens what a database consists of and asks it, by the very connections that will be used, whether accounts are kept apart. */
async function openParts(options: DatabaseOptions): Promise<ServerParts> {
  const { url, directUrl = null, name = 'DATABASE_URL', connections = 10 } = options;
  const parts = url
    ? await openServer({ url, directUrl, name, connections, onUnreadable: options.onUnreadable })
    : await openEmbedded(options.directory, options.onUnreadable);
  try {
    await demandRowSecurity(executeOn(parts.orm));
    return parts;
  } catch (error) {
    await closeParts(parts);
    throw error;
  }
}

/**
 * Returns the database, opened and migrated. Throws UNAVAILABLE if it cannot be reached, is newer than this program, or does not keep
 * accounts apart.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const parts = await openParts(options);
  const { orm, notifications, withLock, advice } = parts;
  const guard = createOutageGuard(options.onOutage);
  const execute = executeOn(orm);
  const look = createSequences((accounts) =>
    guard(() => execute(`${ACCOUNTS} where id in (${accounts.map(Number).join()})`)),
  );
  // Other processes write into a server's database too.
  const { sequenceOf, publish } = options.url
    ? { sequenceOf: look, publish: () => undefined }
    : rememberSequences(look);
  const transact = guarded(createTransact(parts, options, publish), guard);
  const own = (account: number) => ({ 'app.account': String(account) });
  const write: Database['write'] = (account, work) => transact(own(account), account, {}, work);
  return {
    kind: options.url ? 'POSTGRESQL' : 'EMBEDDED',
    read: (account, work) =>
      transact(own(account), account, { isolationLevel: 'repeatable read', readOnly: true }, work),
    write,
    lookUpKey: (hash, work) => transact({ 'app.key_hash': hash }, 0, { readOnly: true }, work),
    lookUpAddress: (address, work) =>
      transact({ 'app.webhook_address': address }, 0, { readOnly: true }, work),
    accounts: () => guard(() => execute(`${ACCOUNTS} order by id`)),
    sequenceOf,
    createAccount: async (seed) => {
      const [row] = await guard(() =>
        execute<{ id: number }>(
          "select nextval(pg_get_serial_sequence('account', 'id'))::float8 as id",
        ),
      );
      const id = row?.id ?? 0;
      await write(id, async (session) => {
        await openAccount(session);
        await seed?.(session);
      });
      return id;
    },
    withLock,
    advice,
    onHint: notifications.onHint,
    isWritable: async () => (await execute<{ writable: boolean }>(WRITABLE))[0]?.writable ?? false,
    ping: async () => {
      await demandRowSecurity(execute);
      await demandNewestSchema(execute);
    },
    close: () => closeParts(parts),
  };
}

/** Creates the first rows of an account: its number space, and its consumer offset in the change log. */
async function openAccount(session: Session): Promise<void> {
  await session.run('insert into account (id, sequence) values ($1, 0)');
  await session.run('insert into number_counter (account_id, next) values ($1, 1)');
  await session.run('insert into correlation (account_id, position) values ($1, 0)');
}
