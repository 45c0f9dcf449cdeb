import { leanOf, openApi, repositoryPath } from '../bitbucket-api/api.js';
import type { Draft } from '../bitbucket-api/look.js';
import { seenIn } from '../bitbucket-api/repositories.js';
import type { GonePage, RepositoriesPage } from '../bitbucket-api/repository-facts.js';
import { parseJson } from '../http/answer.js';
import type { Page, SourceContext } from '../provider.js';
import { type Nudge, readNudge } from './nudge.js';
import type { Asked } from './round.js';
import type { BitbucketSettings } from './settings.js';
import { readTags } from './tags.js';
import { pullsBody } from './walk.js';

const GONE = [404, 410];
const UNREADABLE = [403, ...GONE];

/** Returns the repository that a delivery names, as it is now; null if the settings or the token do not reach it. */
async function askRepository({ api, settings }: Asked, name: string) {
  const answer = await api.client.ask(repositoryPath(name), { allowed: UNREADABLE });
  if (UNREADABLE.includes(answer.status)) return { status: answer.status, seen: null };
  return { status: answer.status, seen: seenIn(settings, [parseJson(answer)])[0] ?? null };
}

async function readPull(asked: Asked, { name, id }: Nudge): Promise<Draft | null> {
  const { seen } = await askRepository(asked, name);
  if (!seen) return null;
  const { uuid, full_name } = seen.repository;
  const path = `${repositoryPath(full_name)}/pullrequests/${id}`;
  const answer = await asked.api.client.ask(path, { allowed: UNREADABLE });
  if (UNREADABLE.includes(answer.status)) return null;
  const node = leanOf(parseJson(answer));
  const body = await pullsBody(asked, { uuid, known: { name: full_name } }, [node]);
  return { kind: 'pull-requests', body };
}

async function readTagsOf(asked: Asked, { name }: Nudge): Promise<Draft | null> {
  const { seen } = await askRepository(asked, name);
  if (!seen) return null;
  const { uuid, full_name } = seen.repository;
  const body = await readTags(asked.api, uuid, full_name);
  return body && { kind: 'tags', body };
}

async function readRepository(asked: Asked, { name }: Nudge): Promise<Draft | null> {
  const { seen } = await askRepository(asked, name);
  if (!seen) return null;
  const body: RepositoriesPage = { host: asked.api.host, nodes: [seen.node] };
  return { kind: 'repositories', body };
}

/** A delivery calls it deleted: it is, where Bitbucket does not find it either. */
async function readDeleted(asked: Asked, { name, id }: Nudge): Promise<Draft | null> {
  const { status } = await askRepository(asked, name);
  if (!GONE.includes(status)) return null;
  const body: GonePage = { host: asked.api.host, repositories: [id] };
  return { kind: 'gone', body };
}

type Reader = (asked: Asked, nudge: Nudge) => Promise<Draft | null>;
const readers: Readonly<Record<Nudge['what'], Reader>> = {
  pull: readPull,
  tags: readTagsOf,
  repository: readRepository,
  deleted: readDeleted,
};

/** Yields pages of what deliveries pointed at, each read once. Entities that the settings exclude are skipped. Throws the errors of the API. */
export async function* fetchNudged(
  settings: BitbucketSettings,
  nudges: readonly string[],
  context: SourceContext,
): AsyncGenerator<Page> {
  const asked: Asked = { api: openApi(settings, context), settings };
  for (const text of new Set(nudges)) {
    const nudge = readNudge(text);
    if (!nudge) continue;
    context.signal.throwIfAborted();
    const draft = await readers[nudge.what](asked, nudge);
    if (draft)
      yield {
        kind: draft.kind,
        body: JSON.stringify(draft.body),
        fetchedAt: context.now,
        cursor: null,
      };
  }
}
