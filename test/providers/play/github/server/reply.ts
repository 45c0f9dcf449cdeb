import { createHash } from 'node:crypto';

/** An answer before it is sent; a body that is a text is sent as it is. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const DOCUMENTATION = 'https://docs.github.com/rest';

/** A refusal as GitHub's REST API words it. */
export const refusal = (
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({
  status,
  headers,
  body: { message, documentation_url: DOCUMENTATION, status: String(status) },
});

/** A weak validator, as GitHub's: it depends on who asks and how. */
export const etagOf = (text: string, token: string, accept: string): string =>
  `W/"${createHash('sha256').update(`${token}\n${accept}\n${text}`).digest('hex').slice(0, 64)}"`;
