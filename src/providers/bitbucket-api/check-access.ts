import { checkItem, messageOf, reportOf } from '../check-items.js';
import { parseJson } from '../http/answer.js';
import type { CheckItem, CheckReport, SourceContext } from '../provider.js';
import type { BitbucketAccess } from './access.js';
import { type BitbucketApi, openApi, repositoryPath } from './api.js';
import { REFUSING, remedyOf } from './refusals.js';
import { type ListedRepository, listRepositories } from './repositories.js';

/** Returns what is wrong with the credential itself, whatever it may see; null if nothing is. */
async function checkCredential(api: BitbucketApi, access: BitbucketAccess): Promise<CheckItem> {
  const { email, workspaces, repositories } = access;
  const named = [...workspaces, ...repositories];
  return checkItem({ what: 'Token' }, async () => {
    const path = email === '' ? repositoryPath(named[0] ?? '') : 'user';
    const answer = await api.client.ask(path, { allowed: REFUSING });
    if (answer.status === 401) return { ok: false, message: remedyOf(answer, 'repository') };
    if (email !== '' && answer.status === 404)
      return { ok: false, message: `${api.host} is not Bitbucket Cloud: check the address.` };
    const { display_name: name } = parseJson<{ readonly display_name?: string }>(answer);
    return { ok: true, message: name ? `It is of ${name}.` : 'Bitbucket takes it.' };
  });
}

/** Asks for something with one entry. Returns the item of the check. */
export const checkPath = (
  api: BitbucketApi,
  about: Pick<CheckItem, 'what' | 'optional'>,
  path: string,
  scope: string,
): Promise<CheckItem> =>
  checkItem({ ...about, permission: `read:${scope}:bitbucket` }, async () => {
    const answer = await api.client.ask(path, { query: { pagelen: 1 }, allowed: REFUSING });
    return answer.status === 200
      ? { ok: true, message: 'They can be read.' }
      : { ok: false, message: remedyOf(answer, scope) };
  });

/** So many are enough to see what a token may do. */
const MOST_REPOSITORIES = 500;

async function findRepositories(
  api: BitbucketApi,
  access: BitbucketAccess,
  warnings: string[],
): Promise<readonly ListedRepository[]> {
  const log: SourceContext['log'] = (_, message) => warnings.push(message);
  const found: ListedRepository[] = [];
  for await (const { seen } of listRepositories(api, access, { log }, new Set())) {
    found.push(...seen.map(({ repository }) => repository));
    if (found.length >= MOST_REPOSITORIES) break;
  }
  return found;
}

function repositoriesItem(found: readonly ListedRepository[], warnings: readonly string[]) {
  const about = { what: 'Repositories', permission: 'read:repository:bitbucket' };
  if (warnings.length > 0) return { ...about, ok: false, message: warnings.join(' ') };
  return found.length > 0
    ? { ...about, ok: true, message: `${found.length} can be read.` }
    : {
        ...about,
        ok: false,
        message:
          'The token sees no repository of the workspaces and projects: grant its account access there (read:repository:bitbucket).',
      };
}

/**
 * Checks that the address is Bitbucket's and the token is good, and which repositories it sees; `further` checks what is read of one of
 * them.
 */
export async function checkAccess(
  access: BitbucketAccess,
  context: SourceContext,
  further: (api: BitbucketApi, path: string) => Promise<CheckItem[]>,
): Promise<CheckReport> {
  const api = openApi(access, context);
  const credential = await checkCredential(api, access);
  if (!credential.ok) return reportOf([credential]);
  const warnings: string[] = [];
  let found: readonly ListedRepository[] = [];
  try {
    found = await findRepositories(api, access, warnings);
  } catch (error) {
    warnings.push(messageOf(error));
  }
  const items = [credential, repositoriesItem(found, warnings)];
  const [sample] = found;
  return reportOf(
    sample ? [...items, ...(await further(api, repositoryPath(sample.full_name)))] : items,
  );
}
