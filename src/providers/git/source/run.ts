import type { SourceContext } from '../../provider.js';
import type { End, Program } from '../spawner/protocol.js';
import { type Flow, openProgram, runProgram } from '../spawner/spawner.js';

/** `git` ended with an error; the message is what it said, without credentials. */
export class GitFailure extends Error {
  override readonly name = 'GitFailure';
  readonly status: number;
  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** The answer outgrew what may be held in memory at once: ask for less. */
export class AnswerTooLong extends Error {
  override readonly name = 'AnswerTooLong';
}

/** How git may ask elsewhere; without it, it never leaves this machine. */
export type Access =
  | {
      /**
       * Runs git as the user of the process, with their configuration, helpers, keys and proxies.
       */
      readonly kind: 'OPERATOR';
      readonly followsRedirects: boolean;
    }
  | {
      /** Runs git without a user, with nothing but the values given here. */
      readonly kind: 'OWN';
      /** The only one, such as `https`. */
      readonly protocol: string;
      readonly configuration: readonly string[];
      readonly environment: Readonly<Record<string, string>>;
    };

/**
 * The folders in which git works. With them git neither looks for a repository nor checks its
 * owner.
 */
export interface Place {
  readonly gitDirectory: string;
  readonly workTree?: string;
  /** The folder of the objects, where that is another repository's. */
  readonly objects?: string;
}

interface Question {
  readonly place?: Place;
  readonly input?: string;
  readonly access?: Access;
  /** Bytes. */
  readonly limit?: number;
  /** Exit codes other than 0 that are a result. */
  readonly allowed?: readonly number[];
  /** Receives what git wrote to stderr. */
  readonly onWarning?: (text: string) => void;
}

export type RunGit = (parameters: readonly string[], question?: Question) => Promise<Buffer>;
/**
 * The output of git, which can be read while git is still writing. `ended` rejects with GitFailure
 * if git could not write all.
 */
export interface GitFlow extends Pick<Flow, 'take' | 'stop'> {
  readonly ended: Promise<unknown>;
}
export type OpenGit = (
  parameters: readonly string[],
  question?: Pick<Question, 'place' | 'input'>,
) => GitFlow;
export interface Git {
  /** Returns all that git writes. Throws GitFailure, AnswerTooLong, or the signal's reason. */
  readonly run: RunGit;
  readonly open: OpenGit;
}

// Settings that could start a program, refuse fetched data, or depend on the machine. Diffs and
// messages need none here: they are read through a view (`view.ts`), which has no configuration.
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

const always = [
  ['PATH', 'TMPDIR', 'SystemRoot'],
  // Certificates that the operator trusts.
  ['SSL_CERT_FILE', 'SSL_CERT_DIR', 'GIT_SSL_CAINFO', 'GIT_SSL_CAPATH'],
].flat();
/** Environment variables that the operator's own logins need. */
const ofOperator = [
  ['HOME', 'XDG_CONFIG_HOME', 'USER', 'SSH_AUTH_SOCK'],
  ['http_proxy', 'https_proxy', 'no_proxy', 'all_proxy'],
  ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY'],
].flat();

function placeOf({ gitDirectory, workTree, objects }: Place): Record<string, string> {
  return {
    GIT_DIR: gitDirectory,
    ...(workTree === undefined ? {} : { GIT_WORK_TREE: workTree }),
    ...(objects === undefined ? {} : { GIT_OBJECT_DIRECTORY: objects }),
  };
}

/**
 * Environment without a user. Git before 2.32 has no other way to ignore the configuration of
 * users.
 */
const nobody = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', HOME: '/dev/null' };

function ownEnvironment(access: Access | undefined): Readonly<Record<string, string>> {
  if (access?.kind === 'OPERATOR')
    return {
      GIT_ALLOW_PROTOCOL: 'https:http:ssh:git',
      GIT_SSH_COMMAND: 'ssh -o BatchMode=yes',
    };
  // SSH takes the home of the user from the machine, whatever the environment says.
  const closed = { ...nobody, GIT_SSH_COMMAND: 'false', GIT_ASKPASS: '', SSH_ASKPASS: '' };
  return { ...closed, GIT_ALLOW_PROTOCOL: access?.protocol ?? '', ...access?.environment };
}

function environmentOf(
  context: SourceContext,
  access: Access | undefined,
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
  };
  for (const name of access?.kind === 'OPERATOR' ? [...always, ...ofOperator] : always) {
    const value = context.environment[name];
    if (value !== undefined) environment[name] = value;
  }
  return { ...environment, ...ownEnvironment(access), ...(place ? placeOf(place) : {}) };
}

/** Returns the configuration of git for asking another host. */
function configurationOf(access: Access | undefined): readonly string[] {
  const settings = access?.kind === 'OWN' ? ['credential.helper=', ...access.configuration] : [];
  if (access?.kind === 'OPERATOR' && !access.followsRedirects)
    settings.push('http.followRedirects=false');
  return settings.flatMap((setting) => ['-c', setting]);
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
  { place, access, input = '' }: Question,
): Program {
  return {
    file: 'git',
    parameters: [...configuration, ...configurationOf(access), ...parameters],
    environment: environmentOf(context, access, place),
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
    // A consumer that stops early asks for no end; the error of a requested end still reaches it.
    ended.catch(() => undefined);
    return { ...flow, ended };
  },
});
