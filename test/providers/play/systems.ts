import { playGithub } from './github/play.js';
import { playJira } from './play-jira.js';
import type { Playing, PlayOptions } from './playing.js';

/** The systems that are played: one line each. */
export const systems: Readonly<Record<string, (options: PlayOptions) => Promise<Playing>>> = {
  github: playGithub,
  jira: playJira,
};
