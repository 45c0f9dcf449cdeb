import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../model/access.js';
import { Refusal } from '../model/errors.js';
import { withoutSecrets } from '../model/facts/open-secret.js';
import { viewerOf } from './admission.js';
import { deadlineOf } from './limits/deadline.js';
import { requestLimits } from './limits/limits.js';
import type { Pace } from './limits/pace.js';
import type { ServerOptions } from './server-options.js';

type Work = (viewer: Viewer, body: unknown) => Promise<object>;

/** Returns each field at fault, in the shape of all errors over HTTP. */
const errorsOf = ({ errors }: Refusal, requestId: string): object => ({
  errors: errors.map(({ code, field, message }) => ({
    message: withoutSecrets(message),
    extensions: { code: 'BAD_USER_INPUT', reason: code, field, requestId },
  })),
});

/** Returns a handler that does the work for the body of a call, within its deadline. */
const answering = (pace: Pace, work: Work) => (request: FastifyRequest, reply: FastifyReply) =>
  deadlineOf(request).run(async () => {
    const viewer = viewerOf(request);
    await pace(viewer.key);
    try {
      return await work(viewer, request.body);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return reply.code(400).send(errorsOf(error, request.id));
    }
  });

/**
 * Adds the calls by which steps of pipelines report their runs: `POST /v1/custom-cicd`, and
 * `POST /v1/cicd/instances`. Statuses:
 * - 200: it is kept, or was before
 * - 400: fields do not fit, each of which is named
 * - 401: there is no valid key
 * - 403: the key may not import
 * - 409: the source is paused or being removed
 * - 413: it is above 1 MB
 * - 415: it is no JSON
 * - 503: it should be sent again
 */
export function addPipelineCalls(
  app: FastifyInstance,
  { services: { ingestion } }: ServerOptions,
  pace: Pace,
): void {
  const bodyLimit = requestLimits.readerBody;
  const report: Work = async (viewer, body) => {
    const { id, outcome } = await ingestion.reportRun(viewer, body);
    return { id, status: outcome };
  };
  const register: Work = async (viewer, body) => {
    const { guid, integrationId, name, type } = await ingestion.registerInstance(viewer, body);
    return { id: guid, guid, integration_id: integrationId, name, type };
  };
  app.post('/v1/custom-cicd', { bodyLimit }, answering(pace, report));
  app.post('/v1/cicd/instances', { bodyLimit }, answering(pace, register));
}
