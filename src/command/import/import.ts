import type { Command } from 'commander';
import { addImportDevelopers } from './import-developers.js';
import { addImportFacts } from './import-facts.js';
import { addImportGit } from './import-git.js';

export function addImport(program: Command): void {
  const parent = program
    .command('import')
    .description('bring in developers, histories and facts of other tools');
  addImportDevelopers(parent);
  addImportGit(parent);
  addImportFacts(parent);
}
