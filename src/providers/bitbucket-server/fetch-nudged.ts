import type { Page, SourceContext } from '../provider.js';
import { askIfThere, type BitbucketServer, isAbsent, openServer, readPage } from './api.js';
import { pullRequestId } from './ids.js';
import { readBranch, repositoriesDraft } from './look.js';
import { type Nudge, readNudge } from './nudge.js';
import { completePull, pullsDraft, readOne } from './pulls.js';
import { isSelected, pathOf, type RawRepository } from './repositories.js';
import type { Draft } from './run.js';
import type { BitbucketServerSettings } from './settings.js';
import { newestFirst, type RawTag, tagsDraft, tagsOf, withCommit } from './tags.js';

interface Asked {
  readonly server: BitbucketServer;
  readonly settings: BitbucketServerSettings;
}
type Read = (asked: Asked, nudge: Nudge, repository: RawRepository) => Promise<Draft | null>;

/** A pull request that the server does not find is gone, whatever the delivery said. */
const readPull: Read = async (asked, nudge, { id }) => {
  const { server } = asked;
  const raw = await readOne(server, nudge, nudge.number);
  if (raw === 'GONE') {
    const tombstone = { kind: 'PULL_REQUEST', id: pullRequestId(server.place, id, nudge.number) };
    return { kind: 'gone', body: JSON.stringify({ tombstones: [tombstone] }) };
  }
  const node = isAbsent(raw) ? null : await completePull(server, nudge, raw);
  return node && pullsDraft(asked, id, [node]);
};

const NEWEST = 10;

/** The newest tags; what lies behind them comes with the next sync, and what is gone with a sweep. */
const readTags: Read = async (asked, nudge, { id }) => {
  const { server, settings } = asked;
  if (!settings.tags) return null;
  const query = { ...newestFirst, limit: NEWEST };
  const page = await readPage<RawTag>(server, tagsOf(nudge), query, 0);
  const nodes: object[] = [];
  for (const tag of isAbsent(page) ? [] : page.values)
    nodes.push(await withCommit(server, nudge, tag));
  return nodes.length > 0 ? tagsDraft(asked, id, nodes) : null;
};

const readRepository: Read = async (asked, _, repository) =>
  repositoriesDraft(asked, [{ repository, branch: await readBranch(asked, repository) }]);

const readers: Readonly<Record<Nudge['what'], Read>> = {
  pull: readPull,
  tags: readTags,
  repository: readRepository,
};

/** Yields pages of what deliveries pointed at, each read once, in repositories that the settings mean. */
export async function* fetchNudged(
  settings: BitbucketServerSettings,
  nudges: readonly string[],
  context: SourceContext,
): AsyncGenerator<Page> {
  const all = [...new Set(nudges)].flatMap((text) => readNudge(text) ?? []);
  if (all.length === 0) return;
  const asked: Asked = { server: await openServer(settings, context), settings };
  for (const nudge of all) {
    context.signal.throwIfAborted();
    const repository = await askIfThere<RawRepository>(asked.server, pathOf(nudge));
    if (isAbsent(repository) || !isSelected(settings, repository)) continue;
    const draft = await readers[nudge.what](asked, nudge, repository);
    if (draft) yield { ...draft, fetchedAt: context.now, cursor: null };
  }
}
