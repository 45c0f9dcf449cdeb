import type { Variables } from '../../env.js';
import { Fault } from '../../model/errors.js';
import { runProgram } from '../../providers/git/spawner/spawner.js';

// Nothing of the machine's configuration may show in what is written.
const isolated = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', LC_ALL: 'C' };
/**
 * Lets git keep its memory, where its allocator is that of glibc. Otherwise it gives the buffers of each object back and asks for them again.
 * A repository of the demo took 9.8 s of processor time on a virtual machine, and takes 0.5 s.
 */
const keepMemory = { MALLOC_TRIM_THRESHOLD_: '268435456', MALLOC_TOP_PAD_: '16777216' };
const MISSING =
  'The program `git` could not be started: install it, put it on the PATH, or start with --empty.';
const MOST_BYTES = 2 ** 28;

/** Runs git in a folder and returns what it writes. Throws UNAVAILABLE, or the signal's reason. */
export async function runGit(
  directory: string,
  parameters: readonly string[],
  { PATH = '', HOME = '' }: Variables,
  {
    input = '',
    signal = new AbortController().signal,
  }: { input?: string; signal?: AbortSignal } = {},
): Promise<string> {
  const environment = { PATH, HOME, ...isolated, ...keepMemory };
  const program = { file: 'git', parameters: ['-C', directory, ...parameters], environment, input };
  const { status, stderr, notStarted, answer } = await runProgram(program, MOST_BYTES, signal);
  if (status === 0 && answer !== null) return answer.toString();
  const why = `git ${parameters[0]}: ${stderr.trim()}`;
  throw new Fault('UNAVAILABLE', notStarted === 'ENOENT' ? MISSING : why);
}
