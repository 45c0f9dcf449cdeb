import type { App } from '../app.js';
import { operator } from '../directory/context.js';
import type { Environment } from '../env.js';
import type { Viewer } from '../model/access.js';
import { Fault } from '../model/errors.js';
import { DEMO_ACCOUNT } from './demo/account-name.js';
import type { Report } from './report/progress-report.js';

export interface TaskContext {
  readonly app: App;
  readonly environment: Environment;
  readonly report: Pick<Report, 'line' | 'progress'>;
  /** Aborted when the asker has gone. */
  readonly signal: AbortSignal;
  /** Where the server answers that the task runs in; absent without one. */
  readonly address?: string;
}

/** The part of a verb that needs the database: it runs in the process that owns it. Input and result are plain JSON. */
export interface Task<Given, Result> {
  readonly verb: string;
  /** True where numbers may be different afterwards. */
  readonly recalculates?: boolean;
  run(given: Given, context: TaskContext): Promise<Result>;
}

export const defineTask = <Given, Result>(task: Task<Given, Result>): Task<Given, Result> =>
  Object.freeze(task);

/** Every task of the command line may name its account. */
export interface OfAccount {
  readonly account?: string | undefined;
}

interface Named {
  readonly name: string;
}

/** The accounts that may be meant: the one that was named; otherwise the demo only where there is no other. */
function meant<Account extends Named>(all: readonly Account[], account: string | undefined) {
  if (account !== undefined) return all.filter(({ name }) => name === account);
  const own = all.filter(({ name }) => name !== DEMO_ACCOUNT);
  return own.length > 0 ? own : all;
}

function whichFault(all: readonly Named[], account: string | undefined): Fault {
  const names = all.map(({ name }) => name).join(', ');
  if (all.length === 0)
    return new Fault(
      'NOT_FOUND',
      'There is no account yet: make one with `insights account create NAME`, or start the server once.',
    );
  return new Fault(
    'BAD_USER_INPUT',
    account === undefined
      ? `There are several accounts: name one with --account (${names}).`
      : `There is no account "${account}": ${all.length > 1 ? `there are ${names}` : `there is ${names}`}.`,
  );
}

/** Returns somebody who may do everything in the account that was named, or in the only one there is beside the demo. */
export async function operatorOf({ directory }: App, { account }: OfAccount): Promise<Viewer> {
  const all = await directory.account.all();
  const [only, ...others] = meant(all, account);
  if (only && others.length === 0) return operator(only.id);
  throw whichFault(all, account);
}
