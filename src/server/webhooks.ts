import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { checkDepth, type HoldBody } from './limits/bodies.js';
import { deadlineOf } from './limits/deadline.js';
import { requestLimits } from './limits/limits.js';
import type { ServerOptions } from './server-options.js';
import { WEBHOOK_ROUTE, type WebhookServices } from './webhook-route.js';

type Owner = Awaited<ReturnType<WebhookServices['webhooks']['addressee']>>;

const owners = new WeakMap<FastifyRequest, Owner>();

const oneOf = (value: string | string[]): string =>
  typeof value === 'string' ? value : value.join(', ');

const plain = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, oneOf(value)]],
    ),
  );

async function take(
  { webhooks }: WebhookServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<object> {
  const owner = owners.get(request);
  if (!owner) throw new Error('A webhook has an owner before its body is read.');
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  checkDepth(body.toString('latin1'));
  const receipt = await deadlineOf(request).run(() =>
    webhooks.receive(owner, { headers: plain(request.headers), body }),
  );
  reply.code(receipt === 'NEW' ? 202 : 200);
  return { status: receipt === 'NEW' ? 'accepted' : 'known' };
}

/**
 * Adds `POST /webhooks/{address}`. Nothing of a body is read unless an integration has the address.
 * Statuses:
 * - 202: the webhook is verified and kept
 * - 200: it was kept before
 * - 400: it is malformed
 * - 401: it is not signed as it must be
 * - 404: no integration has the address
 * - 413: it is above 25 MB
 * - 415: it is packed
 * - 503: it should be sent again
 */
export async function addWebhooks(
  app: FastifyInstance,
  { services }: ServerOptions,
  holdBody: HoldBody,
): Promise<void> {
  await app.register((scope, _options, ready) => {
    scope.removeAllContentTypeParsers();
    // Signatures are over the raw bytes.
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    scope.route<{ Params: { address: string } }>({
      url: WEBHOOK_ROUTE,
      method: 'POST',
      bodyLimit: requestLimits.webhookBody,
      onRequest: async (request, reply) => {
        const owner = await deadlineOf(request).run(() =>
          services.webhooks.addressee(request.params.address),
        );
        owners.set(request, owner);
        holdBody(request, reply, `address ${request.params.address}`, requestLimits.webhookBody);
      },
      handler: (request, reply) => take(services, request, reply),
    });
    ready();
  });
}
