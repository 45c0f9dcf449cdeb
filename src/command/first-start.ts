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

/**
 * Makes an account and its admin key where there is none yet, and fills an embedded database with the demo company unless it is to stay empty. A
 * filling that was cut off is taken up again.
 */
export async function firstStart(context: TaskContext, options: ServeOptions): Promise<FirstKey> {
  const { app, environment } = context;
  const isFirst = (await app.directory.account.all()).length === 0;
  const isDemo = isFirst && app.database.kind === 'EMBEDDED' && !options.empty;
  let key: FirstKey = { kind: 'KNOWN' };
  if (isFirst) {
    if (isDemo) await beginDemo(environment);
    const account = await app.directory.account.create(isDemo ? DEMO_ACCOUNT : 'Default');
    key = await makeKey(context, account);
  }
  if (isDemo || existsSync(unfinishedDemo(environment))) await fillDemo(context);
  return key;
}
