import { WrongAnswer } from './failures.js';

/** Values of a query; a list repeats its name, null leaves it out. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | null>>;

const isAbsolute = (text: string): boolean => /^https?:\/\//i.test(text);

/** Returns the path joined to the base URL, whose own path stays as a prefix. */
function joined(base: URL, path: string): URL {
  const prefix = base.pathname.replace(/\/+$/, '');
  return new URL(`${prefix}/${path.replace(/^\/+/, '')}`, base);
}

/**
 * Returns the address of a path below the base URL, or an absolute one that the vendor gave.
 * Throws WrongAnswer if an absolute one has another origin than the base URL.
 */
export function addressOf(base: URL, pathOrUrl: string, query: Query = {}): URL {
  const address = isAbsolute(pathOrUrl) ? new URL(pathOrUrl) : joined(base, pathOrUrl);
  if (address.origin !== base.origin)
    throw new WrongAnswer(
      `The server names the address ${address.origin}, which is not its own (${base.origin}): check the base URL.`,
    );
  const entries = Object.entries(query).flatMap(([name, value]) =>
    value === null ? [] : [value].flat().map((one) => [name, String(one)] as const),
  );
  for (const [name, value] of entries) address.searchParams.append(name, value);
  return address;
}
