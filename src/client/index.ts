export { ApiError, type ApiErrorDetail } from './api-error.js';
export { type Client, createClient, type SubscriptionOptions } from './create-client.js';
export { documents, type ResultOf, type TypedDocument, type VariablesOf } from './generated.js';
