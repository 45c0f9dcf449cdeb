import { runCommandLine } from './command/command-line.js';

/** The server process: what `insights serve` is, as `npm start` starts it. */
process.exitCode = await runCommandLine(['serve', ...process.argv.slice(2)]);
