import { ID, InputType } from 'type-graphql';
import type { DeploymentMark } from '../../model/inputs/delivery-input.js';
import { enumOf } from '../enums.js';
import { NonNull, Nullable } from '../field.js';
import { payloadType } from '../object-type.js';

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

export const MarkDeploymentPayload = payloadType('MarkDeploymentPayload', 'What became of it.', {
  mark: Nullable(() => DeploymentMarkEnum, 'What is said of it now.'),
});
