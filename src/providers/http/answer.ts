import { WrongAnswer } from './failures.js';

/** An answer as it came. */
export interface Answer {
  /** The address that answered, after redirects. */
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** Returns the parsed body. Throws WrongAnswer if it is no JSON, such as a page to log in at. */
export function parseJson<Value>({ url, body, headers }: Answer): Value {
  try {
    return JSON.parse(body) as Value;
  } catch {
    const kind = headers.get('content-type') ?? 'no content type';
    throw new WrongAnswer(
      `${new URL(url).origin} answers ${kind} where JSON was expected: check the base URL, and whether a proxy or a login page stands before it.`,
    );
  }
}
