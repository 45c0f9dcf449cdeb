import type { Answer } from '../http/answer.js';
import {
  type Asking,
  clientBy,
  createClient,
  type HttpClient,
  type VendorRules,
} from '../http/client.js';
import { ConnectionFailure, HttpFailure } from '../http/failures.js';
import { createVendorClock, type VendorClock } from '../http/vendor-clock.js';
import type { SourceContext } from '../provider.js';
import type { GithubAccess } from './access.js';
import { addressesOf } from './addresses.js';
import { createAppTokens } from './app-token.js';
import { dataOf, GraphqlTooLarge } from './graphql-answer.js';
import { graphqlRules, restRules, withoutVersion } from './rules.js';

type Tokens = () => Promise<readonly string[]>;

/** An Enterprise Server that does not know the version refuses whatever is asked with it. */
const isUnknownVersion = (error: unknown): boolean =>
  error instanceof HttpFailure && error.status === 400;

/** A client whose tokens may be renewed while it is in use. It goes on without a version where the first answer refuses that. */
function renewing(
  rules: VendorRules,
  base: URL,
  tokens: Tokens,
  { context, clock }: { readonly context: SourceContext; readonly clock: VendorClock },
): HttpClient {
  let known = rules;
  let isAccepted = false;
  const askOnce = async (pathOrUrl: string, asking?: Asking): Promise<Answer> => {
    const client = createClient({ rules: known, base, tokens: await tokens(), context });
    const answer = await client.ask(pathOrUrl, asking);
    isAccepted = true;
    clock.note(answer.headers);
    return answer;
  };
  const ask = async (pathOrUrl: string, asking?: Asking): Promise<Answer> => {
    try {
      return await askOnce(pathOrUrl, asking);
    } catch (error) {
      if (isAccepted || known !== rules || !isUnknownVersion(error)) throw error;
      known = withoutVersion(rules);
      return askOnce(pathOrUrl, asking);
    }
  };
  return clientBy(base, ask);
}

/** Statuses of a gateway when the request took too long. */
const GATEWAY_TIMEOUTS = [502, 504];

const isTooLarge = (error: unknown): boolean =>
  (error instanceof HttpFailure && GATEWAY_TIMEOUTS.includes(error.status)) ||
  (error instanceof ConnectionFailure && error.isTimeout);

/** Opens a GitHub, cloud or Enterprise Server, with all tokens that the settings give. */
export function openApi(access: GithubAccess, context: SourceContext) {
  const { host, rest: base, graphql } = addressesOf(access.baseUrl);
  const { app, tokens: given } = access;
  const tokens: Tokens = app ? createAppTokens(app, base, context) : async () => given;
  const around = { context, clock: createVendorClock() };
  const questions = renewing(graphqlRules, graphql, tokens, around);
  return {
    /** The host of the web pages, such as `github.com`: ids of facts begin with it. */
    host,
    rest: renewing(restRules, base, tokens, around),
    /** Returns GitHub's own instant of the first answer; null before it, or where no answer is dated. */
    begunAt: around.clock.begunAt,
    /** Throws GraphqlTooLarge, GraphqlRefusal, or what the client throws. Parts that GitHub could not answer are null in the data. */
    graphql: async <Data>(query: string, variables: Readonly<Record<string, unknown>>) => {
      try {
        const json = { query, variables };
        return dataOf<Data>(await questions.ask(graphql.href, { json, isShrinkable: true }));
      } catch (error) {
        if (!isTooLarge(error)) throw error;
        throw new GraphqlTooLarge('GitHub did not answer in time.', { cause: error });
      }
    },
  };
}
export type GithubApi = ReturnType<typeof openApi>;
