import type { SourceIdentity } from '../provider.js';
import type { BitbucketAccess } from './access.js';
import { addressesOf } from './addresses.js';

const MOST_NAMED = 3;

/** Returns the place that is read. Two integrations of one host read different things of it. */
export function identifyAccess(
  { baseUrl, workspaces, repositories, projects, email }: Omit<BitbucketAccess, 'token'>,
  what = 'bitbucket',
): SourceIdentity {
  const { host } = addressesOf(baseUrl);
  const named = [...workspaces, ...repositories];
  const all = [...named, ...projects.map((key) => `project ${key}`)];
  const scope = all.length > 0 ? all.map((name) => name.toLowerCase()).sort() : [email];
  const more = named.length > MOST_NAMED ? ` and ${named.length - MOST_NAMED} more` : '';
  const place = `${what}:${host}/${scope.join(',')}`;
  const name = named.slice(0, MOST_NAMED).join(', ') + more || host;
  return { id: place, place, name, directory: null };
}
