import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { KeptAnswers } from './answers/kept-answers.js';
import type { SharedAnswers } from './answers/shared-answers.js';
import { gateLimits } from './limits/limits.js';
import type { QuestionGate } from './limits/question-gate.js';

/** The figures of a server at the moment, of all accounts together. */
export interface ServerFigures {
  readonly gate: QuestionGate['figures'];
  readonly shared: SharedAnswers['figures'];
  readonly kept: KeptAnswers['figures'];
  readonly connections: number;
  readonly subscriptions: number;
}

let ofProcess: Registry | null = null;
/** Returns memory, processor time and delays of the process. All its servers share them. */
function processRegistry(): Registry {
  if (ofProcess === null) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess });
  }
  return ofProcess;
}

/** A metric by name, with its help and its number now. */
type Sample = readonly [name: string, help: string, value: (now: ServerFigures) => number];

const gauges: readonly Sample[] = [
  ['questions_under_way', 'Questions and pushes worked on.', ({ gate }) => gate.questions],
  ['questions_weight', 'Weight of what is worked on.', ({ gate }) => gate.weight],
  ['questions_waiting', 'Questions that wait for their turn.', ({ gate }) => gate.waiting],
  ['pushes_waiting', 'Pushed answers that wait.', ({ gate }) => gate.pushesWaiting],
  ['answers_awaited', 'Askers that wait for shared answers.', ({ shared }) => shared.askers],
  ['answers_kept', 'Answers that are kept.', ({ kept }) => kept.kept],
  ['answers_kept_bytes', 'Bytes of answers that are kept.', ({ kept }) => kept.bytes],
  ['websocket_connections', 'WebSockets that were admitted.', ({ connections }) => connections],
  ['subscriptions', 'Subscriptions that are open.', ({ subscriptions }) => subscriptions],
];
const counters: readonly Sample[] = [
  ['questions_admitted_total', 'Questions and pushes begun.', ({ gate }) => gate.admitted],
  ['answers_kept_total', 'Answers that were kept before.', ({ kept }) => kept.served],
  ['answers_shared_total', 'Answers that another one shared.', ({ shared }) => shared.joined],
];

function serverRegistry(figures: () => ServerFigures): Registry {
  const registry = new Registry();
  const registers = [registry];
  for (const [Metric, samples] of [[Gauge, gauges] as const, [Counter, counters] as const])
    for (const [name, help, value] of samples)
      new Metric({
        name: `insights_${name}`,
        help,
        registers,
        collect() {
          this.reset();
          this.inc(value(figures()));
        },
      });
  const limit = new Gauge({
    name: 'insights_questions_weight_limit',
    help: 'Weight at most of all, an account, a key.',
    labelNames: ['of'],
    registers,
  });
  for (const of of ['all', 'account', 'key'] as const) limit.set({ of }, gateLimits[of]);
  new Counter({
    name: 'insights_questions_refused_total',
    help: 'Questions not begun, by reason.',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset();
      for (const [reason, number] of Object.entries(figures().gate.refused))
        this.inc({ reason: reason.toLowerCase() }, number);
    },
  });
  return registry;
}

/**
 * Adds `/metrics`: memory and the figures of the server, in the text form of Prometheus. It holds
 * nothing of any account, so that no key is needed.
 */
export function addMetrics(app: FastifyInstance, figures: () => ServerFigures): void {
  const all = Registry.merge([processRegistry(), serverRegistry(figures)]);
  app.get('/metrics', async (_request, reply) =>
    reply.type(all.contentType).send(await all.metrics()),
  );
}
