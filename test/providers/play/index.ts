import { parseArgs } from 'node:util';
import { playGithub } from './github/play.js';
import { playAzure } from './play-azure.js';
import { playAzureBoards } from './play-azure-boards.js';
import { playJira } from './play-jira.js';
import type { Playing, PlayOptions } from './playing.js';

/** The systems that are played: one line each. */
const systems: Readonly<Record<string, (options: PlayOptions) => Promise<Playing>>> = {
  'azure-devops': playAzure,
  github: playGithub,
  jira: playJira,
  'azure-boards': playAzureBoards,
};

const USAGE = `usage: npm run play ${Object.keys(systems).join('|')} [-- --size N --port P --token T --per-hour N]`;

const say = (...lines: readonly string[]): void => {
  process.stdout.write(`${lines.join('\n')}\n`);
};

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      size: { type: 'string', default: '400' },
      port: { type: 'string', default: '0' },
      token: { type: 'string' },
      'per-hour': { type: 'string' },
    },
  });
  const options = {
    size: Number(values.size),
    port: Number(values.port),
    token: values.token ?? null,
    perHour: values['per-hour'] === undefined ? null : Number(values['per-hour']),
  };
  const isRight =
    Number.isInteger(options.size) && options.size > 0 && Number.isInteger(options.port);
  return isRight ? { options, play: systems[positionals[0] ?? ''] } : { options, play: undefined };
}

async function main(): Promise<void> {
  const { options, play } = readOptions();
  if (play === undefined) {
    say(USAGE);
    process.exitCode = 1;
    return;
  }
  const { lines, close } = await play(options);
  say(...lines, '', 'Stop it with Ctrl-C.');
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void close().then(() => process.exit(0)));
}

await main();
