import type { SourceIdentity } from '../provider.js';
import type { GithubAccess } from './access.js';
import { addressesOf } from './addresses.js';

const MOST_NAMED = 3;

/** The place is the host with what is read of it; two integrations of one host read different things. */
export function identifyAccess(access: GithubAccess): SourceIdentity {
  const { host } = addressesOf(access.baseUrl);
  const { organizations, repositories, app } = access;
  const named = [...organizations, ...repositories];
  const all = named.map((name) => name.toLowerCase()).sort();
  const scope = all.length > 0 ? all : [app ? `installation ${app.installation}` : '*'];
  const more = named.length > MOST_NAMED ? ` and ${named.length - MOST_NAMED} more` : '';
  const names = named.slice(0, MOST_NAMED).join(', ') + more;
  const place = `github:${host}/${scope.join(',')}`;
  return { id: place, place, name: names || host, directory: null };
}
