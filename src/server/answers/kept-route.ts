import type { FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { viewerOf } from '../admission.js';
import type { KeptAnswer, KeptAnswers, Question } from './kept-answers.js';

type Given = Readonly<Record<string, unknown>>;
/** The content types of answers, by the `accept` of the request. */
type ContentTypes = LRUCache<string, string>;

const MOST_CONTENT_TYPES = 100;
const NOT_MODIFIED = 304;
/** The headers of a request by which its answer can differ. */
const VARY = 'authorization, x-api-key, accept, accept-encoding';

const isText = (value: unknown): value is string => typeof value === 'string';
const isAbsent = (value: unknown): boolean => value === undefined || value === null;

function questionOf({ query, operationName, variables, extensions }: Given): Question | null {
  if (!isText(query) || !isAbsent(extensions)) return null;
  if (!isAbsent(operationName) && !isText(operationName)) return null;
  return { query, operationName: operationName as string | undefined, variables };
}

function parsed(text: unknown): unknown {
  try {
    return isText(text) ? JSON.parse(text) : undefined;
  } catch {
    return null;
  }
}

/** True if a GET could not have been sent by a form of another page. */
const isDeliberate = ({ headers }: FastifyRequest): boolean =>
  headers['content-type'] === undefined
    ? Boolean(headers['apollo-require-preflight'])
    : headers['content-type'] === 'application/json';

/** Returns the question of a request; null if it is not asked in the plain way. */
function questionIn(request: FastifyRequest): Question | null {
  const { method, body, query } = request;
  if (method === 'POST') return body instanceof Object ? questionOf(body as Given) : null;
  if (!isDeliberate(request)) return null;
  const given = query as Given;
  const variables = parsed(given.variables);
  return isAbsent(given.variables) || variables !== null
    ? questionOf({ ...given, variables })
    : null;
}

const takesGzip = ({ headers }: FastifyRequest): boolean =>
  headers['x-no-compression'] === undefined &&
  /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(String(headers['accept-encoding'] ?? ''));

const isHeld = ({ method, headers }: FastifyRequest, etag: string): boolean =>
  method === 'GET' && (headers['if-none-match'] ?? '').split(/\s*,\s*/).includes(etag);

const acceptOf = ({ headers }: FastifyRequest): string => headers.accept ?? '';

/** Sends a kept answer, or that the client has it. */
function send(request: FastifyRequest, reply: FastifyReply, kept: KeptAnswer): FastifyReply {
  const vary = reply.getHeader('vary');
  reply.headers({
    etag: kept.etag,
    'cache-control': 'private, no-cache',
    vary: isText(vary) ? `${vary}, ${VARY}` : VARY,
  });
  if (isHeld(request, kept.etag)) return reply.code(NOT_MODIFIED).send();
  const packed = takesGzip(request) ? kept.packed() : null;
  if (packed === null) return reply.send(kept.bytes);
  reply.header('content-encoding', 'gzip');
  void packed.then((bytes) => reply.send(bytes));
  return reply;
}

/** Returns the route of kept answers, which leave in the form in which they were answered first. */
export function createKeptRoute(answers: KeptAnswers) {
  const contentTypes: ContentTypes = new LRUCache({ max: MOST_CONTENT_TYPES });
  const find = (request: FastifyRequest): KeptAnswer | null => {
    const question = questionIn(request);
    return question && answers.find(viewerOf(request), question);
  };
  return {
    /** Sends the kept answer of a request. Returns false if there is none. */
    answers(request: FastifyRequest, reply: FastifyReply): boolean {
      const contentType = contentTypes.get(acceptOf(request));
      const kept = contentType === undefined ? null : find(request);
      if (kept === null) return false;
      reply.header('content-type', contentType);
      send(request, reply, kept);
      return true;
    },
    /** Sends the answer that was just made as a kept one, if it is kept. Returns it as it is otherwise. */
    made(request: FastifyRequest, reply: FastifyReply, text: unknown): unknown {
      const contentType = reply.getHeader('content-type');
      if (reply.sent || reply.statusCode !== 200 || !isText(contentType)) return text;
      const kept = find(request);
      if (kept === null) return text;
      contentTypes.set(acceptOf(request), contentType);
      return send(request, reply, kept);
    },
  };
}
