import type { z } from 'zod';
import type { FormKind, Forms } from './form.js';
import type { parts } from './parts.js';

/** The meaning of each field of a form; a field without a line here does not compile. */
type Meanings<Schema extends z.ZodType> = Readonly<Record<keyof z.input<Schema> & string, string>>;

const common = {
  id: 'The tool’s own id. It never changes, even where a key or a name does.',
  updatedAt: 'When the tool last changed it. Of two lines with one id the later one holds.',
} as const;
const url = 'Where people look at it.';
const repository = 'The repository that it lies in.';

const ticket = {
  ...common,
  key: 'What people call it, such as `INC-5`.',
  title: 'Its title.',
  status: 'The tool’s own word.',
  priority: 'The tool’s own word.',
  severity: 'The tool’s own word.',
  urgency: 'The tool’s own word.',
  assignmentGroup: 'The group that it is assigned to.',
  service: 'Name of the service that it concerns.',
  owner: 'Who answers for it.',
  createdAt: 'When it began.',
  resolvedAt: 'When it was resolved; at most five minutes before `createdAt`.',
  closedAt: 'When it was closed; at most five minutes before `createdAt`.',
  customFields: 'Other fields by name; filters may ask for them.',
  url,
} as const;

const workItem: Meanings<Forms['WORK_ITEM']> = {
  ...common,
  key: 'What people call it, such as `SHOP-7`.',
  formerKeys: 'Keys that it had before it was moved.',
  project: 'Name or key of its project.',
  type: 'The tool’s own word, such as Story or Bug.',
  isSubtask: 'Whether it is part of another item.',
  title: 'Its title.',
  status: 'The tool’s own word.',
  statusCategory: 'What the status means.',
  resolution: 'How it was resolved, in the tool’s own word.',
  priority: 'The tool’s own word.',
  labels: 'Its labels.',
  components: 'Its components.',
  parent: 'Id of the item above it.',
  sprint:
    'Id of the sprint that it has been in since its creation, where there is no `sprintHistory`.',
  points: 'Its story points.',
  assignee: 'Who has it now; `null` is nobody.',
  createdAt: 'When it was created.',
  resolvedAt:
    'When it was last done. Without it a done item takes the last change to DONE of its history.',
  versions: 'Names of the versions that it shall ship in.',
  customFields: 'Other fields by name; filters may ask for them.',
  statusHistory: 'Each status that it had.',
  assigneeHistory: 'Who had it when.',
  pointsHistory: 'The points that it had.',
  sprintHistory: 'When it came into sprints and left them.',
  parentHistory: 'What lay above it when.',
  linkedPullRequests: 'Ids of the pull requests that the tool itself links.',
  linkedCommits: 'Hashes of the commits that the tool itself links.',
  url,
};

const pullRequest: Meanings<Forms['PULL_REQUEST']> = {
  ...common,
  repository: 'The repository that it shall go into.',
  number: 'Its number in the repository.',
  title: 'Its title; keys of work items are found in it.',
  body: 'Its description; keys of work items are found in it.',
  author: 'Who opened it.',
  sourceBranch: 'The branch that it comes from; keys of work items are found in it.',
  targetBranch: 'The branch that it goes into.',
  labels: 'Its labels.',
  state: 'What became of it.',
  openedAt: 'When it was opened.',
  readyAt: 'When it was first no draft; omitted if it never was one.',
  mergedAt: 'When it was merged; given exactly where `state` is `MERGED`.',
  closedAt: 'When it was closed or merged.',
  mergeMethod: 'How it was merged.',
  mergeSha: 'The commit that the merge made on the target branch.',
  headSha: 'The last commit of its branch.',
  reverts: 'Id of the pull request that it reverts.',
  additions: 'Lines that it adds.',
  deletions: 'Lines that it deletes.',
  files: 'Its net difference, file by file.',
  commits: 'Its commits, also where the merge squashed them away.',
  reviews: 'Its reviews.',
  comments: 'Its comments by people and bots.',
  url,
};

