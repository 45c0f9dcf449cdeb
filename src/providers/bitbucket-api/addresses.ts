const sameHosts = ['bitbucket.org', 'www.bitbucket.org', 'api.bitbucket.org'];

/** Returns where the API lies, and the host of the web pages, with which ids of facts begin. */
export function addressesOf(baseUrl: string) {
  const { protocol, host, origin } = new URL(baseUrl);
  return sameHosts.includes(host)
    ? { host: 'bitbucket.org', api: new URL(`${protocol}//api.bitbucket.org/2.0`) }
    : { host, api: new URL('/2.0', origin) };
}
