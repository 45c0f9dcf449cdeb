import type { SourceIdentity } from '../provider.js';
import { type GitlabAccess, placeOf } from './access.js';

const MOST_NAMED = 3;

/** Returns a function that identifies what is read: two integrations of one server read different things. */
export const identifyAs =
  (prefix: string) =>
  (access: GitlabAccess): SourceIdentity => {
    const named = [...access.groups, ...access.projects];
    const all = named.map((name) => name.toLowerCase()).sort();
    const more = named.length > MOST_NAMED ? ` and ${named.length - MOST_NAMED} more` : '';
    const names = named.slice(0, MOST_NAMED).join(', ') + more;
    const server = placeOf(access);
    const place = `${prefix}:${server}/${all.length > 0 ? all.join(',') : '*'}`;
    return { id: place, place, name: names || server, directory: null };
  };
