import { destination, type Logger, pino } from 'pino';
import type { Environment } from '../env.js';
import { openTextOf } from './open-output.js';

/** Returns a log of one JSON line each, without secrets, to standard error: standard output is for results. */
export const createLog = (environment: Environment): Logger =>
  pino(
    {
      level: environment.logLevel,
      redact: ['secret', '*.secret', 'authorization', '*.authorization'],
      hooks: { streamWrite: openTextOf(environment) },
    },
    destination({ fd: 2, sync: true }),
  );
