import type { App } from '../../app.js';
import type { Viewer } from '../../model/access.js';
import type { Shell } from '../shell.js';

/** The next step of a new user: the first that is not done yet. */
export type NextStep = 'CONNECT' | 'DEVELOPERS' | 'FIGURES';

/** Returns the next step of an account that has sources. */
export async function stepAfterSources({ directory }: App, viewer: Viewer): Promise<NextStep> {
  return (await directory.trees.nodes(viewer)).length === 0 ? 'DEVELOPERS' : 'FIGURES';
}

/** Returns what to do next, and by which command. */
export function nextLines(step: NextStep, { typed }: Pick<Shell, 'typed'>): string[] {
  if (step === 'CONNECT')
    return [
      `Nothing is connected yet: connect a tool (${typed('connect --help')}) or a history (${typed('import git PATH')}).`,
    ];
  if (step === 'FIGURES')
    return [`The figures: ${typed('show')}. What is empty, and what to do: ${typed('doctor')}`];
  return [
    'Next, when all your tools are connected: who is who. This drafts a file of the people that they name:',
    `  ${typed('import developers people.csv --from-sources')}`,
  ];
}
