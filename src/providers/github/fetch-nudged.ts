import { openApi } from '../github-api/api.js';
import { GraphqlRefusal } from '../github-api/graphql-answer.js';
import { isSelected } from '../github-api/repositories.js';
import { parseJson } from '../http/answer.js';
import type { Page, SourceContext } from '../provider.js';
import { completeIssue, completePullRequest } from './complete.js';
import { issuesOf, type RawRepository } from './lists.js';
import { type Nudge, readNudge } from './nudge.js';
import { commits, onePullRequest, tags } from './queries.js';
import { bodyOf, type PageBuilder, type Place, type SyncPass } from './round.js';
import type { GithubSettings } from './settings.js';

type Asked = Pick<SyncPass, 'api' | 'settings'> & { readonly context: SourceContext };

interface Numbered extends Place {
  readonly pullRequest?: unknown;
  readonly issue?: unknown;
}

/** Returns the repository with what was asked for; null if GitHub does not show it. */
export async function askNamed<Found>(
  { api }: Pick<Asked, 'api'>,
  document: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Found | null> {
  try {
    return (await api.graphql<{ readonly repository: Found | null }>(document, variables))
      .repository;
  } catch (error) {
    if (error instanceof GraphqlRefusal && error.types.includes('NOT_FOUND')) return null;
    throw error;
  }
}

async function readPull(asked: Asked, { owner, name, number }: Nudge): Promise<PageBuilder | null> {
  const found = await askNamed<Numbered>(asked, onePullRequest, { owner, name, number });
  if (!found?.pullRequest) return null;
  const node = await completePullRequest(asked, found.nameWithOwner, found.pullRequest);
  return { kind: 'pull-requests', body: bodyOf(asked, found, [node]) };
}

async function readIssue(
  asked: Asked,
  { owner, name, number }: Nudge,
): Promise<PageBuilder | null> {
  const { one } = issuesOf(asked.api.host);
  const found = await askNamed<Numbered>(asked, one, { owner, name, number });
  if (!found?.issue) return null;
  const node = await completeIssue(asked, found.issue);
  return { kind: 'issues', body: bodyOf(asked, found, [node]) };
}

const UNREADABLE = [403, 404, 451];
interface RestRepository {
  readonly node_id: string;
}

async function askRepository({ api }: Asked, { owner, name }: Nudge) {
  const answer = await api.rest.ask(`repos/${owner}/${name}`, { allowed: UNREADABLE });
  return UNREADABLE.includes(answer.status) ? null : parseJson<RestRepository>(answer);
}

async function readRepository(asked: Asked, nudge: Nudge): Promise<PageBuilder | null> {
  const node = await askRepository(asked, nudge);
  if (!node) return null;
  const body = JSON.stringify({ host: asked.api.host, nodes: [node] });
  return { kind: 'repositories', body };
}

const AT_ONCE = 100;

/** The newest tags or commits; what lies behind them comes with the next sync. */
async function readNewest(asked: Asked, nudge: Nudge): Promise<PageBuilder | null> {
  const repository = await askRepository(asked, nudge);
  if (!repository) return null;
  const document = nudge.what === 'tags' ? tags : commits;
  const variables = { id: repository.node_id, first: AT_ONCE, after: null };
  const { node } = await asked.api.graphql<{ readonly node: RawRepository | null }>(
    document,
    variables,
  );
  const nodes =
    (nudge.what === 'tags' ? node?.refs : node?.defaultBranchRef?.target?.history)?.nodes ?? [];
  return node && nodes.length > 0 ? { kind: nudge.what, body: bodyOf(asked, node, nodes) } : null;
}

type Reader = (asked: Asked, nudge: Nudge) => Promise<PageBuilder | null>;
const readers: Readonly<Record<Nudge['what'], Reader>> = {
  pull: readPull,
  issue: readIssue,
  repository: readRepository,
  tags: readNewest,
  commits: readNewest,
};
const isOn: Readonly<Record<Nudge['what'], (settings: GithubSettings) => boolean>> = {
  pull: ({ pullRequests }) => pullRequests,
  issue: ({ issues }) => issues,
  repository: () => true,
  tags: ({ tags: areTags }) => areTags,
  commits: ({ commits: areCommits }) => areCommits,
};

/**
 * Yields pages of the entities that deliveries only pointed at, each read once. Entities that the
 * settings exclude are skipped. Throws the errors of the API.
 */
export async function* fetchNudged(
  settings: GithubSettings,
  nudges: readonly string[],
  context: SourceContext,
): AsyncGenerator<Page> {
  const asked: Asked = { api: openApi(settings, context), settings, context };
  for (const text of new Set(nudges)) {
    const nudge = readNudge(text);
    if (!nudge || !isOn[nudge.what](settings)) continue;
    if (!isSelected(settings, `${nudge.owner}/${nudge.name}`)) continue;
    context.signal.throwIfAborted();
    const draft = await readers[nudge.what](asked, nudge);
    if (draft) yield { ...draft, fetchedAt: context.now, cursor: null };
  }
}
