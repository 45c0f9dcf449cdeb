import { ID, InputType, ObjectType } from 'type-graphql';
import type { DeploymentMark } from '../../model/inputs/delivery-input.js';
import { enumOf } from '../enums.js';
import { NonNull, Nullable } from '../field.js';
import { ChangePayload } from '../user-error.type.js';

const DeploymentMarkEnum = enumOf<DeploymentMark>(
  'DeploymentMark',
  'What somebody says of a deployment.',
  {
    FAILED: 'It failed, whatever the tool says.',
    REPAIR: 'It repaired what an earlier one broke.',
    NOT_A_DEPLOYMENT: 'It did not deploy, and counts nowhere.',
  },
);

@InputType({ description: 'What is said of a deployment.' })
export class MarkDeploymentInput {
  @NonNull(() => ID, 'The subject of a deployment’s record.')
  deployment!: string;

  @Nullable(
    () => DeploymentMarkEnum,
    'What it was; null withdraws what was said, so that the tool’s outcome holds.',
  )
  mark?: DeploymentMark | null;
}

@ObjectType({ description: 'What became of it.' })
export class MarkDeploymentPayload extends ChangePayload {
  @Nullable(() => DeploymentMarkEnum, 'What is said of it now.')
  mark?: DeploymentMark | null;
}
