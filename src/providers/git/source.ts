import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceContext } from '../provider.js';
import { identify, locate, webAddress } from './location.js';
import { createGit, type Git, GitFailure, type RunGit } from './run.js';
import type { GitSettings } from './settings.js';

/** A repository on this machine, ready to be read by git inside of it. */
export interface Source extends Git {
  /** Fact id of the repository. */
  readonly id: string;
  readonly name: string;
  /** Where it can be seen in a browser; null where that is unknown. */
  readonly url: () => Promise<string | null>;
  /** The file that names the commits whose parents are cut off; null where the history is complete. Throws GitFailure where there is no repository. */
  readonly shallowFile: () => Promise<string | null>;
}

async function mirror(git: RunGit, directory: string, url: string): Promise<void> {
  if (!existsSync(directory)) {
    const fresh = `${directory}.new`;
    await rm(fresh, { recursive: true, force: true });
    await mkdir(fresh, { recursive: true });
    await git(['init', '--quiet', '--bare', '--template=', '--', fresh]);
    await rename(fresh, directory);
  }
  const fetching = { directory, mode: 'FETCHING' } as const;
  const head = await git(['ls-remote', '--symref', '--', url, 'HEAD'], fetching);
  await git(
    [
      ...['fetch', '--quiet', '--prune', '--force', '--no-tags', '--no-write-fetch-head'],
      ...['--', url, '+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'],
    ],
    fetching,
  );
  const [, branch] = /^ref: (refs\/heads\/\S+)\tHEAD$/m.exec(head.toString()) ?? [];
  if (branch !== undefined) await git(['symbolic-ref', 'HEAD', branch], { directory });
}

const within = ({ run, open }: Git, directory: string): Git => ({
  run: (parameters, question) => run(parameters, { ...question, directory }),
  open: (parameters, question) => open(parameters, { ...question, directory }),
});

/** The file of a repository that is a shallow one. */
async function lookInto(run: RunGit, directory: string): Promise<string | null> {
  const asked = ['--is-shallow-repository', '--path-format=absolute', '--git-path', 'shallow'];
  const answer = (await run(['rev-parse', ...asked], { allowed: [128] })).toString();
  if (answer === '')
    throw new GitFailure(128, `${directory} is no git repository: name the folder that holds one.`);
  const [isShallow, path = ''] = answer.trim().split('\n');
  return isShallow === 'true' ? path : null;
}

/** The repository that settings name; one that lies elsewhere is brought up to date in a mirror under `dataDirectory` first. */
export async function openSource(settings: GitSettings, context: SourceContext): Promise<Source> {
  const location = locate(settings.location);
  if (location.kind === 'REFUSED') throw new GitFailure(-1, location.message);
  const { id, name } = identify(settings.location);
  const git = createGit(context);
  if (location.kind === 'REMOTE') {
    const directory = join(context.dataDirectory, 'git', id.slice('git:'.length));
    await mirror(git.run, directory, location.url);
    const url = async () => webAddress(location.url);
    return { id, name, url, shallowFile: async () => null, ...within(git, directory) };
  }
  if (!existsSync(location.directory))
    throw new GitFailure(-1, `${location.directory} does not exist: check the path.`);
  const here = within(git, location.directory);
  const url = async () => {
    const origin = await here.run(['config', '--get', 'remote.origin.url'], { allowed: [1] });
    return webAddress(origin.toString().trim());
  };
  return { id, name, url, shallowFile: () => lookInto(here.run, location.directory), ...here };
}
