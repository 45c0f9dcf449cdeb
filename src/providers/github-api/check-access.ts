import { parseJson } from '../http/answer.js';
import { ConnectionFailure, HttpFailure, WrongAnswer } from '../http/failures.js';
import { LimitReached } from '../http/limits.js';
import type { CheckItem, CheckReport, SourceContext } from '../provider.js';
import type { GithubAccess } from './access.js';
import { type GithubApi, openApi } from './api.js';
import { GraphqlRefusal, GraphqlTooLarge } from './graphql-answer.js';
import { type Hint, hintOfFailure, hintOfWords } from './refusal-hints.js';
import { type ListedRepository, listRepositories } from './repositories.js';

const said = [
  HttpFailure,
  WrongAnswer,
  ConnectionFailure,
  LimitReached,
  GraphqlRefusal,
  GraphqlTooLarge,
];

/** Returns what is to be done about an error that the user can fix. Throws the error where it is another one. */
function hintOfError(error: unknown, needed: string | null): Hint {
  if (error instanceof HttpFailure) return hintOfFailure(error, needed);
  if (!said.some((kind) => error instanceof kind)) throw error;
  const { message } = error as Error;
  const [, scope] = /one of the following scopes: \['([\w:]+)'/.exec(message) ?? [];
  if (scope) return { message, permission: scope };
  return (error instanceof GraphqlRefusal ? hintOfWords(message, needed) : null) ?? { message };
}

/** Performs one check. An error becomes the item. */
export async function itemOf(
  what: string,
  look: () => Promise<string>,
  more: Pick<CheckItem, 'permission' | 'optional'> = {},
): Promise<CheckItem> {
  try {
    return { what, ok: true, message: await look(), ...more };
  } catch (error) {
    return { what, ok: false, ...more, ...hintOfError(error, more.permission ?? null) };
  }
}

/** GitHub answers these to everybody, and no other server does. */
async function checkAddress({ rest, host }: GithubApi): Promise<string> {
  const answer = await rest.ask('meta', { allowed: [401, 403] });
  const value = parseJson<object | null>(answer);
  const isGithub =
    answer.headers.has('x-github-request-id') ||
    (value !== null && 'verifiable_password_authentication' in value);
  if (isGithub) return `${host} answers.`;
  throw new WrongAnswer(`${host} answers, but not as GitHub does: check the address.`);
}

async function checkToken({ rest, host }: GithubApi, { app }: GithubAccess): Promise<string> {
  if (app) {
    await rest.ask('installation/repositories', { query: { per_page: 1 } });
    return 'The App can act for its installation.';
  }
  const answer = await rest.ask('user');
  const { login } = parseJson<{ readonly login?: string }>(answer);
  if (!login) throw new WrongAnswer(`${host} answers, but not as GitHub does: check the address.`);
  const scopes = answer.headers.get('x-oauth-scopes');
  return `It acts as "${login}"${scopes ? ` with the scopes ${scopes}` : ''}.`;
}

const MOST_NAMED = 5;
/** So many are enough to see what a credential may do. */
const MOST_REPOSITORIES = 1_000;

async function checkRepositories(api: GithubApi, access: GithubAccess, context: SourceContext) {
  const warnings: string[] = [];
  const log: SourceContext['log'] = (_, message) => warnings.push(message);
  const found: ListedRepository[] = [];
  for await (const page of listRepositories(api, access, { ...context, log }, { unread: 0 })) {
    found.push(...page.repositories);
    if (found.length >= MOST_REPOSITORIES) break;
    if (page.isComplete || access.app) continue;
    warnings.push(`${page.list} leaves out what SAML protects: authorise the token for it.`);
  }
  return { found, warnings };
}

/**
 * Checks that the address is GitHub's and the credential is good, and which repositories it sees.
 */
export async function checkAccess(
  access: GithubAccess,
  context: SourceContext,
  further: (api: GithubApi, repositories: readonly ListedRepository[]) => Promise<CheckItem[]>,
): Promise<CheckReport> {
  const api = openApi(access, context);
  const items: CheckItem[] = [await itemOf('Address', () => checkAddress(api))];
  const isFine = () => items.every(({ ok, optional }) => ok || optional === true);
  if (isFine()) items.push(await itemOf('Credential', () => checkToken(api, access)));
  if (!isFine()) return { ok: false, items };
  let repositories: readonly ListedRepository[] = [];
  const item = await itemOf('Repositories', async () => {
    const { found, warnings } = await checkRepositories(api, access, context);
    repositories = found;
    if (found.length > 0 && warnings.length === 0)
      return `${found.length}${found.length < MOST_REPOSITORIES ? '' : ' or more'} can be read.`;
    const reasons = warnings.slice(0, MOST_NAMED).join(' ');
    throw new WrongAnswer(reasons || 'The credential sees no repository: choose some for it.');
  });
  items.push(item);
  if (repositories.length > 0) items.push(...(await further(api, repositories)));
  return { ok: isFine(), items };
}
