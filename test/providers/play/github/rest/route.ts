import { RefusedQuery } from '../graphql/refused-query.js';
import type { AppRegistration } from '../server/app.js';
import { canSee, isBehindSso, isPermitted, notAccessible } from '../server/permissions.js';
import { type Reply, refusal } from '../server/reply.js';
import type { View } from '../view.js';
import type { LazyList } from '../world/records.js';
import type { Repository } from '../world/world.js';

/** A request of REST, matched to its route. */
export interface Call {
  readonly view: View;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** The credential behind `Bearer`; empty if there is none. */
  readonly credential: string;
  readonly app: AppRegistration;
  /** The rest of the limits. */
  readonly rates: () => object;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  /** The path in GitHub's contract, such as `/repos/{owner}/{repo}/pulls`. */
  readonly path: string;
  /** The permission of a fine-grained token or an installation, such as `pull_requests`. */
  readonly permission?: string;
  /** Scopes of a classic token; any of them suffices. */
  readonly scopes?: readonly string[];
  /** True where a call without a token is answered. */
  readonly isOpen?: boolean;
  answer(call: Call): Reply;
}

/** Ends a call with another answer than the wanted one. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly reply: Reply;
  constructor(reply: Reply) {
    super('refused');
    this.reply = reply;
  }
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const notFound = (): Refused => new Refused(refusal(404, 'Not Found'));

const ssoHeader = ({ web, world }: View): string =>
  `required; url=${web}/orgs/${world.organization.login}/sso?authorization_request=AAAA`;

/** Throws Refused with what GitHub answers where a repository cannot be read. */
function requireReadable(repository: Repository, view: View): void {
  if (isBehindSso(repository, view))
    throw new Refused(
      refusal(
        403,
        'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.',
        { 'x-github-sso': ssoHeader(view) },
      ),
    );
  if (!canSee(repository, view)) throw notFound();
  if (repository.isBlocked)
    throw new Refused({
      status: 451,
      body: {
        message: 'Repository access blocked',
        block: { reason: 'dmca', created_at: '2026-01-02T03:04:05Z', html_url: null },
      },
    });
}

/** Returns the repository that a path names. Throws Refused: 404, 301 where it was renamed, 403 or 451. */
export function repositoryOf({ view, params, path, query }: Call): Repository {
  const { owner, repo } = params;
  const found = view.world.repositoryNamed(`${owner}/${repo}`);
  if (found === null) throw notFound();
  const { repository, moved } = found;
  if (moved) {
    const rest = path.split('/').slice(4).join('/');
    const search = query.size === 0 ? '' : `?${query}`;
    const url = `${view.api}/repositories/${repository.id}${rest === '' ? '' : `/${rest}`}${search}`;
    throw new Refused({
      status: 301,
      headers: { location: url },
      body: {
        message: 'Moved Permanently',
        url,
        documentation_url: 'https://docs.github.com/rest',
      },
    });
  }
  requireReadable(repository, view);
  return repository;
}

/** Throws Refused where the token may not use the route. */
function requireAccess({ permission, scopes, isOpen }: Route, { view }: Call): void {
  const { token } = view;
  if (token === null) {
    if (isOpen !== true) throw new Refused(refusal(401, 'Requires authentication'));
    return;
  }
  if (permission !== undefined && !isPermitted(token, permission))
    throw new Refused(refusal(403, notAccessible(token)));
  if (token.kind !== 'CLASSIC' || scopes === undefined) return;
  if (!scopes.some((scope) => token.scopes.includes(scope)))
    throw new Refused(refusal(403, `Must have one of the scopes: ${scopes.join(', ')}.`));
}

const MOST = 100;
const USUAL = 30;

function pagesOf(query: URLSearchParams) {
  const whole = (name: string, usual: number) => {
    const value = Number(query.get(name) ?? usual);
    return Number.isInteger(value) && value > 0 ? value : usual;
  };
  return { size: Math.min(MOST, whole('per_page', USUAL)), page: whole('page', 1) };
}

/** GitHub's pages of a repository lead on by its number, never by its name. */
function linkPath({ path, params, view }: Call): string {
  const { owner, repo } = params;
  if (owner === undefined || repo === undefined) return path;
  const { repository } = view.world.repositoryNamed(`${owner}/${repo}`)!;
  return path.replace(/^\/repos\/[^/]+\/[^/]+/, `/repositories/${repository.id}`);
}

function linksOf(call: Call, page: number, last: number): string {
  const at = (number: number, rel: string) => {
    const query = new URLSearchParams(call.query);
    query.set('page', String(number));
    return `<${call.view.api}${linkPath(call)}?${query}>; rel="${rel}"`;
  };
  return [
    ...(page > 1 ? [at(page - 1, 'prev')] : []),
    ...(page < last ? [at(page + 1, 'next'), at(last, 'last')] : []),
    ...(page > 1 ? [at(1, 'first')] : []),
  ].join(', ');
}

/** Returns a page of a list with its `Link`; `wrap` puts the entries into their body. */
export function paged<Item>(
  call: Call,
  list: LazyList<Item>,
  make: (item: Item) => unknown,
  wrap: (entries: readonly unknown[]) => unknown = (entries) => entries,
): Reply {
  const { size, page } = pagesOf(call.query);
  const from = Math.min(list.length, (page - 1) * size);
  const to = Math.min(list.length, from + size);
  const entries = Array.from({ length: to - from }, (_, n) => make(list.at(from + n)));
  const link = linksOf(call, page, Math.max(1, Math.ceil(list.length / size)));
  return { status: 200, body: wrap(entries), headers: link === '' ? {} : { link } };
}

/** Runs a route, and turns what it throws into the answer that GitHub gives. */
export function runRoute(route: Route, call: Call): Reply {
  try {
    requireAccess(route, call);
    return route.answer(call);
  } catch (error) {
    if (error instanceof Refused) return error.reply;
    if (error instanceof RefusedQuery) return refusal(403, error.message);
    throw error;
  }
}
