import { runsOnNeededNode } from './needed-node.js';

/** The server process: what `insights serve` is, as `npm start` starts it. */
if (runsOnNeededNode())
  void import('./command/command-line.js').then(async ({ runCommandLine }) => {
    process.exitCode = await runCommandLine(['serve', ...process.argv.slice(2)]);
  });
