import { GraphQLError } from 'graphql';
import { Outage } from '../model/errors.js';

/** True where an outage of the database caused the error. */
export const outageIn = (error: unknown): boolean =>
  error instanceof Outage || (error instanceof GraphQLError && outageIn(error.originalError));
