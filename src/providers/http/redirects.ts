import { ForeignRedirect, WrongAnswer } from './failures.js';

const MOST_REDIRECTS = 5;
const redirecting = [301, 302, 303, 307, 308];

/**
 * Follows redirects within one origin, which keep the credentials. A redirect to another origin is refused, since custom headers
 * with credentials would go along. Throws WrongAnswer for it, and after five redirects.
 */
export async function followRedirects(
  address: URL,
  send: (address: URL) => Promise<Response>,
): Promise<{ readonly response: Response; readonly url: URL }> {
  let url = address;
  for (let count = 0; count <= MOST_REDIRECTS; count += 1) {
    const response = await send(url);
    const location = redirecting.includes(response.status)
      ? response.headers.get('location')
      : null;
    if (location === null) return { response, url };
    await response.body?.cancel();
    const next = new URL(location, url);
    if (next.origin !== address.origin) throw new ForeignRedirect(address, next);
    url = next;
  }
  throw new WrongAnswer(`${address.origin}${address.pathname} redirects without end.`);
}
