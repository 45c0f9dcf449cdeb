import { getHeapStatistics } from 'node:v8';
import { type ApolloServerPlugin, type GraphQLResponse, HeaderMap } from '@apollo/server';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type FormattedExecutionResult,
} from 'graphql';
import type { GraphContext } from '../../graph/context.js';
import { Loaders } from '../../graph/loaders.js';
import type { AccessServices } from '../viewer.js';
import type { WhileAsked } from './deadline.js';
import { weightOf } from './guard.js';
import { gateLimits } from './limits.js';
import { createPace } from './pace.js';
import { QuestionGate } from './question-gate.js';
import { type Calculate, SharedAnswers, sharingKey } from './shared-answers.js';

function isShortOfMemory(): boolean {
  const { used_heap_size: used, heap_size_limit: most } = getHeapStatistics();
  return used > most * gateLimits.heapShare;
}

/** Returns the parts that bound the questions of both transports together. `pace` delays the reading of each document. */
export function createQuestions() {
  const gate = new QuestionGate(gateLimits, isShortOfMemory);
  return { gate, shared: new SharedAnswers(gate, gateLimits), pace: createPace() };
}
export type Questions = ReturnType<typeof createQuestions>;

type Asked = Pick<GraphContext, 'viewer' | 'signal'>;

/**
 * Waits until a document may be executed. Returns the function to call once it is. Throws
 * UNAVAILABLE if it may not in time.
 */
const enter = ({ gate }: Questions, { viewer, signal }: Asked, document: DocumentNode) =>
  gate.enter(viewer, weightOf(document), signal);

/** A query or a mutation that passed the guard. */
export type Execution = Pick<
  ExecutionArgs,
  'schema' | 'document' | 'operationName' | 'variableValues'
>;

/** Executes within the time that its askers have. */
const executeShared =
  (
    questions: Questions,
    execution: Execution,
    context: GraphContext,
    whileAsked: WhileAsked,
  ): Calculate =>
  async (begin, signal) => {
    const contextValue = { ...context, loaders: new Loaders(), signal };
    return inTurn(questions, contextValue, execution.document, () => {
      begin();
      return whileAsked(signal, async () => execute({ ...execution, contextValue }));
    });
  };

/**
 * Returns the answer that equal questions under way share. Null if this question is to be executed
 * by itself, as one whose answer has errors is.
 */
export async function sharedAnswer(
  questions: Questions,
  execution: Execution,
  context: GraphContext,
  { access }: AccessServices,
): Promise<ExecutionResult | null> {
  const sharing = sharingKey(context.viewer, execution);
  if (sharing === null) return null;
  const whileAsked: WhileAsked = access.whileAsked ?? ((_, work) => work());
  const calculate = executeShared(questions, execution, context, whileAsked);
  const result = await questions.shared.answer(sharing, context.viewer, context.signal, calculate);
  return result.errors ? null : result;
}

/** Does work once it may be begun, and leaves then. */
async function within<Result>(
  entered: Promise<() => void>,
  work: () => Promise<Result> | Result,
): Promise<Result> {
  const leave = await entered;
  try {
    return await work();
  } finally {
    leave();
  }
}

/** Executes work in its turn. */
export const inTurn = <Result>(
  questions: Questions,
  asked: Asked,
  document: DocumentNode,
  work: () => Promise<Result> | Result,
): Promise<Result> => within(enter(questions, asked, document), work);

/** Makes or sends a pushed answer in its turn, which it waits for as long as it must. */
export const pushInTurn = <Result>(
  { gate }: Questions,
  { viewer, signal }: Asked,
  document: DocumentNode,
  work: () => Promise<Result> | Result,
): Promise<Result> => within(gate.enterPush(viewer, weightOf(document), signal), work);

const asResponse = (singleResult: ExecutionResult): GraphQLResponse => ({
  http: { headers: new HeaderMap() },
  body: { kind: 'single', singleResult: singleResult as FormattedExecutionResult },
});

/**
 * Makes documents over HTTP wait until they may be executed, or share the answer of an equal one;
 * `leave` is called when a request was answered.
 */
export function queueQuestions(questions: Questions, services: AccessServices) {
  const leaving = new WeakMap<AbortSignal, () => void>();
  const answers = new WeakMap<AbortSignal, ExecutionResult>();
  const plugin: ApolloServerPlugin<GraphContext> = {
    requestDidStart: async () => ({
      async didResolveOperation({ schema, document, operationName, request, contextValue }) {
        const { signal } = contextValue;
        const variableValues = request.variables;
        const execution = { schema, document, operationName, variableValues };
        const answer = await sharedAnswer(questions, execution, contextValue, services);
        if (answer) answers.set(signal, answer);
        else leaving.set(signal, await enter(questions, contextValue, document));
      },
      async responseForOperation({ contextValue: { signal } }) {
        const answer = answers.get(signal);
        return answer ? asResponse(answer) : null;
      },
    }),
  };
  return { plugin, leave: (signal: AbortSignal) => leaving.get(signal)?.() };
}
