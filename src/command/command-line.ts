import { Command, CommanderError } from 'commander';
import { readEnvironment } from '../env.js';
import { withoutSecrets } from '../model/facts/open-secret.js';
import { addAccount } from './account.js';
import { addConnect } from './connect.js';
import { addFamilies } from './connect-family.js';
import { addCopy } from './copy.js';
import { addDemo } from './demo.js';
import { addDoctor } from './doctor.js';
import { exitCodes } from './exit-code.js';
import { addImport } from './import/import.js';
import { addIntegration } from './integration/integration.js';
import { addKey } from './keys/key.js';
import { addSecrets } from './keys/secrets.js';
import { addMigrate } from './migrate.js';
import { type OpenText, openTextOf, openUsage } from './open-output.js';
import { addSchema } from './schema.js';
import { addServe } from './serve.js';
import { printError } from './shell.js';
import { addShow } from './show.js';
import { addSync } from './sync.js';
import { version } from './version.js';

function createProgram(): Command {
  const program = new Command('insights')
    .description(
      'Engineering insights from git histories, the tools you connect and a list of developers.',
    )
    .version(version(), '-V, --version', 'print the version of this program')
    .option('--json', 'answer one JSON document, for programs')
    .option('--account <name>', 'of which account; needed where there are several')
    .showHelpAfterError('(insights --help lists the commands)')
    .configureOutput({ outputError: (text, write) => write(openUsage(text)) })
    .exitOverride()
    .enablePositionalOptions(false);
  addServe(program);
  addMigrate(program);
  addDemo(program);
  addAccount(program);
  addKey(program);
  addImport(program);
  addFamilies(addConnect(program));
  addSecrets(program);
  addSync(program);
  addIntegration(program);
  addCopy(program);
  addShow(program);
  addDoctor(program);
  addSchema(program);
  return program;
}

/** The filter that takes secrets out of an error; the environment itself may be wrong. */
function openError(): OpenText {
  try {
    return openTextOf(readEnvironment());
  } catch {
    return withoutSecrets;
  }
}

/** Carries out one command line and answers the exit code; `given` are the words after the program's name. */
export async function runCommandLine(given: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync(given, { from: 'user' });
    return exitCodes.DONE;
  } catch (error) {
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCodes.DONE : exitCodes.USAGE;
    return printError(error, { json: given.includes('--json'), open: openError() });
  }
}
