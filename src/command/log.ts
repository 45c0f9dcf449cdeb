import { destination, type Logger, pino } from 'pino';
import type { Environment } from '../env.js';

/** One JSON line each, to standard error: standard output is for results. */
export const createLog = ({ logLevel }: Environment): Logger =>
  pino(
    { level: logLevel, redact: ['secret', '*.secret', 'authorization', '*.authorization'] },
    destination({ fd: 2, sync: true }),
  );
