import type { Command } from 'commander';
import { Fault } from '../model/errors.js';
import { DEMO_ACCOUNT } from './demo/account-name.js';
import { beginDemo, fillDemo, foundDemo, isUnfinished } from './demo/fill.js';
import { perform } from './perform.js';
import { shellOf } from './shell.js';
import { defineTask, type TaskContext } from './task.js';

async function account({ app, environment }: TaskContext): Promise<void> {
  const all = await app.directory.account.all();
  const isThere = all.some(({ name }) => name === DEMO_ACCOUNT);
  if (isThere && !isUnfinished(environment))
    throw new Fault('CONFLICT', `There is an account "${DEMO_ACCOUNT}" already.`);
  await beginDemo(environment);
  if (!isThere) await app.directory.account.create(DEMO_ACCOUNT);
}

export const demo = defineTask({
  verb: 'demo',
  run: async (_: object, context: TaskContext) => {
    await account(context);
    await foundDemo(context);
    await fillDemo(context);
    return { account: DEMO_ACCOUNT };
  },
});

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description(`fill an account "${DEMO_ACCOUNT}" with a believable company`)
    .action(async (_: object, command: Command) => {
      const shell = shellOf(command);
      shell.finish(await perform(demo, {}, shell), () => [
        `Account "${DEMO_ACCOUNT}" is filled. A key for it: insights key create NAME --account ${DEMO_ACCOUNT}`,
      ]);
    });
}
