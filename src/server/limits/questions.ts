import { getHeapStatistics } from 'node:v8';
import {
  type ApolloServerPlugin,
  type GraphQLRequestContext,
  type GraphQLResponse,
  HeaderMap,
} from '@apollo/server';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type FormattedExecutionResult,
  type GraphQLSchema,
  OperationTypeNode,
} from 'graphql';
import type { GraphContext } from '../../graph/context.js';
import { newContext } from '../../graph/new-context.js';
import { KeptAnswers, sharingKey } from '../answers/kept-answers.js';
import { type Calculate, SharedAnswers } from '../answers/shared-answers.js';
import type { ServerServices } from '../server-options.js';
import type { WhileAsked } from './deadline.js';
import { weightOf } from './guard.js';
import { gateLimits } from './limits.js';
import { createPace } from './pace.js';
import { QuestionGate } from './question-gate.js';

function isShortOfMemory(): boolean {
  const { used_heap_size: used, heap_size_limit: most } = getHeapStatistics();
  return used > most * gateLimits.heapShare;
}

/** Returns the parts that bound the questions of both transports together. `pace` delays the reading of each document. */
export function createQuestions() {
  const gate = new QuestionGate(gateLimits, isShortOfMemory);
  const shared = new SharedAnswers(gate, gateLimits);
  return { gate, shared, kept: new KeptAnswers(), pace: createPace() };
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

/** Executes within the time that its askers have, and keeps the answer. */
const executeShared =
  (
    questions: Questions,
    execution: Execution,
    context: GraphContext,
    services: ServerServices,
  ): Calculate =>
  async (begin, signal) => {
    const whileAsked: WhileAsked = services.access.whileAsked ?? ((_, work) => work());
    const { viewer, requestId } = context;
    const own = newContext({ viewer, services, requestId, signal });
    const contextValue = { ...context, ...own };
    const result = await inTurn(questions, own, execution.document, () => {
      begin();
      return whileAsked(signal, async () => execute({ ...execution, contextValue }));
    });
    questions.kept.keep(viewer, execution, result, own.lifetime.ends);
    return result;
  };

/**
 * Returns the answer that equal questions under way share. Null if this question is to be executed
 * by itself, as one whose answer has errors is.
 */
export async function sharedAnswer(
  questions: Questions,
  execution: Execution,
  context: GraphContext,
  services: ServerServices,
): Promise<ExecutionResult | null> {
  const sharing = sharingKey(context.viewer, execution);
  if (sharing === null) return null;
  const calculate = executeShared(questions, execution, context, services);
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

type Requested = Pick<GraphQLRequestContext<GraphContext>, 'request'>;

/** Returns the execution of a request; the name of its operation is null unless the request named it. */
const executionOf = ({ request }: Requested, schema: GraphQLSchema, document: DocumentNode) => ({
  schema,
  document,
  operationName: request.operationName ?? null,
  variableValues: request.variables,
});

/**
 * Makes documents over HTTP wait until they may be executed, or share the answer of an equal one;
 * `leave` is called when a request was answered.
 */
export function queueQuestions(questions: Questions, services: ServerServices) {
  const leaving = new WeakMap<AbortSignal, () => void>();
  const answers = new WeakMap<AbortSignal, ExecutionResult>();
  const plugin: ApolloServerPlugin<GraphContext> = {
    requestDidStart: async () => ({
      async didResolveOperation({ schema, document, contextValue, ...requested }) {
        const { signal } = contextValue;
        const execution = executionOf(requested, schema, document);
        const answer = await sharedAnswer(questions, execution, contextValue, services);
        if (answer) answers.set(signal, answer);
        else leaving.set(signal, await enter(questions, contextValue, document));
      },
      async responseForOperation({ contextValue: { signal } }) {
        const answer = answers.get(signal);
        return answer ? asResponse(answer) : null;
      },
      async willSendResponse({
        schema,
        document,
        operation,
        contextValue,
        response,
        ...requested
      }) {
        const { viewer, lifetime, signal } = contextValue;
        const { body } = response;
        if (operation?.operation !== OperationTypeNode.QUERY || body.kind !== 'single') return;
        if (!document || answers.has(signal)) return;
        const execution = executionOf(requested, schema, document);
        questions.kept.keep(viewer, execution, body.singleResult, lifetime.ends);
      },
    }),
  };
  return { plugin, leave: (signal: AbortSignal) => leaving.get(signal)?.() };
}
