#!/usr/bin/env node
import { runsOnNeededNode } from '../needed-node.js';

if (runsOnNeededNode())
  void import('./command-line.js').then(async ({ runCommandLine }) => {
    process.exitCode = await runCommandLine(process.argv.slice(2));
  });
