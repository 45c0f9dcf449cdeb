import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../../model/errors.js';
import { Held } from './held.js';
import { isDeeper } from './json-depth.js';
import { bodyLimits, requestLimits } from './limits.js';

const refusal = (statusCode: number, message: string) =>
  Object.assign(new Fault('BAD_USER_INPUT', message), { statusCode });

/** Refuses packed bodies, since their size is not known before they are unpacked. */
function refusePacked({ headers }: FastifyRequest): void {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.trim().toLowerCase() === 'identity') return;
  throw refusal(415, 'Send the body as it is, without content-encoding: answers alone are packed.');
}

/** Throws BAD_USER_INPUT if the text of a body is nested deeper than any input of the schema. */
export function checkDepth(text: string): void {
  if (isDeeper(text, bodyLimits.depth))
    throw refusal(400, `The JSON is deeper than ${bodyLimits.depth} levels.`);
}

const hasHiddenLength = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined;

const lengthOf = ({ headers }: FastifyRequest): number => Number(headers['content-length'] ?? 0);

/**
 * Refuses a body that is longer than a reading key may send, before any of it is read. A body
 * without a length is refused, since it would have to be read first.
 */
export function checkReaderBody(request: FastifyRequest): void {
  if (!hasHiddenLength(request) && lengthOf(request) <= requestLimits.readerBody) return;
  throw refusal(413, 'A key that only reads may send 1 MB at most, with its content-length.');
}

/**
 * Counts a body against its sender until the request is over. Throws UNAVAILABLE if too many bytes
 * are held already.
 */
export type HoldBody = (
  request: FastifyRequest,
  reply: FastifyReply,
  sender: string,
  most: number,
) => void;

function createHoldBody(): HoldBody {
  const held = new Held<string>();
  return (request, reply, sender, most) => {
    const bytes = hasHiddenLength(request) ? most : Math.min(lengthOf(request), most);
    if (bytes === 0) return;
    const isTooMuch =
      held.of(sender) + bytes > bodyLimits.heldBytesOfOne ||
      held.all + bytes > bodyLimits.heldBytes;
    if (isTooMuch)
      throw new Fault(
        'UNAVAILABLE',
        'Too many long bodies come in at the moment; send this one again in a few seconds.',
      );
    held.add(sender, bytes);
    reply.raw.once('close', () => held.add(sender, -bytes));
  };
}

/** Bounds bodies: nothing packed, nothing nested too deep, and not too many bytes at a time. */
export function boundBodies(app: FastifyInstance): HoldBody {
  app.addHook('onRequest', (request, _reply, done) => {
    refusePacked(request);
    done();
  });
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    (request, body: string, done) => {
      try {
        checkDepth(body);
      } catch (error) {
        done(error as Error);
        return;
      }
      void parse(request, body, done);
    },
  );
  return createHoldBody();
}
