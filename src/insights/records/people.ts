import { createAliases } from '../../directory/alias.js';
import type { Viewer } from '../../model/access.js';
import { ReadOnly } from '../../model/errors.js';
import type { Database } from '../../storage/database/database.js';
import { readDevelopers } from '../../storage/directory/developers.js';
import type { DeveloperAlias } from '../answer/answer.js';

/** Says who a developer is, as far as the viewer may know. */
export type NameDeveloper = (developer: number) => DeveloperAlias | null;

/** Names are shown only where it can be recorded that they were: a database that takes no changes shows aliases. */
async function isRecorded(revealed: () => Promise<void>): Promise<boolean> {
  try {
    await revealed();
    return true;
  } catch (error) {
    if (error instanceof ReadOnly) return false;
    throw error;
  }
}

/**
 * Reads the developers once for an answer. Viewers who may see names get them, and `revealed` is
 * called once. All other viewers get the alias alone.
 */
export function createPeople(
  database: Database,
  viewer: Viewer,
  aliasSecret: string,
  revealed: () => Promise<void>,
): () => Promise<NameDeveloper> {
  let reading: Promise<NameDeveloper> | null = null;
  const read = async (): Promise<NameDeveloper> => {
    const developers = await database.read(viewer.account, readDevelopers);
    const byNumber = new Map(developers.map((developer) => [developer.number, developer]));
    const aliases = createAliases(aliasSecret);
    const shows = viewer.reveals && (await isRecorded(revealed));
    return (number) => {
      const developer = byNumber.get(number);
      if (!developer) return null;
      const { name, email } = developer;
      return {
        ...aliases.of(number, developer.label),
        developer: shows ? { number, name, email } : null,
      };
    };
  };
  return () => {
    reading ??= read();
    return reading;
  };
}
