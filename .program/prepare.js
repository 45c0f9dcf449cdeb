import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from './find-program.js';

/** Makes an empty database with every table beside the program: a new data folder begins as a copy of it. It is there once it is whole. */
function makeEmptyDatabase({ folder, compiled }) {
  const place = join(folder, 'empty-database');
  if (existsSync(place)) return;
  const making = mkdtempSync(join(folder, 'making-'));
  try {
    const migrate = [join(folder, 'src/command/index.js'), 'migrate'];
    const env = { DATA_DIR: making, NODE_COMPILE_CACHE: compiled };
    execFileSync(process.execPath, migrate, { cwd: making, env });
    renameSync(join(making, 'database'), place);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

// `npm ci` ends with what the first `npm start` would begin with. An install without what bundles the program starts none from its sources.
// What fails here is no reason not to install: the first start does it again, and says why it cannot.
if (existsSync(join(import.meta.dirname, '../node_modules/esbuild')))
  try {
    makeEmptyDatabase(await findProgram());
  } catch (error) {
    process.stderr.write(
      `The program is not made ready, its first start will take longer: ${error}\n`,
    );
  }
