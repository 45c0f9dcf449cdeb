import { defineTask, type OfAccount, operatorOf } from './task.js';

export const draftDevelopers = defineTask({
  verb: 'import developers --from-git',
  run: async (given: OfAccount, { app }) => ({
    content: await app.directory.developers.draft(await operatorOf(app, given)),
  }),
});
