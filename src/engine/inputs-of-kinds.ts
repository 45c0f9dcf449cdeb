import {
  type InputKind,
  listOf,
  type MetricInputs,
  noInputs,
} from '../model/inputs/metric-input.js';

/** Returns the inputs of these kinds alone. Reviews and comments come with pull requests. */
export const inputsOfKinds = (inputs: MetricInputs, kinds: readonly InputKind[]): MetricInputs => ({
  ...noInputs,
  ...Object.fromEntries(kinds.map((kind) => [listOf[kind], inputs[listOf[kind]]])),
  acts: kinds.includes('pullRequest') ? inputs.acts : [],
});
