import { runsOnNeededNode } from './needed-node.js';

/** Starts the server process, as `insights serve` does; `npm start` runs this file. */
if (runsOnNeededNode())
  void import('./command/command-line.js').then(async ({ runCommandLine }) => {
    process.exitCode = await runCommandLine(['serve', ...process.argv.slice(2)]);
  });
