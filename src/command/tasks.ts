import { Fault } from '../model/errors.js';
import { createAccount } from './account.js';
import { connectTool } from './connect.js';
import { demo } from './demo.js';
import { doctor } from './doctor.js';
import { importDevelopers } from './import/import-developers.js';
import { draftDevelopers } from './import/import-developers-draft.js';
import { importFacts } from './import/import-facts.js';
import { importGit } from './import/import-git.js';
import {
  listIntegrations,
  pauseIntegration,
  removeIntegration,
  resumeIntegration,
} from './integration/integration.js';
import { assignIntegration } from './integration/integration-assign.js';
import { createKey, listKeys, revokeKey } from './keys/key.js';
import { rotateSecrets } from './keys/secrets.js';
import { show } from './show.js';
import { sync } from './sync.js';
import type { Task, TaskContext } from './task.js';

/** Tasks that the owner of a data folder performs for commands: one line per task. */
const tasks = [
  createAccount,
  createKey,
  listKeys,
  revokeKey,
  importDevelopers,
  draftDevelopers,
  importGit,
  importFacts,
  connectTool,
  listIntegrations,
  pauseIntegration,
  resumeIntegration,
  removeIntegration,
  assignIntegration,
  rotateSecrets,
  sync,
  doctor,
  show,
  demo,
] as readonly Task<never, unknown>[];
const byVerb = new Map(tasks.map((task) => [task.verb, task]));

/** Performs what a command asked for over the socket; throws NOT_FOUND if the command is of another version. */
export async function performTask(
  verb: string,
  given: unknown,
  context: TaskContext,
): Promise<unknown> {
  const task = byVerb.get(verb);
  if (!task)
    throw new Fault(
      'NOT_FOUND',
      `The running server does not know \`${verb}\`: it is of another version. Restart it.`,
    );
  return task.run(given as never, context);
}
