import { existsSync } from 'node:fs';
import { mkdir, readFile, realpath, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { placeKey, remoteKey } from '../../model/remote-url.js';
import type { SourceContext } from '../provider.js';
import { identify, locate, webAddress } from './location.js';
import { createGit, type Git, GitFailure, type Place, type RunGit } from './run.js';
import type { GitSettings } from './settings.js';
import { type Objects, openView, type View } from './view.js';

/** A repository on this machine. Its objects are read by `run` and `open`, through a view; to be closed. */
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
  /** Asks the repository itself, which alone knows its refs. */
  readonly refs: RunGit;
  /** Commits whose parents are cut off (shallow clones), sorted. */
  readonly boundaries: readonly string[];
  readonly close: View['close'];
}

async function mirror(git: RunGit, directory: string, url: string): Promise<void> {
  if (!existsSync(directory)) {
    const fresh = `${directory}.new`;
    await rm(fresh, { recursive: true, force: true });
    await mkdir(fresh, { recursive: true });
    await git(['init', '--quiet', '--bare', '--template=', '--', fresh]);
    await rename(fresh, directory);
  }
  const place = { gitDirectory: directory };
  const fetching = { place, mode: 'FETCHING' } as const;
  const head = await git(['ls-remote', '--symref', '--', url, 'HEAD'], fetching);
  await git(
    [
      ...['fetch', '--quiet', '--prune', '--force', '--no-tags', '--no-write-fetch-head'],
      ...['--no-recurse-submodules', '--no-auto-gc'],
      ...['--', url, '+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'],
    ],
    fetching,
  );
  const [, branch] = /^ref: (refs\/heads\/\S+)\tHEAD$/m.exec(head.toString()) ?? [];
  if (branch !== undefined) await git(['symbolic-ref', 'HEAD', branch], { place });
}

const within = ({ run, open }: Git, place: Place): Git => ({
  run: (parameters, question) => run(parameters, { ...question, place }),
  open: (parameters, question) => open(parameters, { ...question, place }),
});

/** The repository that a folder itself is; git would look for one above it, too. */
function placeOf(directory: string): Place {
  const inside = join(directory, '.git');
  return { gitDirectory: existsSync(inside) ? inside : directory, workTree: directory };
}

/** Where the objects of a repository lie. Throws GitFailure where there is none. */
async function objectsOf(run: RunGit, directory: string): Promise<Objects> {
  const asked = ['--show-object-format', '--is-shallow-repository'];
  const paths = ['--git-path', 'objects', '--git-path', 'shallow'];
  const answer = (await run(['rev-parse', ...asked, ...paths], { allowed: [128] })).toString();
  if (answer === '')
    throw new GitFailure(128, `${directory} is no git repository: name the folder that holds one.`);
  const [format, isShallow, objects = '', shallow = ''] = answer.trim().split('\n');
  const cut = isShallow === 'true' ? await readFile(resolve(directory, shallow), 'utf8') : '';
  return {
    folder: resolve(directory, objects),
    format: format === 'sha256' ? 'sha256' : 'sha1',
    boundaries: cut
      .split('\n')
      .filter((line) => line !== '')
      .sort(),
  };
}

/** The part of a source that reads a repository. */
async function reading(
  git: Git,
  place: Place,
  directory: string,
): Promise<Pick<Source, 'run' | 'open' | 'refs' | 'boundaries' | 'close'>> {
  const { run: refs } = within(git, place);
  const objects = await objectsOf(refs, directory);
  const view = await openView(objects);
  const { boundaries } = objects;
  return { ...within(git, view.place), refs, boundaries, close: view.close };
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
  const asked = ['rev-parse', '--git-common-dir'];
  const answer = (await run(asked, { allowed: [128] })).toString().trim();
  return real(resolve(directory, answer));
}

const MOST_CLONES = 5;

/** What a local repository is a clone of, over clones of clones; its own place where it is none. */
async function remoteOf(git: Git, directory: string, clones = 0): Promise<string> {
  const { run } = within(git, placeOf(directory));
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
    const read = await reading(git, { gitDirectory: directory }, directory);
    return { ...named, url, remote, ...read };
  }
  if (!existsSync(location.directory))
    throw new GitFailure(-1, `${location.directory} does not exist: check the path.`);
  const read = await reading(git, placeOf(location.directory), location.directory);
  return {
    ...named,
    url: async () => webAddress(await originOf(read.refs)),
    remote: () => remoteOf(git, location.directory),
    ...read,
  };
}
