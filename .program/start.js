import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findProgram } from './find-program.js';

/** Begins with the file of the program that the first word names, as if Node had been given it. */
const [node = '', , name = '', ...given] = process.argv;
const { folder, compiled } = await findProgram();
const file = join(folder, name);
enableCompileCache(compiled);
process.setSourceMapsEnabled(true);
process.argv = [node, file, ...given];
await import(pathToFileURL(file).href);
