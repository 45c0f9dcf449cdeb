import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { Integration } from '../integration/integration.type.js';
import { SyncCount } from '../integration/sync-run.type.js';
import { UserError } from '../user-error.type.js';

@InputType({ description: 'Facts of a tool that has no provider.' })
export class IngestFactsInput {
  @Field(() => String, {
    defaultValue: 'Facts',
    description:
      'What they come from: an integration of its own, made with the first line that is accepted.',
  })
  source!: string;

  @Field(() => String, {
    description:
      'One JSON object a line: `kind`, `id`, `updatedAt` and the fields of that kind; `deleted: true` takes a fact back.',
  })
  lines!: string;
}

@ObjectType({ description: 'A line that was refused, and every reason.' })
class RefusedLine {
  @Field(() => Int, { description: 'Its number, from 1.' })
  line!: number;

  @Field(() => [UserError], { description: 'Why; paths lead into the line.' })
  errors!: readonly UserError[];
}

@ObjectType({ description: 'What became of the lines: each is taken whole or not at all.' })
export class IngestFactsPayload {
  @Field(() => Integration, {
    nullable: true,
    description: 'Whose facts they are; null where the source has no accepted line yet.',
  })
  integration?: unknown;

  @Field(() => Int, { nullable: true, description: 'Lines that were taken, known before or not.' })
  accepted?: number;

  @Field(() => [SyncCount], { nullable: true, description: 'Facts that are new or changed.' })
  written?: readonly SyncCount[];

  @Field(() => Int, { nullable: true, description: 'Facts retracted.' })
  removed?: number;

  @Field(() => Int, { nullable: true, description: 'How many lines were refused.' })
  refusedCount?: number;

  @Field(() => [RefusedLine], {
    nullable: true,
    description: 'The first thousand of the refused lines; the others are kept all the same.',
  })
  refused?: readonly RefusedLine[];

  @Field(() => [UserError], { description: 'Why no line was looked at; empty if they were.' })
  userErrors!: readonly UserError[];
}
