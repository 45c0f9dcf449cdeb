import { ObjectType } from 'type-graphql';
import { NonNull } from './field.js';

@ObjectType({ description: 'One reason why a mutation changed nothing.' })
export class UserError {
  @NonNull(() => String, 'What is wrong, for programs: upper case words that do not change.')
  code!: string;

  @NonNull(() => [String], 'The path into the input; empty if it is no single field.')
  field!: readonly string[];

  @NonNull(() => String, 'What is wrong and what to do about it, for people.')
  message!: string;
}

/** The payload of a mutation that changes all or nothing. */
@ObjectType()
export abstract class ChangePayload {
  @NonNull(() => [UserError], 'Why nothing was changed; empty if it was.')
  userErrors!: readonly UserError[];
}
