import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { DevelopersDraft } from '../../directory/developer-file/draft-developers.js';
import { Fault } from '../../model/errors.js';
import { CommandError, exitCodes } from '../exit-code.js';
import { perform } from '../perform.js';
import type { Shell } from '../shell.js';
import { defineTask, type OfAccount, operatorOf } from '../task.js';

export interface DraftRequest extends OfAccount {
  /** The e-mail of the manager of all others, where there is one. */
  readonly manager?: string | undefined;
}

export const draftDevelopers = defineTask({
  verb: 'import developers --from-sources',
  run: async (given: DraftRequest, { app }): Promise<DevelopersDraft> => {
    const viewer = await operatorOf(app, given);
    const draft = await app.directory.developers.draft(viewer, given.manager ?? null);
    if (draft.people + draft.comments > 0) return draft;
    throw new Fault(
      'NOT_FOUND',
      'No connected source names anybody yet: connect a tool (`insights connect --help`) or import a history (`insights import git PATH`) first.',
    );
  },
});

const counted = (count: number, one: string, many: string) =>
  `${count} ${count === 1 ? one : many}`;

function draftLines(
  file: string,
  { people, comments }: DevelopersDraft,
  { manager }: DraftRequest,
  shell: Shell,
): string[] {
  const asks =
    comments === 0
      ? ''
      : ` ${counted(comments, 'comment at its end asks', 'comments at its end ask')} what no source says.`;
  const next =
    manager === undefined
      ? 'Fill in who manages whom, by e-mail; a person with neither manager nor reports is a team of one. Then:'
      : 'Look through it, then:';
  return [
    `${file} is a draft of ${counted(people, 'person', 'people')} of the connected sources.${asks}`,
    next,
    `  ${shell.typed(`import developers ${file}`)}`,
  ];
}

/** Prints a draft, or writes it into a file that is not there yet. */
export async function draft(
  file: string | undefined,
  given: DraftRequest,
  shell: Shell,
): Promise<void> {
  if (file !== undefined && existsSync(file))
    throw new CommandError(
      exitCodes.REFUSED,
      `${file} is there already, and somebody may have edited it: name another file for the draft.`,
    );
  const drafted = await perform(draftDevelopers, given, shell);
  if (file === undefined) return shell.finish(drafted, ({ content }) => [content.trimEnd()]);
  try {
    await writeFile(file, drafted.content, { flag: 'wx' });
  } catch {
    throw new CommandError(exitCodes.USAGE, `${file} cannot be written: check the path.`);
  }
  shell.finish({ file, ...drafted }, () => draftLines(file, drafted, given, shell));
}
