import { type ChildProcess, spawn } from 'node:child_process';
import { resolve as absolute, dirname } from 'node:path';
import type { SourceContext } from '../provider.js';
import { fileSink, pipeSink, type Sink } from './sink.js';

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

interface Question {
  readonly directory?: string;
  readonly input?: string;
  readonly mode?: Mode;
  /** Bytes. */
  readonly limit?: number;
  /** True for long answers: git writes them into a file, so that it never waits for a reader that is busy. */
  readonly spooled?: boolean;
  /** Where the answer goes instead; then what is answered here is empty. */
  readonly sink?: Sink;
  /** Exit codes that are an answer, beside 0. */
  readonly allowed?: readonly number[];
}

export type RunGit = (parameters: readonly string[], question?: Question) => Promise<Buffer>;

// Whatever could start a program, change what a diff says, or depend on whose machine it is.
const configuration = [
  'safe.directory=*',
  'log.showSignature=false',
  'log.showRoot=true',
  'diff.renames=true',
  'diff.algorithm=default',
  'diff.relative=false',
  'core.quotePath=false',
  'core.attributesFile=/dev/null',
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.logAllRefUpdates=false',
  'i18n.logOutputEncoding=UTF-8',
  'gc.autoDetach=false',
].flatMap((setting) => ['-c', setting]);

const handedOn = [
  ['PATH', 'HOME', 'USER', 'TMPDIR', 'SSH_AUTH_SOCK', 'SSL_CERT_FILE', 'SSL_CERT_DIR'],
  ['http_proxy', 'https_proxy', 'no_proxy', 'all_proxy'],
  ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY', 'SystemRoot'],
].flat();

function environmentOf(
  context: SourceContext,
  mode: Mode,
  directory: string | undefined,
): Record<string, string> {
  const environment: Record<string, string> = {
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_ALLOW_PROTOCOL: mode === 'FETCHING' ? 'https:http:ssh:git' : '',
    GIT_SSH_COMMAND: 'ssh -o BatchMode=yes',
  };
  // Credential helpers and proxies are configured there; nothing that is fetched depends on it.
  if (mode === 'READING')
    Object.assign(environment, { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' });
  // The folder itself must be the repository: git would look for one above it.
  if (directory !== undefined) environment.GIT_CEILING_DIRECTORIES = dirname(absolute(directory));
  for (const name of handedOn) {
    const value = context.environment[name];
    if (value !== undefined) environment[name] = value;
  }
  return environment;
}

const messageOf = (stderr: string, status: number) =>
  stderr.trim().replace(/\/\/[^/@\s]+@/g, '//') || `git ended with code ${status}`;

function failureOf(
  status: number,
  stderr: string,
  isTooLong: boolean,
  allowed: readonly number[] = [],
): Error | null {
  if (isTooLong) return new AnswerTooLong();
  if (status === 0 || allowed.includes(status)) return null;
  return new GitFailure(status, messageOf(stderr, status));
}

interface Ended {
  readonly status: number;
  readonly stderr: string;
}

/** Ends when the program has, and rejects where it could not be started. */
const ended = (child: ChildProcess, input: string, signal: AbortSignal): Promise<Ended> =>
  new Promise((resolve, reject) => {
    let stderr = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      if (stderr.length < 10_000) stderr += chunk.toString();
    });
    child.on('error', (error) => reject(notStarted(error, signal)));
    child.on('close', (status) => resolve({ status: status ?? -1, stderr }));
    // git may end before it has read everything; its exit code says why.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });

/** Runs the `git` program without a shell and answers what it wrote. Throws GitFailure, AnswerTooLong, or the signal's reason. */
export const createRunGit =
  (context: SourceContext): RunGit =>
  async (parameters, question = {}) => {
    const { directory, mode = 'READING', limit = Number.POSITIVE_INFINITY } = question;
    const place = directory === undefined ? [] : ['-C', directory];
    const sink = question.sink ?? (question.spooled ? await fileSink(limit) : pipeSink(limit));
    const child = spawn('git', [...configuration, ...place, ...parameters], {
      env: environmentOf(context, mode, directory),
      signal: context.signal,
      stdio: ['pipe', sink.target, 'pipe'],
    });
    sink.watch(child);
    const end = await ended(child, question.input ?? '', context.signal).catch(async (error) => {
      await sink.answer();
      throw error;
    });
    const answer = await sink.answer();
    const failure = failureOf(end.status, end.stderr, answer === null, question.allowed);
    if (failure || answer === null) throw failure;
    return answer;
  };

function notStarted(error: Error, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if ('code' in error && error.code === 'ENOENT')
    return new GitFailure(
      -1,
      'The program `git` was not found: install it, or put it on the PATH.',
    );
  return error;
}
