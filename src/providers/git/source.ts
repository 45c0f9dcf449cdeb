import { existsSync } from 'node:fs';
import { mkdir, realpath, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { placeKey, remoteKey } from '../../model/remote-url.js';
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
  /** What `remoteKey` returns of its remote, else of its place. */
  readonly remote: () => Promise<string>;
  /** The id that the settings give it; null where they give none. */
  readonly givenId: string | null;
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

/** The remote that a clone was made from, as it is written there; empty where there is none. */
async function originOf(run: RunGit): Promise<string> {
  // 1: there is no such setting. 128: no repository lies there.
  const origin = await run(['config', '--get', 'remote.origin.url'], { allowed: [1, 128] });
  return origin.toString().trim();
}

// What does not exist leads nowhere else.
const real = (path: string): Promise<string> => realpath(path).catch(() => resolve(path));

/** The folder that holds the objects of a repository, the same for all its work trees. */
async function folderOf(run: RunGit, directory: string): Promise<string> {
  const asked = ['rev-parse', '--path-format=absolute', '--git-common-dir'];
  const answer = (await run(asked, { allowed: [128] })).toString().trim();
  return real(answer === '' ? directory : answer);
}

const MOST_CLONES = 5;

/** What a local repository is a clone of, over clones of clones; its own place where it is none. */
async function remoteOf(git: Git, directory: string, clones = 0): Promise<string> {
  const { run } = within(git, directory);
  const origin = await originOf(run);
  const located = origin === '' ? null : locate(origin);
  if (located?.kind === 'REMOTE') return remoteKey(origin) ?? located.normalised;
  if (located?.kind !== 'LOCAL') return placeKey(await folderOf(run, directory));
  const isPath = !origin.includes('://');
  const above = await real(isPath ? resolve(directory, origin) : located.directory);
  if (clones < MOST_CLONES && existsSync(above)) return remoteOf(git, above, clones + 1);
  return placeKey(above);
}

/** The repository that settings name; one that lies elsewhere is brought up to date in a mirror under `dataDirectory` first. */
export async function openSource(settings: GitSettings, context: SourceContext): Promise<Source> {
  const location = locate(settings.location);
  if (location.kind === 'REFUSED') throw new GitFailure(-1, location.message);
  const { id, place, name: ownName } = identify(settings.location);
  const named = { id, name: settings.name ?? ownName, givenId: settings.id ?? null };
  const git = createGit(context);
  if (location.kind === 'REMOTE') {
    const directory = join(context.dataDirectory, 'git', id.slice('git:'.length));
    await mirror(git.run, directory, location.url);
    const url = async () => webAddress(location.url);
    const remote = async () => place;
    return { ...named, url, remote, shallowFile: async () => null, ...within(git, directory) };
  }
  if (!existsSync(location.directory))
    throw new GitFailure(-1, `${location.directory} does not exist: check the path.`);
  const here = within(git, location.directory);
  return {
    ...named,
    url: async () => webAddress(await originOf(here.run)),
    remote: () => remoteOf(git, location.directory),
    shallowFile: () => lookInto(here.run, location.directory),
    ...here,
  };
}
