import type { Command } from 'commander';
import { messageOf } from '../providers/check-items.js';
import { providers } from '../providers/index.js';
import type { Provider } from '../providers/provider.js';
import type { SettingsField } from '../providers/settings-form.js';
import {
  addConnectCommand,
  askFields,
  type Connected,
  type ConnectOptions,
  connectedLines,
  connectWith,
} from './connect.js';
import { type Shell, shellOf } from './shell.js';

/** Tools of one vendor that one credential opens. */
interface Family {
  /** Name of the command. */
  readonly command: string;
  /** The word that the titles of its tools begin with. */
  readonly vendor: string;
  readonly description: string;
  /** Ids of its tools, in the order in which they are connected. */
  readonly members: readonly string[];
}

const families: readonly Family[] = [
  {
    command: 'azure-devops',
    vendor: 'Azure',
    description:
      'Azure DevOps: asks once, and connects Boards, Pipelines and Repos as an integration each.',
    members: ['AZURE_BOARDS', 'AZURE_PIPELINES', 'AZURE_REPOS'],
  },
];

const membersOf = ({ members }: Family): readonly Provider[] =>
  members.flatMap((id) => providers.find((provider) => provider.id === id) ?? []);

/** Returns the settings of all tools, each once: a key means the same in all of them. */
const fieldsOf = (tools: readonly Provider[]): readonly SettingsField[] => [
  ...new Map(
    tools.flatMap(({ settings }) => settings.fields).map((field) => [field.key, field]),
  ).values(),
];

/** Returns those of the settings that a tool has. */
const ownSettings = ({ settings }: Provider, given: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(given).filter(([key]) => settings.fields.some((field) => field.key === key)),
  );

/** Returns the name of one tool's integration, such as `fabrikam - Repos`. */
const nameOf = (base: string, { title }: Provider, { vendor }: Family): string =>
  `${base} - ${title.replace(vendor, '').trim()}`;

/** Connects each tool; one that fails leaves the others. Throws the first failure at the end. */
async function connectAll(family: Family, command: Command, shell: Shell): Promise<void> {
  const tools = membersOf(family);
  const given = await askFields(fieldsOf(tools), command, shell);
  const options = command.opts<ConnectOptions>();
  const connected: Connected[] = [];
  const failures: unknown[] = [];
  for (const tool of tools) {
    const own = ownSettings(tool, given);
    // Wrong settings are refused here, before anything is connected.
    const base = options.name ?? tool.identify(tool.settings.parse(own)).name;
    try {
      const name = nameOf(base, tool, family);
      connected.push(await connectWith(tool.id, own, { ...options, name }, shell));
    } catch (error) {
      shell.report.line(`${tool.title} is not connected: ${messageOf(error)}`);
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  shell.finish(connected, (all) => all.flatMap((one) => connectedLines(one, shell)));
}

/** Adds a command for each family of tools, beside those of the tools. */
export function addFamilies(parent: Command): void {
  for (const family of families) {
    const fields = fieldsOf(membersOf(family));
    addConnectCommand(parent, family.command, family.description, fields).action(
      (_: object, command: Command) => connectAll(family, command, shellOf(command)),
    );
  }
}
