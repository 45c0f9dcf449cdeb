import type { IncomingHttpHeaders } from 'node:http';

/** A request as a route reads it. */
export interface PlayRequest {
  readonly method: string;
  readonly url: URL;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The body as text, and as JSON where it is that; null where it is empty or something else. */
  readonly text: string;
  readonly body: unknown;
  /** Values of the names in the braces of the path, decoded once. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** An answer that is more than the JSON of a success. */
export class Reply {
  readonly status: number;
  /** Sent as JSON unless it is a text. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** Thrown by a route instead of an answer. */
export class Refused extends Error {
  readonly reply: Reply;
  constructor(reply: Reply) {
    super(`It refuses with ${reply.status}.`);
    this.reply = reply;
  }
}

/** One operation of a vendor's API. */
export interface Route<World> {
  readonly method: string;
  /** Path in the words of the contract, such as `/projects/{id}/merge_requests`; `{path+}` may contain slashes. */
  readonly path: string;
  /** Returns what is sent as JSON with 200, or a Reply. */
  readonly answer: (world: World, request: PlayRequest) => unknown;
}

const patterns = new Map<string, RegExp>();
/** Returns the pattern of a path, with a group for each name. */
function patternOf(path: string): RegExp {
  const known = patterns.get(path);
  if (known) return known;
  const source = path
    .replaceAll(/[.$()[\]]/g, '\\$&')
    .replaceAll(/\{[^}]+\}/g, (name) => (name.endsWith('+}') ? '(.+)' : '([^/]+)'));
  const pattern = new RegExp(`^${source}$`);
  patterns.set(path, pattern);
  return pattern;
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Returns the values of the names in a path; null where the path is another. */
export function parametersOf(path: string, pathname: string): Record<string, string> | null {
  const found = patternOf(path).exec(pathname);
  if (!found) return null;
  const names = [...path.matchAll(/\{([^}+]+)\+?\}/g)].map(([, name]) => name!);
  return Object.fromEntries(names.map((name, at) => [name, decoded(found[at + 1]!)]));
}
