import { ID, InputType, Int } from 'type-graphql';
import type { RunVerdict } from '../../insights/deployment-preview.js';
import { enumOf } from '../enums.js';
import { NonNull, Nullable } from '../field.js';
import { objectType } from '../object-type.js';
import { DateTime } from '../scalars.js';
import { UserError } from '../user-error.type.js';
import { PipelineSettingsInput } from './delivery-settings.type.js';

const RunVerdictEnum = enumOf<RunVerdict>('RunVerdict', 'What settings make of a run.', {
  SUCCESSFUL: 'A deployment to production that succeeded.',
  FAILED: 'A deployment to production that failed.',
  OTHER_SCOPE: 'The scope of the team does not match it.',
  NOT_A_DEPLOYMENT: 'It deploys nothing.',
  DEPLOYED_BELOW: 'Runs below it deploy: these count, not the run above them.',
  NOT_PRODUCTION: 'It did not deploy to production.',
  NOT_FINISHED: 'It was aborted, skipped, or is still running.',
  OTHER_STATE: 'It ended, and is neither a success nor a failure.',
});

@InputType({ description: 'Which settings of pipelines are tried, on whom and on which runs.' })
export class DeploymentPreviewInput {
  @NonNull(() => ID, 'The id of a team or of a node of an org tree.')
  node!: string;

  @Nullable(
    () => PipelineSettingsInput,
    'As `saveTeamPipelines` takes it; absent: what is effective now.',
  )
  pipelines?: PipelineSettingsInput | null;

  @Nullable(() => String, 'What the name of the pipeline must contain; absent: any.')
  search?: string | null;

  @Nullable(() => Int, 'How many of the newest runs, 1 to 200; absent: 50.')
  first?: number | null;
}

const PreviewedRun = objectType('PreviewedRun', 'A run with what the settings make of it.', {
  pipeline: NonNull(() => String, 'The pipeline that ran.'),
  toolNumber: Nullable(() => String, 'Its number in the tool.'),
  branch: Nullable(() => String, 'The branch that it ran on.'),
  environment: Nullable(() => String, 'The environment it deployed to.'),
  statusName: NonNull(() => String, 'Its status, in the words of the tool.'),
  startedAt: Nullable(() => DateTime, 'The timestamp of its start.'),
  endedAt: Nullable(() => DateTime, 'The timestamp of its end.'),
  url: Nullable(() => String, 'The address of its page.'),
  verdict: NonNull(() => RunVerdictEnum, 'What the settings make of it.'),
  why: NonNull(() => String, 'The reason, in a sentence.'),
});

export const DeploymentPreview = objectType(
  'DeploymentPreview',
  'What settings of pipelines make of the newest runs before they are saved.',
  {
    runs: Nullable(
      () => [PreviewedRun],
      'The runs, the newest first; null if a save would be refused.',
    ),
    userErrors: NonNull(() => [UserError], 'Why a save would be refused; empty if it would not.'),
  },
);
