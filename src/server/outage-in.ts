import { GraphQLError } from 'graphql';
import { Fault, Outage } from '../model/errors.js';

/** True if an outage of the database caused the error. */
export const outageIn = (error: unknown): boolean =>
  error instanceof Outage || (error instanceof GraphQLError && outageIn(error.originalError));

/** True if asking again later helps. */
export const unavailableIn = (error: unknown): boolean =>
  (error instanceof Fault && error.code === 'UNAVAILABLE') ||
  (error instanceof GraphQLError && unavailableIn(error.originalError));
