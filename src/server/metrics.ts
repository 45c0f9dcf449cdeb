import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import type { FastifyInstance } from 'fastify';
import { gateLimits } from './limits/limits.js';
import type { GateFigures } from './limits/question-gate.js';
import type { SharedFigures } from './limits/shared-answers.js';

/** The figures of a server at the moment, of all accounts together. */
export interface ServerFigures {
  readonly gate: GateFigures;
  readonly shared: SharedFigures;
  readonly connections: number;
  readonly subscriptions: number;
}

interface Family {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  /** A number, or numbers by the values of one label. */
  readonly value:
    | number
    | { readonly label: string; readonly values: Readonly<Record<string, number>> };
}

const gauge = (name: string, help: string, value: Family['value']): Family => ({
  ...{ name, type: 'gauge', help, value },
});
const counter = (name: string, help: string, value: Family['value']): Family => ({
  ...{ name, type: 'counter', help, value },
});

function processFamilies(delay: ReturnType<typeof monitorEventLoopDelay>): Family[] {
  const { rss, heapUsed, heapTotal, external, arrayBuffers } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return [
    gauge('process_resident_memory_bytes', 'Memory that the process holds.', rss),
    gauge('nodejs_heap_size_used_bytes', 'Heap in use.', heapUsed),
    gauge('nodejs_heap_size_total_bytes', 'Heap that is held.', heapTotal),
    gauge('nodejs_heap_size_limit_bytes', 'Heap at most.', getHeapStatistics().heap_size_limit),
    gauge('nodejs_external_memory_bytes', 'Memory beside the heap that it refers to.', external),
    gauge('nodejs_array_buffer_bytes', 'Memory of buffers, part of the external.', arrayBuffers),
    gauge('nodejs_eventloop_lag_p99_seconds', 'Delay of timers.', delay.percentile(99) / 1e9),
    counter('process_cpu_seconds_total', 'Processor time.', (user + system) / 1e6),
    gauge('process_uptime_seconds', 'Time since the start.', process.uptime()),
  ];
}

const lowered = (values: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]));

function serverFamilies({ gate, shared, connections, subscriptions }: ServerFigures): Family[] {
  const limits = { all: gateLimits.all, account: gateLimits.account, key: gateLimits.key };
  const refused = { label: 'reason', values: lowered(gate.refused) };
  return [
    gauge('insights_questions_under_way', 'Questions and pushes worked on.', gate.questions),
    gauge('insights_questions_weight', 'Weight of what is worked on.', gate.weight),
    gauge('insights_questions_weight_limit', 'Weight at most of all, an account, a key.', {
      ...{ label: 'of', values: limits },
    }),
    gauge('insights_questions_waiting', 'Questions that wait for their turn.', gate.waiting),
    gauge('insights_pushes_waiting', 'Pushed answers that wait.', gate.pushesWaiting),
    counter('insights_questions_admitted_total', 'Questions and pushes begun.', gate.admitted),
    counter('insights_questions_refused_total', 'Questions not begun, by reason.', refused),
    gauge('insights_answers_awaited', 'Askers that wait for shared answers.', shared.askers),
    counter('insights_answers_shared_total', 'Answers that another one shared.', shared.joined),
    gauge('insights_websocket_connections', 'WebSockets that were admitted.', connections),
    gauge('insights_subscriptions', 'Subscriptions that are open.', subscriptions),
  ];
}

function linesOf({ name, type, help, value }: Family): string[] {
  const samples =
    typeof value === 'number'
      ? [`${name} ${value}`]
      : Object.entries(value.values).map(
          ([of, number]) => `${name}{${value.label}="${of}"} ${number}`,
        );
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples];
}

/**
 * Adds `/metrics`: memory and the figures of the server, in the text form of Prometheus. It holds
 * nothing of any account, so that no key is needed.
 */
export function addMetrics(app: FastifyInstance, figures: () => ServerFigures): void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  app.addHook('onClose', async () => {
    delay.disable();
  });
  app.get('/metrics', (_request, reply) => {
    const lines = [...processFamilies(delay), ...serverFamilies(figures())].flatMap(linesOf);
    delay.reset();
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(`${lines.join('\n')}\n`);
  });
}
