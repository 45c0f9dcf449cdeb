import type { LookupAddress, LookupOptions } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, fetch as undiciFetch } from 'undici';

/** A host that this server must not ask for anybody: a private, local or otherwise special address. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
}

const bareOf = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

/** Returns true if the host of a URL is an address and no name. */
export const isAddress = (hostname: string): boolean => isIP(bareOf(hostname)) !== 0;

/** Returns an address as a URL writes it. */
export const bracketed = (address: string): string =>
  isIP(address) === 6 ? `[${address}]` : address;

/** The only part of IPv6 that is given out for the public internet. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Returns true if the address is one of the public internet. An IPv4 address that IPv6 maps is
 * classified by itself; every other address that wraps one is not public.
 */
function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(globalUnicast);
}

/** Hosts that may be asked although their addresses are private: names, addresses, `*.suffix`, or `*` for all. */
export type AllowedHosts = readonly string[];

/** Returns true if a host, in lower case, is one of these. */
export const isAllowedHost = (allowed: AllowedHosts, hostname: string): boolean =>
  allowed.some((entry) => {
    const name = entry.toLowerCase();
    if (name === '*' || name === hostname) return true;
    return name.startsWith('*.') && hostname.endsWith(name.slice(1));
  });

const refusalOf = (hostname: string): ForbiddenAddress =>
  new ForbiddenAddress(
    `The host "${hostname}" has no public address: only who runs this server can allow it, by ALLOW_PRIVATE_HOSTS.`,
  );

type Found = readonly LookupAddress[];
/** Looks up all addresses of a name. */
export type Resolve = (hostname: string, options: LookupOptions) => Promise<Found>;
const resolveBySystem: Resolve = (hostname, options) => lookup(hostname, { ...options, all: true });

/** Resolves a name in the moment of the connection and keeps the addresses that may be asked, so that no later answer can differ. */
const guardedLookup =
  (allowed: AllowedHosts, resolve: Resolve): LookupFunction =>
  (hostname, options, done) => {
    const isFree = isAllowedHost(allowed, hostname.toLowerCase());
    const hand = (found: Found): void => {
      const usable = found.filter(({ address }) => isFree || isPublicAddress(address));
      const [first] = usable;
      if (!first) done(refusalOf(hostname), '', 0);
      else if (options.all) done(null, usable);
      else done(null, first.address, first.family);
    };
    resolve(hostname, options).then(hand, (error: NodeJS.ErrnoException) => done(error, '', 0));
  };

/** Returns addresses of a host, name or address, that may be asked. Rejects with ForbiddenAddress, or the error of the look-up. */
export type AddressesOf = (hostname: string) => Promise<readonly string[]>;

/** Returns the look-up for programs that connect themselves: they must be held to the addresses that it returns. */
export function createAddressesOf(
  allowed: AllowedHosts = [],
  resolve: Resolve = resolveBySystem,
): AddressesOf {
  const lookUp = guardedLookup(allowed, resolve);
  return (hostname) =>
    new Promise((done, fail) => {
      lookUp(bareOf(hostname), { all: true }, (error, found) => {
        if (error) fail(error);
        else done((found as LookupAddress[]).map(({ address }) => address));
      });
    });
}

/**
 * Returns a `fetch` that connects to public addresses alone, and to the hosts that are allowed. Names are checked by what they
 * resolve to when the connection is made. Redirects are the caller's: it must ask for `redirect: 'manual'`.
 * The promise rejects with a TypeError whose cause is ForbiddenAddress where the address is refused.
 */
export function createGuardedFetch(
  allowed: AllowedHosts = [],
  resolve: Resolve = resolveBySystem,
): typeof fetch {
  const dispatcher = new Agent({
    connect: { lookup: guardedLookup(allowed, resolve) },
    connections: 16,
    keepAliveTimeout: 10_000,
  });
  const guarded = async (input: string | URL | Request, init?: RequestInit): Promise<unknown> => {
    const { hostname } = new URL(input instanceof Request ? input.url : input);
    const bare = bareOf(hostname).toLowerCase();
    // A literal address is never looked up, so it is validated before the connection.
    if (isAddress(bare) && !isAllowedHost(allowed, bare) && !isPublicAddress(bare))
      throw new TypeError('fetch failed', { cause: refusalOf(bare) });
    const [target, options] =
      input instanceof Request ? [input.url, await initOf(input, init)] : [input, init];
    return undiciFetch(target, { ...(options as object), dispatcher });
  };
  return guarded as typeof fetch;
}

/** A Request of the runtime is none of the library's, so its parts are handed over. */
async function initOf(request: Request, init: RequestInit = {}): Promise<RequestInit> {
  const { method, redirect, signal } = request;
  const body = method === 'GET' || method === 'HEAD' ? undefined : await request.arrayBuffer();
  const headers = Object.fromEntries(request.headers);
  return { method, headers, redirect, signal, ...(body ? { body } : {}), ...init };
}
