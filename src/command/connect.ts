import type { Command } from 'commander';
import type { Viewer } from '../model/access.js';
import type { Integration, SyncProgress, SyncRun } from '../model/integration.js';
import { providers } from '../providers/index.js';
import type { Provider } from '../providers/provider.js';
import type { SettingsField } from '../providers/settings-form.js';
import { askTerminal, flagOf, readSettings } from './ask-settings.js';
import { syncToEnd } from './import/bring-in.js';
import { importerOf } from './own-account.js';
import { perform } from './perform.js';
import { nextLines, stepAfterSources } from './report/next-step.js';
import { syncLine } from './report/sync-line.js';
import { type Shell, shellOf } from './shell.js';
import { defineTask, type OfAccount, type TaskContext } from './task.js';

interface Source extends OfAccount {
  readonly provider: string;
  readonly name: string | null;
  readonly settings: Readonly<Record<string, string>>;
  /** False: only connect; the server syncs it. */
  readonly syncs: boolean;
  /** The private hosts that the command itself may ask. */
  readonly allowedPrivateHosts: readonly string[];
}
/** A command that asks a running server is not the one that reads the tool. */
function warnOfHosts({ allowedPrivateHosts }: Source, { environment, report }: TaskContext): void {
  const lacking = allowedPrivateHosts.filter(
    (host) => !environment.allowedPrivateHosts.includes(host),
  );
  if (lacking.length > 0)
    report.line(
      `ALLOW_PRIVATE_HOSTS of this command does not reach the server that runs: write ALLOW_PRIVATE_HOSTS=${lacking.join(',')} into .env and restart the server.`,
    );
}

export const connectTool = defineTask({
  verb: 'connect',
  recalculates: true,
  run: async (given: Source, context) => {
    const { app, report } = context;
    warnOfHosts(given, context);
    const viewer = await importerOf(context, given);
    const { provider, name: wanted, settings } = given;
    report.line('Checking the credential, and what it may read');
    const integration = await app.ingestion.connect(viewer, { provider, name: wanted, settings });
    const { number, name } = integration;
    // Null where it was only connected.
    const run = given.syncs ? await readNow(context, viewer, integration) : null;
    // Where the tool may send webhooks, below the public address of the server; null where it sends none.
    const [webhook = null] = await app.ingestion.webhookPaths(viewer, [number]);
    return { number, name, run, webhook, next: await stepAfterSources(app, viewer) };
  },
});
export type Connected = Awaited<ReturnType<typeof connectTool.run>>;

async function readNow(
  { app, report, signal }: TaskContext,
  viewer: Viewer,
  integration: Integration,
): Promise<SyncRun> {
  const { number, name } = integration;
  report.line(`"${name}" is connected, as number ${number}. Reading it, the newest first:`);
  const progress = ({ done, total, what }: SyncProgress) =>
    report.progress({ label: name, done, total, unit: what });
  return syncToEnd(app, viewer, integration, progress, signal);
}

export const connectedLines = ({ number, name, run, webhook, next }: Connected, shell: Shell) => [
  run ? syncLine(name, run) : `"${name}" is connected, as number ${number}; the server reads it.`,
  ...(webhook === null
    ? []
    : [`Its webhooks, if you add them, go to ${webhook} below the public address of the server.`]),
  ...nextLines(next, shell),
];

export interface ConnectOptions {
  readonly name?: string;
  readonly sync: boolean;
}

/** Returns the values of the fields by keys, as flags give them and the terminal is asked for the rest. */
export const askFields = (
  fields: readonly SettingsField[],
  command: Command,
  shell: Shell,
): Promise<Readonly<Record<string, string>>> => {
  const isAsking = process.stdin.isTTY && !shell.environment.ci && !shell.json;
  return readSettings(fields, { ...command.opts() }, isAsking ? askTerminal : null);
};

/** Connects a tool with the settings, and reads it unless the server is to. */
export const connectWith = (
  provider: string,
  settings: Source['settings'],
  { name, sync: syncs }: ConnectOptions,
  shell: Shell,
): Promise<Connected> =>
  perform(
    connectTool,
    {
      ...{ provider, settings, syncs, name: name ?? null },
      allowedPrivateHosts: shell.environment.allowedPrivateHosts,
    },
    shell,
  );

async function connect({ id, settings }: Provider, command: Command, shell: Shell): Promise<void> {
  const given = await askFields(settings.fields, command, shell);
  const connected = await connectWith(id, given, command.opts<ConnectOptions>(), shell);
  shell.finish(connected, (one) => connectedLines(one, shell));
}

/** Adds a command that connects, with a flag for each setting. */
export function addConnectCommand(
  parent: Command,
  name: string,
  description: string,
  fields: readonly SettingsField[],
): Command {
  const own = parent
    .command(name)
    .description(description)
    .option('--no-sync', 'only connect it: the server reads it');
  // A tool that has a name among its settings is listed by that.
  if (!fields.some(({ key }) => key === 'name'))
    own.option('--name <name>', 'the name by which it is listed');
  for (const field of fields)
    own.option(
      flagOf(field),
      field.secret ? `${field.help} In a file, or - for standard input.` : field.help,
    );
  return own;
}

/** Tools that are reached over the network with a credential; what is read or sent without one has commands of its own. */
const isTool = ({ settings }: Provider): boolean => settings.fields.some(({ secret }) => secret);

/** Adds a command for each tool, and returns the one that they are below. */
export function addConnect(program: Command): Command {
  const parent = program
    .command('connect')
    .description(
      'connect a tool and read it; what is lacking is asked for on a terminal. Each has its own settings: insights connect TOOL --help',
    );
  for (const provider of providers.filter(isTool))
    addConnectCommand(
      parent,
      provider.id.toLowerCase().replaceAll('_', '-'),
      provider.description,
      provider.settings.fields,
    ).action((_: object, command: Command) => connect(provider, command, shellOf(command)));
  return parent;
}