const pipelineRun: Meanings<Forms['PIPELINE_RUN']> = {
  ...common,
  pipeline: 'Name of the pipeline.',
  kinds: 'Whether it builds (CI), deploys (CD) or does both.',
  number: 'What the tool counts it as.',
  run: 'What all attempts of one run have in common; without it: its `id`.',
  attempt: 'Which attempt it is; the highest counts.',
  parent: 'Id of the run that started it.',
  project: 'The tool’s project.',
  organization: 'The tool’s organisation.',
  repository: 'The repository that it built or deployed.',
  branch: 'The branch that it was made of; without it: the default branch.',
  commits: 'Hashes of the commits that it was made of, the newest first.',
  services: 'Names of the services that it deploys.',
  environment: 'Where it deploys to.',
  environmentType: 'Whether that is production; without it: by its name or a team’s scope.',
  infrastructure: 'What it deploys on.',
  tags: 'Its tags.',
  artifactsIn: 'What it takes; runs that made the same are its builds.',
  artifactsOut: 'What it makes.',
  status: 'How it went.',
  statusName: 'The tool’s own word; without it: `status`.',
  rollback: 'Whether it brings back an earlier version.',
  startedAt: 'When it started.',
  endedAt: 'When it ended; without it: it has not. At most five minutes before `startedAt`.',
  triggeredBy: 'Who started it; `null` is nobody.',
  url,
};

export const meanings: { readonly [Kind in FormKind]: Meanings<Forms[Kind]> } = {
  REPOSITORY: {
    ...common,
    name: 'What people call it.',
    url: 'Its address.',
    defaultBranch: 'The branch that releases are made of.',
  },
  COMMIT: {
    ...common,
    repository,
    sha: 'Its hash.',
    message: 'Its message; keys of work items are found in it.',
    author: 'Who wrote it.',
    committer: 'Who committed it; without it: the author.',
    authoredAt: 'When it was written.',
    committedAt: 'When it was committed; without it: `authoredAt`.',
    parents:
      'Hashes of the commits before it, the first parent first; `[]` for one that has none. A deployment contains what they lead to.',
    files: 'What it changes against its first parent.',
  },
  TAG: {
    ...common,
    repository,
    name: 'Its name, such as `v1.4.0`.',
    sha: 'The commit that it names.',
    taggedAt: 'When it was made.',
  },
  PULL_REQUEST: pullRequest,
  WORK_ITEM: workItem,
  SPRINT: {
    ...common,
    name: 'Its name.',
    state: 'Where it stands.',
    startAt: 'When it started, or shall.',
    endAt: 'When it ended, or shall.',
    completedAt: 'When it was closed.',
  },
  VERSION: {
    ...common,
    project: 'Name or key of its project.',
    name: 'Its name.',
    releasedAt: 'When it was released; without it: it is not.',
    url,
  },
  PIPELINE_RUN: pipelineRun,
  INCIDENT: {
    ...ticket,
    labels: 'Its labels.',
    repository: 'The repository that it concerns.',
    causedBy: 'Ids of the runs that caused it, as the tool says.',
    fixedBy: 'Ids of the runs that fixed it, as the tool says.',
  },
  CHANGE_REQUEST: ticket,
};

const at = 'When.';
export const partMeanings: {
  readonly [Part in keyof typeof parts]: Meanings<(typeof parts)[Part]>;
} = {
  Person: {
    applicationType: 'The tool that the id is of; ids of `CUSTOM` are the source’s own.',
    id: 'The tool’s own id of them.',
    name: 'Their name.',
    email: 'Their e-mail, which finds the developer.',
    bot: 'Whether they are no human.',
  },
  File: {
    path: 'Where it lies in the repository.',
    from: 'Where it lay before, where it was renamed.',
    additions: 'Lines added; omitted for binary files.',
    deletions: 'Lines deleted; omitted for binary files.',
  },
  Review: {
    by: 'Who reviewed.',
    at,
    state: 'What they said.',
    hasText: 'Whether they wrote something, which makes it a comment too.',
  },
  Comment: { by: 'Who commented.', at },
  'Pull request commit': {
    sha: 'Its hash.',
    authoredAt: 'When it was written.',
    message: 'Its message; keys of work items are found in it.',
    isMerge: 'Whether it has several parents.',
  },
  Artifact: {
    location: 'Where it is kept.',
    name: 'What it is called.',
    qualifier: 'Its version or digest.',
  },
  'Status change': { at, status: 'What it became.', category: 'What that means.' },
  'Assignee change': { at, assignee: 'Who had it from then on; `null` is nobody.' },
  'Points change': { at, points: 'The points from then on.' },
  'Sprint change': { at, sprint: 'Id of the sprint.', added: 'Whether it came in or left.' },
  'Parent change': { at, parent: 'Id of the item above it from then on.' },
};
