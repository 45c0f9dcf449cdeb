import { notFound, type SpotCheck } from '../discover.js';
import { openAccount } from '../harness-api/api.js';
import { parseJson } from '../http/answer.js';
import type { SourceContext } from '../provider.js';
import { pullRequestId } from './ids.js';
import { describe } from './read-pull-requests.js';
import { findRepository, locate } from './repositories.js';
import type { CodeSettings } from './settings.js';

const SHORT = /^(?<path>[\w.$-]+(?:\/[\w.$-]+){0,2})#(?<number>\d+)$/;
const ADDRESS = /\/module\/code\/(?<scope>.*)repos\/(?<name>[^/]+)\/pulls\/(?<number>\d+)/;

/** Returns the path below the account, and the number, of what is written; null if it is neither form. */
function read(what: string): { readonly path: string; readonly number: number } | null {
  const short = SHORT.exec(what)?.groups;
  if (short) return { path: short.path!, number: Number(short.number) };
  const { scope, name, number } = ADDRESS.exec(what)?.groups ?? {};
  if (scope === undefined || name === undefined) return null;
  const above = scope.replaceAll(/(?:orgs|projects)\//g, '');
  return { path: `${above}${name}`, number: Number(number) };
}

/** Looks up `organisation/project/repository#42`, or the address of a pull request. */
export async function spotCheck(
  settings: CodeSettings,
  what: string,
  context: SourceContext,
): Promise<SpotCheck> {
  const asked = read(what.trim());
  if (!asked)
    return notFound(
      'Write organisation/project/repository#42, or copy the address of a pull request.',
    );
  const account = openAccount(settings, context);
  const repository = await findRepository(account, `${settings.account}/${asked.path}`);
  if (!repository) return notFound(`The token sees no repository ${asked.path}.`);
  const { base, query } = locate(repository.path);
  const answer = await account.client.ask(`${base}/pullreq/${asked.number}`, {
    query,
    allowed: [404],
  });
  const known = answer.status === 200 ? describe(parseJson(answer)) : null;
  if (!known) return notFound(`${asked.path} has no pull request ${asked.number}.`);
  return {
    found: true,
    factId: pullRequestId(account.place, repository.id, known.number),
    message: `It is ${known.state}, last changed ${new Date(known.changedAt).toISOString()}.`,
  };
}
