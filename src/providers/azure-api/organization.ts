/** Where an organisation of the cloud, or a collection of a server, is asked. */
export interface Organization {
  /** Edition of the tool. */
  readonly edition: 'CLOUD' | 'SERVER';
  /** Address of repositories, pipelines and boards, which people open too. */
  readonly core: string;
  /** Address of classic releases. */
  readonly releases: string;
  /** Address of users and groups. */
  readonly graph: string;
  /** Equal for all spellings, such as `dev.azure.com/fabrikam`: ids of facts hold it. */
  readonly place: string;
}

const CLOUD = 'dev.azure.com';
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$/i;
/** Hosts of the cloud that serve a part of an organisation each. */
const cloudHosts = /^(?:vsrm\.|vssps\.|ssh\.|feeds\.)?dev\.azure\.com$/i;
const olderHosts = /^([a-z0-9-]+)\.(?:vsrm\.|vssps\.|vs-ssh\.)?visualstudio\.com$/i;
/** A path below a collection begins with one of these, or with a project before it. */
const isOwnPart = (part: string): boolean => /^_/.test(part);

function cloudOf(name: string): Organization | null {
  if (!NAME.test(name)) return null;
  return {
    edition: 'CLOUD',
    core: `https://${CLOUD}/${name}`,
    releases: `https://vsrm.${CLOUD}/${name}`,
    graph: `https://vssps.${CLOUD}/${name}`,
    place: `${CLOUD}/${name.toLowerCase()}`,
  };
}

function serverOf({ origin, host, pathname }: URL): Organization | null {
  const parts = pathname.split('/').filter(Boolean);
  const end = parts.findIndex(isOwnPart);
  const path = (end < 0 ? parts : parts.slice(0, end)).join('/');
  if (path === '') return null;
  const core = `${origin}/${path}`;
  const place = `${host}/${path}`.toLowerCase();
  return { edition: 'SERVER', core, releases: core, graph: core, place };
}

function addressIn(text: string): URL | null {
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
  const isWeb = url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '';
  return isWeb && url.password === '' ? url : null;
}

/** An older address names the organisation in the host; `app` is nobody's. */
function byAddress(url: URL): Organization | null {
  const [, older] = olderHosts.exec(url.hostname) ?? [];
  if (older) return older.toLowerCase() === 'app' ? null : cloudOf(older);
  // Addresses to clone have the organisation as a user too.
  if (cloudHosts.test(url.hostname)) return cloudOf(url.pathname.split('/')[1] ?? '');
  return url.username === '' ? serverOf(url) : null;
}

/**
 * Returns the organisation that an address or a name means. Null if it names none, such as a host
 * alone.
 */
export function organizationOf(text: string): Organization | null {
  if (NAME.test(text)) return cloudOf(text);
  const url = addressIn(text);
  return url === null ? null : byAddress(url);
}
