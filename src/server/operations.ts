import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A document of `schema/operations` with the variables beside it, as JSON. */
export interface Operation {
  readonly name: string;
  readonly query: string;
  readonly variables: string | null;
}

// Sources and compiled files lie at different depths below the folder that holds `schema`.
function operationsFolder(from: string): string {
  const folder = join(from, 'schema', 'operations');
  if (existsSync(folder)) return folder;
  if (dirname(from) === from) throw new Error('The folder schema/operations is missing.');
  return operationsFolder(dirname(from));
}

async function read(folder: string, name: string): Promise<Operation> {
  const variables = join(folder, `${name}.variables.json`);
  return {
    name,
    query: await readFile(join(folder, `${name}.graphql`), 'utf8'),
    variables: existsSync(variables) ? await readFile(variables, 'utf8') : null,
  };
}

/** Reads every document, in the order of the names. */
export async function readOperations(): Promise<readonly Operation[]> {
  const folder = operationsFolder(import.meta.dirname);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.graphql')).sort();
  return Promise.all(files.map((file) => read(folder, file.slice(0, -'.graphql'.length))));
}
