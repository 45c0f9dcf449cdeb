import type { Viewer } from '../model/access.js';
import { Fault } from '../model/errors.js';
import { DEMO_ACCOUNT } from './demo/account-name.js';
import { firstKeyLines, makeFirstKeys } from './keys/first-keys.js';
import { type OfAccount, operatorOf, type TaskContext } from './task.js';

/** The name of the account that is made where none was named. */
export const OWN_ACCOUNT = 'Default';

/** Returns what there is besides accounts of one's own; `MORE` where there is such a one. */
async function accountsIn({ app }: TaskContext): Promise<'NOTHING' | 'DEMO' | 'MORE'> {
  const [only, ...others] = await app.directory.account.all();
  if (!only) return 'NOTHING';
  return only.name === DEMO_ACCOUNT && others.length === 0 ? 'DEMO' : 'MORE';
}

async function makeOwn(context: TaskContext): Promise<void> {
  const { app, report, environment, address } = context;
  const there = await accountsIn(context);
  if (there === 'MORE') return;
  const account = await app.directory.account.create(OWN_ACCOUNT);
  const keys = await makeFirstKeys(app, account, { isInvented: false });
  const url = address ?? `http://${environment.host}:${environment.port}`;
  const demo = there === 'DEMO' ? '; the demo stays as it is' : '';
  report.line(`The account "${OWN_ACCOUNT}" is made for it${demo}.`);
  for (const line of firstKeyLines(url, keys)) report.line(line);
}

/**
 * Returns the operator of the account that something is imported into. If there is none, or the demo alone, an account of one's own is
 * made first: own history stays out of the demo.
 */
export async function importerOf(context: TaskContext, given: OfAccount): Promise<Viewer> {
  if (given.account === undefined && (await accountsIn(context)) !== 'MORE')
    await context.app.database.withLock('FIRST_START', () => makeOwn(context));
  return operatorOf(context.app, given);
}

/** Throws BAD_USER_INPUT where nothing but the demo could be meant, though it was not named. */
export async function demandNamedDemo(context: TaskContext, given: OfAccount): Promise<void> {
  if (given.account !== undefined || (await accountsIn(context)) !== 'DEMO') return;
  throw new Fault(
    'BAD_USER_INPUT',
    `There is only the demo yet: import a history with \`import git PATH\` or make an account with \`account create NAME\` first, or name the demo with --account ${DEMO_ACCOUNT}.`,
  );
}
