import { ConnectionFailure, isUnreached, reasonOf, WrongAnswer } from '../../http/failures.js';
import { bracketed, isAddress, isAllowedHost } from '../../http/guarded-fetch.js';
import { followRedirects } from '../../http/redirects.js';
import type { SourceContext } from '../../provider.js';
import type { GitSettings } from '../settings.js';
import { type Location, locate } from './location.js';
import { type Access, createGit, GitFailure, type RunGit } from './run.js';
import { isAtLeast, readVersion } from './version.js';

type Remote = Extract<Location, { kind: 'REMOTE' }>;
/** An address that git is to ask, and as whom. */
export interface Reached {
  readonly url: string;
  /** The host that messages name. */
  readonly asked: Asked;
  readonly access: Access;
}

const ANSWER_MILLISECONDS = 30_000;
const ADVERTISEMENT = 'application/x-git-upload-pack-advertisement';
/** Older versions cannot be held to an address. */
const PINNING = [2, 37] as const;
const defaultPorts: Readonly<Record<string, string>> = { 'https:': '443', 'http:': '80' };

/** Nobody answered as git does. */
class NoAnswer extends GitFailure {}

type Asked = Pick<URL, 'host'>;
const unreachable = (asked: Asked, cause: unknown): NoAnswer =>
  new NoAnswer(-1, new ConnectionFailure(asked, cause).message, { cause });

/** Returns true where the operator connected the address: what git says of it is shown as it is. */
const isOfOperator = (access: Access): boolean =>
  access.kind === 'OPERATOR' && access.followsRedirects;

/** The words with which git says that nobody could be asked, or that what answered is no git. */
const brokenOff =
  /unable to (?:access|connect|look up)|resolve host|connect to|connection|timed out|early EOF|hung up|RPC failed|remote end|SSL|protocol/i;

/** Runs git against another host. All that could not be reached is said in the same words, except to the operator. */
export async function reaching<Answer>(
  { asked, access }: Reached,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof GitFailure) || isOfOperator(access)) throw error;
    if (brokenOff.test(error.message)) throw unreachable(asked, error);
    throw error;
  }
}

async function addressesOf(url: URL, context: SourceContext): Promise<readonly string[]> {
  try {
    return await context.addressesOf(url.hostname);
  } catch (error) {
    throw unreachable(url, error);
  }
}

/**
 * Returns the user name of the login in the settings. A user in an address without a token stays
 * one.
 */
function loginOf(url: URL, { username, token = '' }: GitSettings): string | null {
  const user = username ?? decodeURIComponent(url.username);
  if (user === '' && token === '') return null;
  return `Basic ${Buffer.from(`${user || 'git'}:${token}`).toString('base64')}`;
}

const bare = (url: URL): URL => {
  const copy = new URL(url);
  copy.username = '';
  copy.hostname = url.hostname.replace(/\.$/, '');
  return copy;
};

function refuseStatus(url: URL, status: number, login: string | null): void {
  if (status >= 200 && status < 300) return;
  const remedy = login === null ? 'give a `token` that may read it' : 'check the `token`';
  throw new GitFailure(-1, `${url.host} answered ${status}: check the address, and ${remedy}.`);
}

/** Asks for the repository as git would, and returns where it is after redirects of the same host. */
async function findRepository(url: URL, login: string | null, context: SourceContext) {
  const asked = new URL(`${url.href.replace(/\/+$/, '')}/info/refs?service=git-upload-pack`);
  const headers = { 'git-protocol': 'version=2', ...(login ? { authorization: login } : {}) };
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(ANSWER_MILLISECONDS)]);
  const send = (at: URL) => context.fetch(at, { headers, signal, redirect: 'manual' });
  try {
    const { response, url: found } = await followRedirects(asked, send);
    await response.body?.cancel();
    refuseStatus(url, response.status, login);
    if (!response.headers.get('content-type')?.startsWith(ADVERTISEMENT))
      throw new WrongAnswer('It is no git repository.');
    return new URL(found.pathname.replace(/\/info\/refs$/, ''), found);
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof GitFailure) throw error;
    throw unreachable(url, error);
  }
}

