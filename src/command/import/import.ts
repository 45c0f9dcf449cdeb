import type { Command } from 'commander';
import type { Shell } from '../shell.js';
import { addImportDevelopers } from './import-developers.js';
import { addImportFacts } from './import-facts.js';
import { addImportGit } from './import-git.js';

export function addImport(program: Command, shellOf: (command: Command) => Shell): void {
  const parent = program
    .command('import')
    .description('bring in developers, histories and facts of other tools');
  addImportDevelopers(parent, shellOf);
  addImportGit(parent, shellOf);
  addImportFacts(parent, shellOf);
}
