import { playBitbucketServer } from './bitbucket-server/play.js';
import { playGithub } from './github/play.js';
import { playPagerduty } from './pagerduty/play.js';
import { playAzure } from './play-azure.js';
import { playAzureBoards } from './play-azure-boards.js';
import { playBitbucket } from './play-bitbucket.js';
import { playGitlab } from './play-gitlab.js';
import { playHarness } from './play-harness.js';
import { playHarnessCode } from './play-harness-code.js';
import { playJenkins } from './play-jenkins.js';
import { playJira } from './play-jira.js';
import type { Playing, PlayOptions } from './playing.js';
import { playServicenow } from './servicenow/play.js';

/** The systems that are played: one line each. */
export const systems: Readonly<Record<string, (options: PlayOptions) => Promise<Playing>>> = {
  github: playGithub,
  gitlab: playGitlab,
  bitbucket: playBitbucket,
  'bitbucket-server': playBitbucketServer,
  'azure-boards': playAzureBoards,
  'azure-devops': playAzure,
  harness: playHarness,
  'harness-code': playHarnessCode,
  jenkins: playJenkins,
  jira: playJira,
  servicenow: playServicenow,
  pagerduty: playPagerduty,
};
