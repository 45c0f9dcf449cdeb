import { existsSync } from 'node:fs';
import { operator } from '../directory/context.js';
import { beginDemo, DEMO_ACCOUNT, fillDemo, unfinishedDemo } from './demo/fill.js';
import type { ServeOptions } from './serve-options.js';
import type { TaskContext } from './task.js';

/** The admin key that a first start makes: invented, chosen by the environment, or there before. */
export type FirstKey =
  | { readonly kind: 'MADE'; readonly secret: string }
  | { readonly kind: 'CHOSEN' }
  | { readonly kind: 'KNOWN' };

async function makeKey({ app, environment }: TaskContext, account: number): Promise<FirstKey> {
  const { adminKey } = environment;
  const { secret } = await app.directory.keys.create(operator(account), {
    name: 'First admin',
    role: 'ADMIN',
    expiresAt: null,
    reveals: true,
    ...(adminKey === null ? {} : { secret: adminKey }),
  });
  return adminKey === null ? { kind: 'MADE', secret } : { kind: 'CHOSEN' };
}

/** An account without a key is one whose first start was cut off, or that was made by a command: nobody can ask anything of it yet. */
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
    await app.directory.account.create(isDemo ? DEMO_ACCOUNT : 'Default');
  }
  const account = await keylessAccount(context);
  return account === null ? { kind: 'KNOWN' } : makeKey(context, account);
}

/**
 * Makes an account where there is none yet, and an admin key where the only account has none; one of several processes that start at once does.
 * Fills a new embedded database with the demo company unless it is to stay empty. A filling that was cut off is taken up again.
 */
export async function firstStart(context: TaskContext, options: ServeOptions): Promise<FirstKey> {
  const { app, environment } = context;
  const key = await app.database.inTurn('FIRST_START', () => begin(context, options));
  if (existsSync(unfinishedDemo(environment))) await fillDemo(context);
  return key;
}
