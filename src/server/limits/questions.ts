import { getHeapStatistics } from 'node:v8';
import type { ApolloServerPlugin } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import type { GraphContext } from '../../graph/context.js';
import { weightOf } from './guard.js';
import { gateLimits } from './limits.js';
import { createPace, type Pace } from './pace.js';
import { QuestionGate } from './question-gate.js';

/** What bounds the questions of both transports together. */
export interface Questions {
  readonly gate: QuestionGate;
  /** Waited for before a document is read. */
  readonly pace: Pace;
}

function isShortOfMemory(): boolean {
  const { used_heap_size: used, heap_size_limit: most } = getHeapStatistics();
  return used > most * gateLimits.heapShare;
}

export const createQuestions = (): Questions => ({
  gate: new QuestionGate(gateLimits, isShortOfMemory),
  pace: createPace(),
});

type Asked = Pick<GraphContext, 'viewer' | 'signal'>;

/** Ends when a document may be executed, with what is to be called once it is. Throws UNAVAILABLE where it may not in time. */
export const enter = ({ gate }: Questions, { viewer, signal }: Asked, document: DocumentNode) =>
  gate.enter(viewer, weightOf(document), signal);

/** Makes documents over HTTP wait until they may be executed; `leave` says of a request that it was answered. */
export function queueQuestions(questions: Questions) {
  const leaving = new WeakMap<AbortSignal, () => void>();
  const plugin: ApolloServerPlugin<GraphContext> = {
    requestDidStart: async () => ({
      async didResolveOperation({ document, contextValue }) {
        leaving.set(contextValue.signal, await enter(questions, contextValue, document));
      },
    }),
  };
  return { plugin, leave: (signal: AbortSignal) => leaving.get(signal)?.() };
}
