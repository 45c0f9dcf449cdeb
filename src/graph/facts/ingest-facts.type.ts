import { InputType, Int, ObjectType } from 'type-graphql';
import { NonNull, Nullable } from '../field.js';
import { Integration } from '../integration/integration.type.js';
import { SyncCount } from '../integration/sync-run.type.js';
import { UserError } from '../user-error.type.js';

@InputType({ description: 'Facts of a tool that has no provider.' })
export class IngestFactsInput {
  @NonNull(
    () => String,
    'What they come from: an integration of its own, made with the first line that is accepted.',
    { defaultValue: 'Facts' },
  )
  source!: string;

  @NonNull(
    () => String,
    'One JSON object a line: `kind`, `id`, `updatedAt` and the fields of that kind; `deleted: true` takes a fact back.',
  )
  lines!: string;
}

@ObjectType({ description: 'A line that was refused, and every reason.' })
class RefusedLine {
  @NonNull(() => Int, 'Its number, from 1.')
  line!: number;

  @NonNull(() => [UserError], 'Why; paths lead into the line.')
  errors!: readonly UserError[];
}

@ObjectType({ description: 'What became of the lines: each is taken whole or not at all.' })
export class IngestFactsPayload {
  @Nullable(
    () => Integration,
    'Whose facts they are; null where the source has no accepted line yet.',
  )
  integration?: unknown;

  @Nullable(() => Int, 'Lines that were taken, known before or not.')
  accepted?: number;

  @Nullable(() => [SyncCount], 'Facts that are new or changed.')
  written?: readonly SyncCount[];

  @Nullable(() => Int, 'Facts retracted.')
  removed?: number;

  @Nullable(() => Int, 'How many lines were refused.')
  refusedCount?: number;

  @Nullable(
    () => [RefusedLine],
    'The first thousand of the refused lines; the others are kept all the same.',
  )
  refused?: readonly RefusedLine[];

  @NonNull(() => [UserError], 'Why no line was looked at; empty if they were.')
  userErrors!: readonly UserError[];
}
