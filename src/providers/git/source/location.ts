import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { placeKey, remoteKey } from '../../../model/facts/remote-url.js';
import type { SourceIdentity } from '../../provider.js';

export type Location =
  | { readonly kind: 'LOCAL'; readonly directory: string }
  | {
      readonly kind: 'REMOTE';
      /** Written so that every program reads it alike. */
      readonly url: string;
      /** Such as `https`. */
      readonly protocol: string;
      /** In lower case, without port. */
      readonly host: string;
      readonly normalised: string;
    }
  | { readonly kind: 'REFUSED'; readonly message: string };

const refused = (message: string): Location => ({ kind: 'REFUSED', message });
const withoutSuffix = (path: string) => path.replace(/\/+$/, '').replace(/\.git$/, '');

function locateFile(url: string): Location {
  try {
    return { kind: 'LOCAL', directory: fileURLToPath(url) };
  } catch {
    return refused('This file URL names no path on this machine: write the path itself.');
  }
}

const bareHost = (hostname: string) => hostname.toLowerCase().replace(/^\[|\]$|\.$/g, '');

function locateUrl(text: string): Location {
  if (!URL.canParse(text)) return refused('This URL cannot be read: check its spelling.');
  const url = new URL(text);
  if (url.protocol === 'file:') return locateFile(text);
  if (!['https:', 'http:', 'ssh:', 'git:'].includes(url.protocol))
    return refused('Only https, http, ssh and git URLs can be cloned.');
  if (url.password !== '')
    return refused(
      'A URL may not hold a password: give the user in the setting `username`, the password or token in `token`.',
    );
  if (/^-|@-/.test(decodeURIComponent(url.host)))
    return refused('A host name cannot begin with a dash.');
  if (url.search !== '' || url.hash !== '')
    return refused('A repository’s URL has no `?` or `#`: give a token in the setting `token`.');
  const path = withoutSuffix(url.pathname);
  return {
    kind: 'REMOTE',
    url: url.href,
    protocol: url.protocol.slice(0, -1),
    host: bareHost(url.hostname),
    normalised: `${url.protocol}//${url.host.toLowerCase()}${path}`,
  };
}

/** Where a location lies. Whatever git could take for an option or a program to run is refused. */
export function locate(location: string): Location {
  if (/\p{Cc}/u.test(location)) return refused('A location has no line breaks or control signs.');
  if (location.startsWith('-'))
    return refused('A location cannot begin with a dash: write `./-name` for such a folder.');
  if (/^[^/\\]*::/.test(location))
    return refused('Transports such as `ext::` start programs: name a path or a URL.');
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(location)) return locateUrl(location);
  const [, user = '', host, path] = /^(?:([^@/\\:]+)@)?([^/\\:]{2,}):(.*)$/.exec(location) ?? [];
  if (host === undefined || path === undefined)
    return { kind: 'LOCAL', directory: resolve(location) };
  if (/^-/.test(host) || /^-/.test(user)) return refused('A host name cannot begin with a dash.');
  const normalised = `ssh://${host.toLowerCase()}/${withoutSuffix(path).replace(/^\/+/, '')}`;
  // SSH takes what stands behind the last `@`.
  const own = bareHost(host.slice(host.lastIndexOf('@') + 1));
  return { kind: 'REMOTE', url: location, protocol: 'ssh', host: own, normalised };
}

const repositoryId = (normalised: string) =>
  `git:${createHash('sha256').update(normalised).digest('hex').slice(0, 12)}`;

/** The id by which users and facts name a repository that is known by this remote, unless they give another. */
export const publicIdOf = (remote: string): string => repositoryId(remote);

/** The repository's fact id and name, and what is equal for every spelling of one place. */
export function identify(location: string): SourceIdentity {
  const found = locate(location);
  if (found.kind === 'LOCAL') {
    const directory = found.directory.replace(/\/\.git$/, '');
    const name = basename(directory).replace(/\.git$/, '') || directory;
    const place = placeKey(directory);
    return { id: repositoryId(directory), name, directory: found.directory, place };
  }
  const normalised = found.kind === 'REMOTE' ? found.normalised : location;
  const name = normalised.replace(/^[a-z]+:\/\/[^/]*\//, '');
  const place = remoteKey(location) ?? normalised;
  return { id: repositoryId(normalised), name, directory: null, place };
}

/** The address of a repository's web page as hosts commonly have it, without credentials; null if it has none. */
export function webAddress(remote: string): string | null {
  const found = locate(remote);
  if (found.kind !== 'REMOTE') return null;
  return found.normalised
    .replace(/^(?:ssh|git):\/\/([^/:]+)(?::\d+)?\//, 'https://$1/')
    .replace(/^http:/, 'http:');
}
