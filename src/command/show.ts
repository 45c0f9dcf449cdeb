import type { Command } from 'commander';
import { Fault } from '../model/errors.js';
import { findNode } from './node-repositories.js';
import { perform } from './perform.js';
import { type Figures, figureLines, figuresOf } from './report/figures.js';
import { shellOf } from './shell.js';
import { defineTask, type OfAccount, operatorOf } from './task.js';

export const show = defineTask({
  verb: 'show',
  run: async (
    given: OfAccount & { readonly node?: string | undefined },
    context,
  ): Promise<Figures> => {
    const { app } = context;
    const viewer = await operatorOf(app, given);
    if (given.node !== undefined)
      return figuresOf(context, viewer, await findNode(app, viewer, given.node));
    const [root] = await app.directory.trees.nodes(viewer);
    if (root) return figuresOf(context, viewer, root);
    throw new Fault(
      'NOT_FOUND',
      'There is no organisation yet: import developers first (`insights import developers --help`).',
    );
  },
});

export function addShow(program: Command): void {
  program
    .command('show')
    .description('print the figures of the last 12 weeks: of the whole organisation, or of a node')
    .argument('[node]', 'a team or a node above teams, by name or path')
    .action(async (node: string | undefined, _: object, command: Command) => {
      const shell = shellOf(command);
      shell.finish(await perform(show, { node }, shell), (figures) => [
        ...figureLines(figures),
        `What is empty, and what to do: ${shell.typed('doctor')}`,
      ]);
    });
}
