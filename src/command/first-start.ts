import { operator } from '../directory/context.js';
import { DEMO_ACCOUNT } from './demo/account-name.js';
import { beginDemo, foundDemo, isUnfinished } from './demo/fill.js';
import { type FirstKeys, makeAdminKey, makeFirstKeys } from './keys/first-keys.js';
import { OWN_ACCOUNT } from './own-account.js';
import type { ServeOptions } from './serve-options.js';
import type { TaskContext } from './task.js';

/** The keys that a first start makes: invented, chosen by the environment, or there before. */
export type FirstKey =
  | { readonly kind: 'MADE'; readonly keys: FirstKeys }
  | { readonly kind: 'CHOSEN' }
  | { readonly kind: 'KNOWN' };

async function makeKeys({ app, environment }: TaskContext, account: number): Promise<FirstKey> {
  const { adminKey } = environment;
  if (adminKey !== null) {
    await makeAdminKey(app, account, adminKey);
    return { kind: 'CHOSEN' };
  }
  const all = await app.directory.account.all();
  const isInvented = all.some(({ id, name }) => id === account && name === DEMO_ACCOUNT);
  return { kind: 'MADE', keys: await makeFirstKeys(app, account, { isInvented }) };
}

/** Returns the only account if it has no key: its first start was cut off, or a command made it. Null otherwise. */
async function keylessAccount({ app }: TaskContext): Promise<number | null> {
  const [only, ...others] = await app.directory.account.all();
  if (!only || others.length > 0) return null;
  const keys = await app.directory.keys.list(operator(only.id));
  return keys.length === 0 ? only.id : null;
}

async function begin(context: TaskContext, options: ServeOptions): Promise<FirstKey> {
  const { app, environment } = context;
  if ((await app.directory.account.all()).length === 0) {
    const isDemo = app.database.kind === 'EMBEDDED' && !options.empty;
    if (isDemo) await beginDemo(environment);
    await app.directory.account.create(isDemo ? DEMO_ACCOUNT : OWN_ACCOUNT);
  }
  const account = await keylessAccount(context);
  return account === null ? { kind: 'KNOWN' } : makeKeys(context, account);
}

/**
 * Makes an account where there is none yet, and an admin key where the only account has none. One of several processes that start at once does so.
 * Founds the demo company in a new embedded database unless it is to stay empty, and again where that was cut off.
 */
export async function firstStart(context: TaskContext, options: ServeOptions): Promise<FirstKey> {
  const { app, environment } = context;
  const key = await app.database.withLock('FIRST_START', () => begin(context, options));
  if (isUnfinished(environment)) await foundDemo(context);
  return key;
}
