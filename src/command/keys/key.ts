import { type Command, InvalidArgumentError, Option } from 'commander';
import { type ApiKey, type Role, roles } from '../../model/access.js';
import { Fault } from '../../model/errors.js';
import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import { perform } from '../perform.js';
import { tableLines } from '../report/table-lines.js';
import { type Shell, shellOf } from '../shell.js';
import { defineTask, type OfAccount, operatorOf } from '../task.js';

interface NewKey extends OfAccount {
  readonly name: string;
  readonly role: Role;
  readonly reveals: boolean;
  readonly expiresAt: Instant | null;
}

export const createKey = defineTask({
  verb: 'key create',
  run: async (given: NewKey, { app }) => {
    const { name, role, reveals, expiresAt } = given;
    const viewer = await operatorOf(app, given);
    return app.directory.keys.create(viewer, { name, role, reveals, expiresAt });
  },
});

export const listKeys = defineTask({
  verb: 'key list',
  run: async (given: OfAccount, { app }): Promise<ApiKey[]> =>
    app.directory.keys.list(await operatorOf(app, given)),
});

export const revokeKey = defineTask({
  verb: 'key revoke',
  run: async (given: OfAccount & { readonly key: string }, { app }): Promise<ApiKey> => {
    const viewer = await operatorOf(app, given);
    const keys = await app.directory.keys.list(viewer);
    const activeKeys = keys.filter(({ revokedAt }) => revokedAt === null);
    const found = activeKeys.filter(({ prefix, name }) => [prefix, name].includes(given.key));
    const [only, ...others] = found;
    if (!only) throw new Fault('NOT_FOUND', `There is no key "${given.key}": see \`key list\`.`);
    if (others.length > 0)
      throw new Fault('BAD_USER_INPUT', `Several keys are "${given.key}": give the prefix.`);
    return app.directory.keys.revoke(viewer, only.number);
  },
});

const day = (at: Instant | null) => (at === null ? '' : new Date(at).toISOString().slice(0, 10));

const listLines = (keys: readonly ApiKey[]) =>
  tableLines(
    ['PREFIX', 'NAME', 'ROLE', 'NAMES', 'CREATED', 'EXPIRES', 'LAST USED', 'REVOKED'],
    keys.map((key) => [
      key.prefix,
      key.name,
      key.role,
      key.reveals ? 'shown' : 'hidden',
      day(key.createdAt),
      day(key.expiresAt),
      day(key.lastUsedAt),
      day(key.revokedAt),
    ]),
  );

function daysOf(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1) throw new InvalidArgumentError('Give whole days.');
  return days;
}

interface CreateOptions {
  readonly role: Role;
  readonly reveals: boolean;
  readonly expiresIn?: number;
}

async function create(name: string, options: CreateOptions, shell: Shell): Promise<void> {
  const { role, reveals, expiresIn } = options;
  const expiresAt = expiresIn === undefined ? null : Date.now() + expiresIn * DAY_MILLISECONDS;
  const made = await perform(createKey, { name, role, reveals, expiresAt }, shell);
  shell.finish(made, ({ secret }) => [secret]);
  if (!shell.json) shell.report.line('Keep it: it is not shown again.');
}

export function addKey(program: Command): void {
  const key = program.command('key').description('keys by which programs and people ask');
  key
    .command('create')
    .description('make a key and print it, this once')
    .argument('<name>', 'who or what will use it')
    .addOption(new Option('--role <role>', 'what it may do').choices(roles).default('VIEWER'))
    .option('--reveals', 'may see the names of developers; an ADMIN always may', false)
    .option('--expires-in <days>', 'days until it ends by itself', daysOf)
    .action((name: string, _: object, command: Command) =>
      create(name, command.opts(), shellOf(command)),
    );
  key
    .command('list')
    .description('all keys, without their secrets')
    .action(async (_: object, command: Command) => {
      const shell = shellOf(command);
      shell.finish(await perform(listKeys, {}, shell), listLines);
    });
  key
    .command('revoke')
    .description('end a key; connections opened with it are closed')
    .argument('<key>', 'its prefix, or its name')
    .action(async (given: string, _: object, command: Command) => {
      const shell = shellOf(command);
      const revoked = await perform(revokeKey, { key: given }, shell);
      shell.finish(revoked, ({ name, prefix }) => [`Key "${name}" (${prefix}) is revoked.`]);
    });
}
