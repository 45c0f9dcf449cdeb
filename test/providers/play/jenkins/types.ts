/** A stage as `wfapi` writes it. */
export interface Stage {
  readonly id: string;
  readonly name: string;
  status: string;
  readonly startTimeMillis: number;
  readonly durationMillis: number;
}

export interface Build {
  number: number;
  timestamp: number;
  readonly queueId: number;
  duration: number;
  /** Null while it goes on. */
  result: string | null;
  readonly actions: readonly object[];
  readonly changes: readonly { readonly commitId: string; readonly timestamp: number }[];
  readonly stages: readonly Stage[];
  /** Time in the queue, in milliseconds. */
  readonly queued: number;
  isMalformed?: boolean;
}

export type Kind = 'FOLDER' | 'ORGANIZATION' | 'MULTIBRANCH' | 'PIPELINE' | 'FREE_STYLE';

/** A job, or a folder of jobs. */
export interface Item {
  readonly kind: Kind;
  name: string;
  readonly items: Item[];
  /** The newest first. */
  builds: Build[];
}

export interface World {
  /** The root address in the settings of Jenkins, which need not be the one that is asked. */
  root: string;
  readonly items: Item[];
  readonly user: string;
  readonly token: string;
  /** True if the user may read no job. */
  isHidden: boolean;
  /** True if the plugin that knows stages is not installed. */
  isWithoutStages: boolean;
  lastQueueId: number;
}

export const classes: Readonly<Record<Kind, string>> = {
  FOLDER: 'com.cloudbees.hudson.plugins.folder.Folder',
  ORGANIZATION: 'jenkins.branch.OrganizationFolder',
  MULTIBRANCH: 'org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject',
  PIPELINE: 'org.jenkinsci.plugins.workflow.job.WorkflowJob',
  FREE_STYLE: 'hudson.model.FreeStyleProject',
};
