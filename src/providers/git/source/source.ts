import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { placeKey, remoteKey } from '../../../model/facts/remote-url.js';
import { type AllowedFolders, isAllowed, realPathOf } from '../../folders.js';
import type { SourceContext } from '../../provider.js';
import type { GitSettings } from '../settings.js';
import { type Reached, reach, reaching } from './access.js';
import { readConfiguration } from './configuration.js';
import { identify, locate, webAddress } from './location.js';
import { demandSame, resolveRepository } from './repository.js';
import { createGit, type Git, GitFailure, type Place, type RunGit } from './run.js';
import { openView } from './view.js';

/** A repository on this machine. Its objects are read by `run` and `open`, through a view; to be closed. */
export interface Source extends Git {
  /** Fact id of the repository. */
  readonly id: string;
  readonly name: string;
  /** Where it can be seen in a browser; null if that is unknown. */
  readonly url: () => Promise<string | null>;
  /** Returns `remoteKey` of the remote, or of the place if there is none. */
  readonly remote: () => Promise<string>;
  /** The id that the settings give it; null if they give none. */
  readonly givenId: string | null;
  /** Asks of its branches and tags. */
  readonly refs: RunGit;
  /** Commits whose parents are cut off (shallow clones), sorted. */
  readonly boundaries: readonly string[];
  /** Throws GitFailure where what was read since it was opened may have been another repository, or leads out by now. */
  readonly demandUnchanged: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Does something with a source. The result or error of `work` is used only if the source is still the same. */
export async function whileSame<Answer>(
  source: Source,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work();
  } finally {
    await source.demandUnchanged();
  }
}

async function mirror(git: RunGit, directory: string, { url, access }: Reached): Promise<void> {
  if (!existsSync(directory)) {
    const fresh = `${directory}.new`;
    await rm(fresh, { recursive: true, force: true });
    await mkdir(fresh, { recursive: true });
    await git(['init', '--quiet', '--bare', '--template=', '--', fresh]);
    await rename(fresh, directory);
  }
  const place = { gitDirectory: directory };
  const fetching = { place, access };
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

async function describe(git: Git, directory: string, allowed: AllowedFolders) {
  const repository = await resolveRepository(directory, allowed);
  const configuration = await readConfiguration(git.run, repository.configuration);
  if (configuration.hasRefTable && !repository.isMain)
    throw new GitFailure(
      -1,
      `${directory} is a linked work tree whose branches lie in a table: name the repository itself.`,
    );
  return { repository, configuration };
}
/** The description that a repository gives of itself. */
type Described = Awaited<ReturnType<typeof describe>>;

/** The part of a source that reads a repository. */
async function reading(
  git: Git,
  { repository, configuration }: Described,
): Promise<Pick<Source, 'run' | 'open' | 'refs' | 'boundaries' | 'close'>> {
  const { objects, boundaries, refs } = repository;
  const { format, hasRefTable: isTable } = configuration;
  const view = await openView({ objects, format, boundaries });
  const whole = await openView({ objects, format, boundaries, refs: { ...refs, isTable } });
  const close = async () => {
    await view.close();
    await whole.close();
  };
  return {
    ...within(git, view.place),
    refs: within(git, whole.place).run,
    boundaries,
    close,
  };
}

const MOST_CLONES = 5;

/** The repository in a folder; null if there is none that may be read. */
async function describeWhereAllowed(
  git: Git,
  directory: string,
  allowed: AllowedFolders,
): Promise<Described | null> {
  try {
    return await describe(git, directory, allowed);
  } catch (error) {
    if (error instanceof GitFailure) return null;
    throw error;
  }
}

/**
 * Returns the origin of a local repository, through clones of clones; its own place if it is not a
 * clone.
 */
async function remoteOf(
  git: Git,
  directory: string,
  { repository, configuration: { origin } }: Described,
  allowed: AllowedFolders,
  clones = 0,
): Promise<string> {
  const located = origin === '' ? null : locate(origin);
  if (located?.kind === 'REMOTE') return remoteKey(origin) ?? located.normalised;
  if (located?.kind !== 'LOCAL') return placeKey(repository.folder);
  const isPath = !origin.includes('://');
  const named = isPath ? resolve(directory, origin) : located.directory;
  // A path that may not be read yields nothing but its name.
  if (!(await isAllowed(named, allowed))) return placeKey(named);
  const above = await realPathOf(named);
  const next = clones < MOST_CLONES ? await describeWhereAllowed(git, above, allowed) : null;
  return next ? remoteOf(git, above, next, allowed, clones + 1) : placeKey(above);
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
    const reached = await reach(settings, context, git.run);
    await reaching(reached, () => mirror(git.run, directory, reached));
    const url = async () => webAddress(location.url);
    const remote = async () => place;
    const read = await reading(git, await describe(git, directory, null));
    const demandUnchanged = async () => undefined;
    return { ...named, url, remote, demandUnchanged, ...read };
  }
  const { directory } = location;
  const described = await describe(git, directory, context.folders);
  return {
    ...named,
    url: async () => webAddress(described.configuration.origin),
    remote: () => remoteOf(git, directory, described, context.folders),
    demandUnchanged: () => demandSame(directory, context.folders, described.repository),
    ...(await reading(git, described)),
  };
}

/**
 * Returns the real paths of this machine that are read, or the address of a URL. Throws GitFailure
 * if there is no repository.
 */
export async function grantsOf(settings: GitSettings): Promise<readonly string[]> {
  const location = locate(settings.location);
  if (location.kind === 'REFUSED') return [];
  if (location.kind === 'REMOTE') return [location.normalised];
  return (await resolveRepository(location.directory, null)).entered;
}
