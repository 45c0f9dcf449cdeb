import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Effect } from '../../kit/faults.js';
import { etagOf, type Reply } from './reply.js';

export interface Sent {
  readonly status: number;
  readonly bytes: number;
}

const textOf = ({ body }: Reply): string => {
  if (typeof body === 'string') return body;
  return body === null ? '' : JSON.stringify(body);
};

/** A validator for a good answer of a `GET`; null elsewhere. */
function validatorOf(request: IncomingMessage, reply: Reply, text: string): string | null {
  if (request.method !== 'GET' || reply.status !== 200) return null;
  const { authorization = '', accept = '' } = request.headers;
  return etagOf(text, authorization, accept);
}

const isJson = ({ body }: Reply): boolean => typeof body !== 'string';

/** Sends an answer; `headers` come from the count that a 304 is spared. */
export function sendReply(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  headersFor: (status: number) => Readonly<Record<string, string>>,
  effect: Effect | null,
): Sent {
  const text = textOf(reply);
  const etag = validatorOf(request, reply, text);
  const isKnown = etag !== null && request.headers['if-none-match'] === etag;
  const status = isKnown ? 304 : reply.status;
  const payload = Buffer.from(isKnown || status === 204 ? '' : text);
  response.sendDate = false;
  response.writeHead(status, {
    'content-type': isJson(reply) ? 'application/json; charset=utf-8' : 'text/plain',
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': `PLAY:${payload.length.toString(16)}`,
    vary: 'Accept, Authorization, Cookie, X-GitHub-OTP,Accept-Encoding, Accept, X-Requested-With',
    ...(etag === null ? {} : { etag, 'cache-control': 'private, max-age=60, s-maxage=60' }),
    ...headersFor(status),
    ...reply.headers,
    ...(status === 304 ? {} : { 'content-length': String(payload.length) }),
  });
  if (effect?.kind === 'CUT') {
    response.write(payload.subarray(0, Math.floor(payload.length / 2)), () =>
      request.socket.destroy(),
    );
    return { status: 0, bytes: 0 };
  }
  response.end(payload);
  return { status, bytes: payload.length };
}
