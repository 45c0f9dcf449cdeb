import type { FastifyReply, FastifyRequest } from 'fastify';
import { Fault } from '../model/errors.js';

const controllers = new WeakMap<FastifyRequest, AbortController>();

function controllerOf(request: FastifyRequest): AbortController {
  const controller = controllers.get(request) ?? new AbortController();
  controllers.set(request, controller);
  return controller;
}

/** Aborted when the asker hangs up or the time is over. */
export const signalOf = (request: FastifyRequest): AbortSignal => controllerOf(request).signal;

const tooLong = (milliseconds: number) =>
  Object.assign(
    new Fault(
      'UNAVAILABLE',
      `This took longer than ${milliseconds / 1000} s and was given up; ask for less at once.`,
    ),
    { statusCode: 503 },
  );

/** Answers with what `work` gives, or aborts it and faults UNAVAILABLE when the time is over. */
export async function beforeDeadline<Result>(
  milliseconds: number,
  controller: AbortController,
  work: () => Promise<Result> | Result,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      controller.abort();
      reject(tooLong(milliseconds));
    }, milliseconds);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The same for a request over HTTP, which is given up too when the asker hangs up. */
export function inTime<Result>(
  request: FastifyRequest,
  reply: FastifyReply,
  milliseconds: number,
  work: () => Promise<Result> | Result,
): Promise<Result> {
  const controller = controllerOf(request);
  reply.raw.once('close', () => controller.abort());
  return beforeDeadline(milliseconds, controller, work);
}