async function overHttp(
  location: URL,
  settings: GitSettings,
  context: SourceContext,
): Promise<Reached> {
  const login = loginOf(location, settings);
  const url = await findRepository(bare(location), login, context);
  const addresses = await addressesOf(url, context);
  const port = url.port || defaultPorts[url.protocol];
  const pinned = `${url.hostname}:${port}:${addresses.map(bracketed).join()}`;
  const configuration = [
    ...['http.followRedirects=false', 'http.proxy=', 'http.lowSpeedLimit=1'],
    ...['http.lowSpeedTime=60', 'transfer.bundleURI=false'],
    ...(isAddress(url.hostname) ? [] : [`http.curloptResolve=${pinned}`]),
  ];
  const environment: Record<string, string> = login
    ? {
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'http.extraHeader',
        GIT_CONFIG_VALUE_0: `Authorization: ${login}`,
      }
    : {};
  const protocol = url.protocol.slice(0, -1);
  const access = { kind: 'OWN', protocol, configuration, environment } as const;
  return { url: url.href, asked: url, access };
}

/** Asks for HEAD, so that the host has answered. */
async function answering(reached: Reached, context: SourceContext): Promise<Reached> {
  const { url, access } = reached;
  await reaching(reached, () =>
    createGit(context).run(['ls-remote', '--', url, 'HEAD'], { access }),
  );
  return reached;
}

/** Git's own protocol names the host in addition to the address. */
async function overGit(location: URL, context: SourceContext): Promise<Reached> {
  const [address = ''] = await addressesOf(location, context);
  const port = location.port === '' ? '' : `:${location.port}`;
  const environment = { GIT_OVERRIDE_VIRTUAL_HOST: location.host };
  const url = `git://${bracketed(address)}${port}${location.pathname}`;
  const access = { kind: 'OWN', protocol: 'git', configuration: [], environment } as const;
  return answering({ url, asked: location, access }, context);
}

/** Asks somebody else's host. Whatever is said as unreachable comes at one time after the beginning. */
async function askHeld(
  asked: Asked,
  context: SourceContext,
  ask: (context: SourceContext) => Promise<Reached>,
): Promise<Reached> {
  const attempt = (ended: AbortSignal) =>
    ask({ ...context, signal: AbortSignal.any([context.signal, ended]) });
  try {
    return await context.reach(attempt, (error) => error instanceof NoAnswer);
  } catch (error) {
    const failure = isUnreached(error) ? unreachable(asked, error) : error;
    if (failure instanceof NoAnswer)
      context.log('info', `git did not reach ${asked.host}: ${reasonOf(failure)}`);
    throw failure;
  }
}

/** Returns how the operator's logins may be used; null: not at all. */
function operatorAccess(
  { url, host, normalised }: Remote,
  settings: GitSettings,
  { logins: { addresses, hosts } }: SourceContext,
): Reached | null {
  // An address as SSH writes it may be no URL.
  const asked = URL.canParse(normalised) ? new URL(normalised) : { host };
  const isConnected =
    addresses === null || addresses.some((one) => one === normalised || one === settings.location);
  if (!isConnected && !isAllowedHost(hosts, host)) return null;
  return { url, asked, access: { kind: 'OPERATOR', followsRedirects: isConnected } };
}

/**
 * Returns how git may ask a URL. It uses the operator's logins if the operator connected the URL or
 * lists its host. Otherwise it uses the token of the settings alone, held to an allowed address.
 * Throws GitFailure if the URL may not be asked, or does not respond.
 */
export async function reach(
  settings: GitSettings,
  context: SourceContext,
  run: RunGit,
): Promise<Reached> {
  const location = locate(settings.location);
  if (location.kind !== 'REMOTE') throw new GitFailure(-1, 'This is no URL.');
  const byOperator = settings.token ? null : operatorAccess(location, settings, context);
  if (byOperator && isOfOperator(byOperator.access)) return byOperator;
  if (byOperator) return askHeld(byOperator.asked, context, (held) => answering(byOperator, held));
  if (location.protocol === 'ssh')
    throw new GitFailure(
      -1,
      `SSH needs a key of the operator: give the https URL, with a \`token\` where it is private, or let the operator list ${location.host} in GIT_HOSTS.`,
    );
  const url = new URL(location.url);
  if (location.protocol === 'git') return askHeld(url, context, (held) => overGit(url, held));
  const { text, version } = await readVersion(run);
  if (isAtLeast(version, PINNING))
    return askHeld(url, context, (held) => overHttp(url, settings, held));
  throw new GitFailure(-1, `${text}: install git ${PINNING.join('.')} or newer to read URLs.`);
}
