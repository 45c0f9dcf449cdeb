import { hash as digestOf, randomBytes } from 'node:crypto';
import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';
import type { AdmittedViewer, ApiKey, KeyEnd, Viewer } from '../model/access.js';
import { Fault, Refusal, type UserError } from '../model/errors.js';
import type { Instant } from '../model/time.js';
import {
  insertApiKey,
  loadPresentedKeys,
  type PresentedKey,
  readApiKeys,
  readPresentedKey,
  revokeApiKey,
} from '../storage/directory/api-keys.js';
import { inBackground } from '../storage/sql/asker.js';
import { directoryEntry, record } from './activity.js';
import type { DirectoryContext } from './context.js';
import { errorIf } from './error-if.js';
import { createKeyUse, KEY_USE_MILLISECONDS } from './key-use.js';
import { nameErrors } from './name-errors.js';
import { demand } from './permissions.js';

/** A key to create. */
export interface NewApiKey extends Pick<ApiKey, 'name' | 'role' | 'expiresAt' | 'reveals'> {
  /** A secret chosen elsewhere, of at least 24 characters; otherwise one is made. */
  readonly secret?: string;
}
/** A key that was created, with its secret. */
export interface CreatedApiKey {
  /** The key. */
  readonly key: ApiKey;
  /** Shown this once and kept nowhere. */
  readonly secret: string;
}

/** Keys that one process knows at a time. */
const MOST_KNOWN_KEYS = 10_000;

const hashOf = (secret: string) => digestOf('sha256', secret);

function newSecret(): { secret: string; prefix: string } {
  const prefix = `ei_${randomBytes(4).toString('hex')}`;
  return { prefix, secret: `${prefix}_${randomBytes(32).toString('base64url')}` };
}

const isValid = (key: ApiKey, now: Instant) =>
  key.revokedAt === null && (key.expiresAt === null || key.expiresAt > now);

const errorsOf = ({ name, expiresAt, secret }: NewApiKey, now: Instant): UserError[] => [
  ...nameErrors(name),
  ...errorIf(
    expiresAt !== null && expiresAt <= now,
    'EXPIRED',
    ['expiresAt'],
    'Give a time to come, or none for a key that does not expire.',
  ),
  ...errorIf(
    secret !== undefined && secret.length < 24,
    'SECRET_TOO_SHORT',
    ['secret'],
    'Give a secret of at least 24 characters.',
  ),
];

const all = ({ database }: DirectoryContext, account: number) =>
  database.read(account, readApiKeys);

async function one(context: DirectoryContext, viewer: Viewer, number: number): Promise<ApiKey> {
  const key = (await all(context, viewer.account)).find((known) => known.number === number);
  if (!key) throw new Fault('NOT_FOUND', 'There is no such key.');
  return key;
}

async function create(context: DirectoryContext, viewer: Viewer, given: NewApiKey) {
  demand(viewer, 'EDIT_KEYS');
  const errors = errorsOf(given, context.clock());
  if (errors.length > 0) throw new Refusal(errors);
  const { secret, prefix } = given.secret
    ? { secret: given.secret, prefix: given.secret.slice(0, 6) }
    : newSecret();
  const { role, expiresAt } = given;
  const reveals = given.reveals || role === 'ADMIN';
  const fields = { name: given.name.trim(), role, prefix, reveals, expiresAt };
  const number = await context.database.write(viewer.account, async (session) => {
    const made = await insertApiKey(session, { ...fields, hash: hashOf(secret) });
    await record(session, viewer, 'CREATED', 'API_KEY', made, fields);
    return made;
  });
  return { key: await one(context, viewer, number), secret };
}

async function revoke(context: DirectoryContext, viewer: Viewer, number: number) {
  demand(viewer, 'EDIT_KEYS');
  await one(context, viewer, number);
  await context.database.write(viewer.account, async (session) => {
    if (!(await revokeApiKey(session, number))) return;
    await record(session, viewer, 'DELETED', 'API_KEY', number);
    session.append(directoryEntry());
  });
  return one(context, viewer, number);
}

const lookUp = ({ database }: DirectoryContext, hash: string) =>
  database.lookUpKey(hash, (session) => readPresentedKey(session, hash));

/** Creates a loader of keys that were known before. Keys of an account that are asked for at a time take one transaction. */
const createReloader = ({ database }: DirectoryContext) =>
  new DataLoader<PresentedKey, PresentedKey | null>(
    async (keys) => {
      const byAccount = Map.groupBy(keys, ({ account }) => account);
      const loading = [...byAccount].map(([account, own]) => {
        const hashes = own.map(({ hash }) => hash);
        return inBackground(() =>
          database.read(account, (session) => loadPresentedKeys(session, hashes)),
        );
      });
      const loaded = (await Promise.all(loading)).flat();
      const byHash = new Map(loaded.map((key) => [key.hash, key]));
      return keys.map(({ hash }) => byHash.get(hash) ?? null);
    },
    { cache: false },
  );

/**
 * Creates the admission of callers. A key is looked up once, and again when its use is to be written. It is also looked up after each
 * change of its account, which may have revoked it.
 */
function createAdmission(context: DirectoryContext) {
  const { database, clock } = context;
  const noteUse = createKeyUse(context);
  const reloader = createReloader(context);
  const known = new LRUCache<string, PresentedKey & { readonly readAt: Instant }>({
    max: MOST_KNOWN_KEYS,
  });
  const find = async (hash: string): Promise<PresentedKey | null> => {
    const key = known.get(hash);
    const isFresh = key && Math.abs(clock() - key.readAt) < KEY_USE_MILLISECONDS;
    if (isFresh && (await database.sequenceOf(key.account)) === key.sequence) return key;
    const readAt = clock();
    const found = await (key ? reloader.load(key) : lookUp(context, hash));
    if (!found || !isValid(found, readAt)) {
      known.delete(hash);
      return null;
    }
    await noteUse(found);
    known.set(hash, { ...found, readAt });
    return found;
  };
  return async (secret: string): Promise<AdmittedViewer | null> => {
    const key = await find(hashOf(secret));
    const at = clock();
    if (!key || !isValid(key, at)) return null;
    const { account, number, name: keyName, role, reveals, sequence } = key;
    return { account, key: number, keyName, role, reveals, sequence, at };
  };
}

async function endOf(context: DirectoryContext, secret: string): Promise<KeyEnd | null> {
  const key = await lookUp(context, hashOf(secret));
  if (!key || isValid(key, context.clock())) return null;
  return key.revokedAt === null ? 'EXPIRED' : 'REVOKED';
}

export const createKeys = (context: DirectoryContext) => ({
  /** Creates a key. Returns the secret only this once; only its hash is kept. */
  create: (viewer: Viewer, given: NewApiKey): Promise<CreatedApiKey> =>
    create(context, viewer, given),

  /** The keys of the account, the oldest first. */
  async list(viewer: Viewer): Promise<ApiKey[]> {
    demand(viewer, 'EDIT_KEYS');
    return all(context, viewer.account);
  },

  /** Ends a key for good; once more changes nothing. Connections that were opened with it learn of it by the change log. */
  revoke: (viewer: Viewer, number: number): Promise<ApiKey> => revoke(context, viewer, number),

  /**
   * Returns the viewer with this secret; null if no valid key has it. Notes its last use at most
   * once a minute.
   */
  authenticate: createAdmission(context),

  /** Returns why the key of this secret is no longer valid; null where it is, or where there is no such key. */
  endOf: (secret: string): Promise<KeyEnd | null> => endOf(context, secret),
});
