import type { IncomingHttpHeaders } from 'node:http';

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
}

/** True for programs, for our own page, and for pages of the listed origins: browsers check no CORS for WebSockets. */
export function isWelcome(headers: IncomingHttpHeaders, origins: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return true;
  return origins.includes(origin) || (host !== undefined && hostOf(origin) === host);
}
