import type { SourceContext } from '../provider.js';
import type { End, Program } from './starter/protocol.js';
import { type Flow, openProgram, runProgram } from './starter/starter.js';

/** `git` ended with an error; the message is what it said, without credentials. */
export class GitFailure extends Error {
  override readonly name = 'GitFailure';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The answer outgrew what may be held in memory at once: ask for less. */
export class AnswerTooLong extends Error {
  override readonly name = 'AnswerTooLong';
}

/** `READING` never leaves this machine and knows no user's configuration; `FETCHING` may ask both. */
type Mode = 'READING' | 'FETCHING';

/** Where git works. It is told so, and neither looks for a repository nor asks whose it is. */
export interface Place {
  readonly gitDirectory: string;
  readonly workTree?: string;
  /** The folder of the objects, where that is another repository's. */
  readonly objects?: string;
}

interface Question {
  readonly place?: Place;
  readonly input?: string;
  readonly mode?: Mode;
  /** Bytes. */
  readonly limit?: number;
  /** Exit codes that are an answer, beside 0. */
  readonly allowed?: readonly number[];
  /** Takes what git wrote beside its answer. */
  readonly onWarning?: (text: string) => void;
}

export type RunGit = (parameters: readonly string[], question?: Question) => Promise<Buffer>;
/** What git writes, to be taken while it goes on writing; `ended` rejects with GitFailure where it could not write all. */
export interface GitFlow extends Pick<Flow, 'take' | 'stop'> {
  readonly ended: Promise<unknown>;
}
export type OpenGit = (
  parameters: readonly string[],
  question?: Pick<Question, 'place' | 'input'>,
) => GitFlow;
export interface Git {
  /** Answers all that git writes. Throws GitFailure, AnswerTooLong, or the signal's reason. */
  readonly run: RunGit;
  readonly open: OpenGit;
}

// Whatever could start a program, refuse what is fetched, or depend on whose machine it is. What diffs and messages depend on
// needs no word here: they are read through a view (`view.ts`), which has no configuration.
const configuration = [
  'safe.directory=*',
  'core.attributesFile=/dev/null',
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.logAllRefUpdates=false',
  'core.quotePath=false',
  'i18n.logOutputEncoding=UTF-8',
  'log.showSignature=false',
  'fetch.fsckObjects=false',
  'transfer.fsckObjects=false',
  'fetch.writeCommitGraph=false',
  'gc.auto=0',
  'maintenance.auto=false',
].flatMap((setting) => ['-c', setting]);

const handedOn = [
  ['PATH', 'HOME', 'USER', 'TMPDIR', 'SSH_AUTH_SOCK', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ['http_proxy', 'https_proxy', 'no_proxy', 'all_proxy'],
  ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY', 'SystemRoot'],
].flat();

function placeOf({ gitDirectory, workTree, objects }: Place): Record<string, string> {
  return {
    GIT_DIR: gitDirectory,
    ...(workTree === undefined ? {} : { GIT_WORK_TREE: workTree }),
    ...(objects === undefined ? {} : { GIT_OBJECT_DIRECTORY: objects }),
  };
}

function environmentOf(
  context: SourceContext,
  mode: Mode,
  place: Place | undefined,
): Record<string, string> {
  const environment: Record<string, string> = {
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_ATTR_NOSYSTEM: '1',
    // Newer versions take a file of the same name for the one that was renamed, older ones the most similar: all do as the older.
    GIT_BASENAME_FACTOR: '100',
    GIT_ALLOW_PROTOCOL: mode === 'FETCHING' ? 'https:http:ssh:git' : '',
    GIT_SSH_COMMAND: 'ssh -o BatchMode=yes',
  };
  for (const name of handedOn) {
    const value = context.environment[name];
    if (value !== undefined) environment[name] = value;
  }
  // Credential helpers and proxies are configured there; nothing that is fetched depends on it. Git before 2.32 knows no other way
  // to read no user's configuration than to be nobody's.
  if (mode === 'READING')
    Object.assign(environment, {
      ...{ GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', HOME: '/dev/null' },
    });
  return { ...environment, ...(place ? placeOf(place) : {}) };
}

const messageOf = (stderr: string, status: number) =>
  stderr.trim().replace(/\/\/[^/@\s]+@/g, '//') || `git ended with code ${status}`;

const NO_PROGRAM = 'The program `git` was not found: install it, or put it on the PATH.';

function failureOf({ status, stderr, notStarted }: End, allowed: readonly number[]): Error | null {
  if (notStarted !== undefined)
    return new GitFailure(-1, notStarted === 'ENOENT' ? NO_PROGRAM : stderr);
  if (status === 0 || allowed.includes(status)) return null;
  return new GitFailure(status, messageOf(stderr, status));
}

function programOf(
  context: SourceContext,
  parameters: readonly string[],
  { place, mode = 'READING', input = '' }: Question,
): Program {
  return {
    file: 'git',
    parameters: [...configuration, ...parameters],
    environment: environmentOf(context, mode, place),
    input,
  };
}

/** The `git` program, run without a shell. */
export const createGit = (context: SourceContext): Git => ({
  run: async (parameters, question = {}) => {
    const { limit = Number.POSITIVE_INFINITY, allowed = [] } = question;
    const program = programOf(context, parameters, question);
    const { answer, ...end } = await runProgram(program, limit, context.signal);
    if (answer === null) throw new AnswerTooLong();
    const failure = failureOf(end, allowed);
    if (failure) throw failure;
    question.onWarning?.(end.stderr);
    return answer;
  },
  open: (parameters, question = {}) => {
    const flow = openProgram(programOf(context, parameters, question), context.signal);
    const ended = flow.ended.then((end) => {
      const failure = failureOf(end, []);
      if (failure) throw failure;
    });
    // Whoever stops early asks for no end; the error of one that is asked for still reaches them.
    ended.catch(() => undefined);
    return { ...flow, ended };
  },
});
