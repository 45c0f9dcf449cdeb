const isCloud = (host: string): boolean => host === 'github.com' || host.endsWith('.ghe.com');

/** Returns the web address that was meant by one of the API, of the web pages, or with `/api/v3` at its end. */
function webOf(given: string): URL {
  const { protocol, host } = new URL(given);
  const bare = host.replace(/^(?:api|www)\./, '');
  return new URL(`${protocol}//${isCloud(bare) ? bare : host}`);
}

/** Returns the host of the web pages, with which ids of facts begin, and where the APIs lie. GitHub's own hosts have them below `api.`, an Enterprise Server below `/api`. */
export function addressesOf(baseUrl: string) {
  const web = webOf(baseUrl);
  const { host, protocol } = web;
  if (!isCloud(host))
    return { host, rest: new URL('/api/v3', web), graphql: new URL('/api/graphql', web) };
  const api = `${protocol}//api.${host}`;
  return { host, rest: new URL(api), graphql: new URL(`${api}/graphql`) };
}
