export { ApiError, type ApiErrorDetail } from './api-error.js';
export {
  type Client,
  type ClientOptions,
  createClient,
  type RequestOptions,
  type SubscriptionOptions,
} from './create-client.js';
export type * from './generated.js';
export { documents, type ResultOf, type TypedDocument, type VariablesOf } from './generated.js';
export type { ConnectionState, OnState } from './line.js';
