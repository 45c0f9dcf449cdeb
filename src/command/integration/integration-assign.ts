import type { Command } from 'commander';
import { addToNode, findNode } from '../node-repositories.js';
import { perform } from '../perform.js';
import { shellOf } from '../shell.js';
import { defineTask, type OfAccount, operatorOf } from '../task.js';
import { findIntegration } from './find-integration.js';

interface Assignment extends OfAccount {
  /** A name, or a number where several have the name. */
  readonly integration: string;
  readonly node: string;
}
export const assignIntegration = defineTask({
  verb: 'integration assign',
  recalculates: true,
  run: async (given: Assignment, { app }) => {
    const viewer = await operatorOf(app, given);
    const { number, name } = await findIntegration(app, viewer, given.integration);
    const node = await findNode(app, viewer, given.node);
    const [reported = []] = await app.ingestion.repositoriesOf(viewer, [number]);
    const repositories = reported.map((repository) => repository.name);
    const projects = await app.ingestion.projectsOf(viewer, number);
    await addToNode(app, viewer, node, { repositories, projects });
    return { name, node: node.path, repositories, projects };
  },
});

export function addAssign(parent: Command): void {
  parent
    .command('assign')
    .description('make the repositories and projects of a source those of a team or node')
    .argument('<name>', 'the source, by name or number')
    .argument('<node>', 'the team or node, by name or path')
    .action(async (integration: string, node: string, _: object, command: Command) => {
      const shell = shellOf(command);
      const assigned = await perform(assignIntegration, { integration, node }, shell);
      shell.finish(assigned, ({ name, node: path, repositories, projects }) => [
        `${path} has the ${repositories.length} repositories and ${projects.length} projects of "${name}" now.`,
        `The figures: ${shell.typed('show')}`,
      ]);
    });
}
