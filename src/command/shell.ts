import { styleText } from 'node:util';
import type { Command } from 'commander';
import { type Environment, readEnvironment } from '../env.js';
import { Refusal } from '../model/errors.js';
import { exitCodeOf } from './exit-code.js';
import { type OpenText, openTextOf } from './open-output.js';
import { faultOf } from './owner/protocol.js';
import { barReport, plainReport, type Report } from './report/progress-report.js';
import type { OfAccount } from './task.js';

interface ShellOptions extends OfAccount {
  readonly json?: boolean;
}

/** In a clone the program is a script of npm; installed it has a name of its own. */
const programOf = ({ variables }: Environment): string =>
  variables.npm_lifecycle_event === 'insights' ? 'npm run insights --' : 'insights';

/** A report whose lines and labels hold no secrets. */
const openReport = ({ line, progress, end }: Report, open: OpenText): Report => ({
  line: (text) => line(open(text)),
  progress: (given) => progress({ ...given, label: open(given.label) }),
  end,
});

/** Returns the shell of a command, by the environment and the options of the program. */
export function shellOf(command: Command) {
  const environment = readEnvironment();
  const { json = false, account } = command.optsWithGlobals<ShellOptions>();
  const watched = process.stderr.isTTY && !environment.ci;
  const open = openTextOf(environment);
  const shown = watched ? barReport(process.stderr) : plainReport(process.stderr);
  const report = openReport(shown, open);
  return {
    environment,
    /** One JSON document as the result, for programs. */
    json,
    /** The account that was named. */
    account,
    report,
    /** Returns a command as somebody would type it who typed this one. */
    typed: (command: string) => `${programOf(environment)} ${command}`,
    /** Prints the result, as JSON or as lines for people. */
    finish: <Result>(result: Result, lines: (result: Result) => readonly string[]): void => {
      report.end();
      if (json) console.log(open(JSON.stringify(result, null, 2)));
      else for (const line of lines(result)) console.log(open(line));
    },
  };
}
/** The outputs of a command: results to standard output, all else to standard error. */
export type Shell = ReturnType<typeof shellOf>;

/** How an error is printed: as one JSON document, and without which secrets. */
interface PrintOptions {
  readonly json: boolean;
  readonly open: OpenText;
}

/** Prints an error in one line, or one for each reason of a refusal; returns the exit code. */
export function printError(error: unknown, { json, open }: PrintOptions): number {
  const fault = faultOf(error);
  if (json) console.log(open(JSON.stringify({ error: fault }, null, 2)));
  const messages =
    error instanceof Refusal ? error.errors.map(({ message }) => message) : [fault.message];
  const name = process.stderr.isTTY ? styleText('red', 'insights') : 'insights';
  for (const message of messages) console.error(`${name}: ${open(message)}`);
  if (fault.code === 'INTERNAL' && exitCodeOf(error) === 1 && error instanceof Error)
    console.error(open(error.stack ?? ''));
  return exitCodeOf(error);
}
