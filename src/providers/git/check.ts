import type { CheckItem, CheckReport, SourceContext } from '../provider.js';
import { type Snapshot, takeSnapshot } from './pages/snapshot.js';
import type { GitSettings } from './settings.js';
import { reach, reaching } from './source/access.js';
import { locate } from './source/location.js';
import { createGit, GitFailure, type RunGit } from './source/run.js';
import { openSource, whileSame } from './source/source.js';
import { isAtLeast, readVersion } from './source/version.js';

const OLDEST = [2, 30] as const;

async function checkProgram(git: RunGit): Promise<CheckItem> {
  const what = 'The program git';
  const { text: said, version } = await readVersion(git);
  const ok = isAtLeast(version, OLDEST);
  return {
    what,
    ok,
    message: ok ? said : `${said}: install git ${OLDEST.join('.')} or newer.`,
  };
}

const checkBranch = ({ branch, head, branches }: Snapshot): CheckItem => ({
  what: 'The default branch',
  ok: head !== null,
  message:
    head === null
      ? `HEAD names a branch without commits: commit something, or name one in the settings. ${existing(branches)}`
      : `${branch}`,
});

const MOST_NAMED = 10;
function listed(names: readonly string[]): string {
  const more = names.length > MOST_NAMED ? `, and ${names.length - MOST_NAMED} more` : '';
  return `${names.slice(0, MOST_NAMED).join(', ')}${more}`;
}
const existing = (branches: readonly string[]): string => {
  if (branches.length === 0) return 'There are no branches yet.';
  return `There are the branches ${listed(branches)}.`;
};

const checkDepth = ({ boundaries }: Snapshot): CheckItem => ({
  what: 'The history',
  ok: true,
  message:
    boundaries.length === 0
      ? 'It is complete.'
      : 'It is a shallow clone: older commits are unknown. `git fetch --unshallow` brings them.',
});

const checkRefs = ({ broken }: Snapshot): CheckItem[] =>
  broken.length === 0
    ? []
    : [
        {
          what: 'Branches and tags',
          ok: true,
          message: `The object is missing or damaged, so these are excluded: ${listed(broken)}.`,
        },
      ];

async function checkLocal(settings: GitSettings, context: SourceContext): Promise<CheckItem[]> {
  const source = await openSource(settings, context);
  try {
    const snapshot = await whileSame(source, () => takeSnapshot(source, settings));
    const message = `${snapshot.tips.length} distinct commits carry branches or tags.`;
    const repository = { what: 'The repository', ok: true, message };
    return [repository, ...checkRefs(snapshot), checkBranch(snapshot), checkDepth(snapshot)];
  } finally {
    await source.close();
  }
}

async function checkRemote(
  git: RunGit,
  settings: GitSettings,
  context: SourceContext,
): Promise<CheckItem[]> {
  const reached = await reach(settings, context, git);
  const { url, access } = reached;
  await reaching(reached, () => git(['ls-remote', '--heads', '--', url], { access }));
  return [{ what: 'The repository', ok: true, message: 'It answers.' }];
}

async function* items(settings: GitSettings, context: SourceContext): AsyncGenerator<CheckItem> {
  const git = createGit(context).run;
  yield await checkProgram(git);
  const location = locate(settings.location);
  if (location.kind === 'REFUSED') throw new GitFailure(-1, location.message);
  if (location.kind === 'REMOTE') yield* await checkRemote(git, settings, context);
  else yield* await checkLocal(settings, context);
}

/**
 * Checks that git is there, and that the repository can be read and has a default branch. Fetches
 * nothing.
 */
export async function check(settings: GitSettings, context: SourceContext): Promise<CheckReport> {
  const found: CheckItem[] = [];
  try {
    for await (const item of items(settings, context)) found.push(item);
  } catch (error) {
    if (!(error instanceof GitFailure)) throw error;
    found.push({ what: settings.location, ok: false, message: error.message });
  }
  return { ok: found.every((item) => item.ok), items: found };
}
