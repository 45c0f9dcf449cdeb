#!/usr/bin/env node
import { keepCompiled, runsOnNeededNode } from '../needed-node.js';

if (runsOnNeededNode()) {
  keepCompiled();
  void import('./command-line.js').then(async ({ runCommandLine }) => {
    process.exitCode = await runCommandLine(process.argv.slice(2));
  });
}
