/** Hosts under other names of theirs, such as those for SSH on the port of HTTPS. */
const sameHosts: ReadonlyMap<string, string> = new Map([
  ['www.github.com', 'github.com'],
  ['api.github.com', 'github.com'],
  ['ssh.github.com', 'github.com'],
  ['www.gitlab.com', 'gitlab.com'],
  ['altssh.gitlab.com', 'gitlab.com'],
  ['www.bitbucket.org', 'bitbucket.org'],
  ['altssh.bitbucket.org', 'bitbucket.org'],
  ['ssh.dev.azure.com', 'dev.azure.com'],
]);
/** Hosts that find a repository in any case of its path. */
const withoutCase: ReadonlySet<string> = new Set([
  'github.com',
  'gitlab.com',
  'bitbucket.org',
  'dev.azure.com',
  'codeberg.org',
]);
/** Hosts whose repositories are always an owner and a name; pages of theirs may add more. */
const ownerAndName: ReadonlySet<string> = new Set(['github.com', 'bitbucket.org', 'codeberg.org']);

const schemes: ReadonlySet<string> = new Set(
  ['http', 'https', 'git', 'ssh', 'git+ssh', 'ssh+git', 'git+https', 'git+http'].map(
    (name) => `${name}:`,
  ),
);
const defaultPorts: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };
const BITBUCKET_SSH_PORT = '7999';

interface Remote {
  /** With its port where another one may hold other repositories. */
  readonly host: string;
  readonly path: readonly string[];
  /** True where the host is known to find repositories without regard to case. */
  readonly folds: boolean;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const segmentsOf = (path: string): string[] => {
  const segments = path.split(/[/\\]/).map(decoded);
  return segments.filter((segment) => !/^\s*\.{0,2}\s*$/.test(segment));
};

const withoutSuffix = (segments: readonly string[]): string[] =>
  segments
    .map((segment, index) =>
      index === segments.length - 1 ? segment.replace(/\.git$/i, '') : segment,
    )
    .filter((segment) => segment !== '');

/**
 * Returns an address of Azure DevOps as organisation, project and repository; null if the host is
 * another.
 */
function azureOf(host: string, path: readonly string[]): Remote | null {
  const [, older] = /^(?:([a-z0-9-]+)\.)?(?:vs-ssh\.)?visualstudio\.com$/.exec(host) ?? [];
  const isOlder = host.endsWith('visualstudio.com');
  if (host !== 'dev.azure.com' && !isOlder) return null;
  const named = path[0]?.toLowerCase() === 'v3' ? path.slice(1) : path;
  const bySsh = named !== path;
  const whole = isOlder && !bySsh && older ? [older, ...named] : named;
  const parts = whole.filter((part) => !/^(?:_git|_ssh|defaultcollection)$/i.test(part));
  const [organisation = '', project = '', repository = project] = parts;
  return { host: 'dev.azure.com', path: [organisation, project, repository], folds: true };
}

/**
 * Returns an address of Bitbucket Server, which differs by protocol; null if nothing shows that it
 * is one.
 */
function bitbucketServerOf(url: URL, host: string, path: readonly string[]): Remote | null {
  const at = path.findIndex((part) => part.toLowerCase() === 'scm');
  if (at >= 0 && at === path.length - 3) return { host, path: path.slice(at + 1), folds: true };
  const [projects, project = '', repos, repository = ''] = path;
  if (projects === 'projects' && repos === 'repos')
    return { host, path: [project, repository], folds: true };
  return url.port === BITBUCKET_SSH_PORT ? { host, path, folds: true } : null;
}

/** Returns the path of the repository behind the pages that hosts show of it. */
function repositoryPath(host: string, path: readonly string[]): string[] {
  const below = host === 'github.com' && path[0] === 'repos' ? path.slice(1) : path;
  if (ownerAndName.has(host)) return below.slice(0, 2);
  const page = below.indexOf('-');
  return page > 0 ? below.slice(0, page) : [...below];
}

/**
 * Returns the host as the web spells it, so that SSH and HTTPS agree. Null if the web knows no such
 * host.
 */
function hostOf({ hostname }: URL): string | null {
  const web = `https://${hostname}`;
  return URL.canParse(web) ? new URL(web).hostname.replace(/\.+$/, '') : null;
}

function remoteOf(url: URL, own: string): Remote {
  const host = sameHosts.get(own) ?? own;
  const path = withoutSuffix(segmentsOf(url.pathname));
  const azure = azureOf(host, path);
  if (azure) return azure;
  const isWeb = url.protocol.includes('http');
  const port = isWeb && url.port !== (defaultPorts[url.protocol] ?? '') ? url.port : '';
  const named = port === '' || host !== own ? host : `${host}:${port}`;
  const server = bitbucketServerOf(url, named, path);
  if (server) return server;
  return { host: named, path: repositoryPath(host, path), folds: withoutCase.has(host) };
}

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
/** `user@host:path`, as SSH writes it; a single letter before the colon is a drive. */
const SCP = /^(?:[^@/\\:\s]+@)?(?<host>[^/\\:@\s]{2,}|\[[0-9a-f:]+\]):(?![:/]\/|:)(?<path>.+)$/i;

function urlOf(text: string): URL | null {
  const { host, path } = SCHEME.test(text) ? {} : (SCP.exec(text)?.groups ?? {});
  const written = host === undefined ? text : `ssh://${host}/${path}`;
  // Only of these schemes a URL is taken apart into host and path everywhere alike.
  const known = written.replace(/^(?:git\+|ssh\+git|git)(?=[a-z+]*:)/i, (found) =>
    found.toLowerCase() === 'git+' ? '' : 'ssh',
  );
  return URL.canParse(known) ? new URL(known) : null;
}

/** Returns a folder of a machine as a key, such as `file:/srv/git/shop`. */
export function placeKey(directory: string): string {
  const path = directory.replace(/\/+/g, '/').replace(/(?<=.)\/$/, '');
  const bare = path.replace(/\/\.git$/, '').replace(/(?<=[^/])\.git$/, '');
  return `file:${bare === '' ? '/' : bare}`;
}

/** Returns the key of a URL, or of an address as SSH writes it. */
function addressKey(text: string): string | null {
  const url = SCHEME.test(text) || SCP.test(text) ? urlOf(text) : null;
  const own = url && schemes.has(url.protocol) && url.hostname !== '' ? hostOf(url) : null;
  if (!url || !own) return null;
  const { host, path, folds } = remoteOf(url, own);
  if (path.length === 0) return null;
  return `${host}/${folds ? path.join('/').toLowerCase() : path.join('/')}`;
}

function keyOf(trimmed: string): string | null {
  if (/\p{Cc}/u.test(trimmed)) return null;
  if (trimmed.startsWith('/')) return placeKey(trimmed);
  if (/^file:\/\//i.test(trimmed))
    return placeKey(decoded(trimmed.replace(/^file:\/\/[^/]*/i, '')));
  return addressKey(trimmed);
}

/**
 * Returns a key that is equal for all spellings of one remote repository, such as
 * `github.com/org/shop` or `file:/srv/git/shop`. Null if the text is no address of one. The
 * protocol, the user, `.git`, a closing slash and the case of the host never count. The case of the
 * path counts, except on hosts that are known to ignore it. A port counts for HTTP alone: that of
 * SSH says nothing of the repository.
 */
export function remoteKey(text: string): string | null {
  const key = keyOf(text.trim());
  // An escaped control character is seen in the key alone.
  return key !== null && /\p{Cc}/u.test(key) ? null : key;
}
