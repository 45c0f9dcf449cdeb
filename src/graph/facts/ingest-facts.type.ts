import { InputType, Int } from 'type-graphql';
import { NonNull, Nullable } from '../field.js';
import { Integration } from '../integration/integration.type.js';
import { SyncCount } from '../integration/sync-run.type.js';
import { objectType } from '../object-type.js';
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

const RefusedLine = objectType('RefusedLine', 'A line that was refused, and every reason.', {
  line: NonNull(() => Int, 'Its number, from 1.'),
  errors: NonNull(() => [UserError], 'Why; paths lead into the line.'),
});

export const IngestFactsPayload = objectType(
  'IngestFactsPayload',
  'What became of the lines: each is taken whole or not at all.',
  {
    integration: Nullable(
      () => Integration,
      'Whose facts they are; null where the source has no accepted line yet.',
    ),
    accepted: Nullable(() => Int, 'Lines that were taken, known before or not.'),
    written: Nullable(() => [SyncCount], 'Facts that are new or changed.'),
    removed: Nullable(() => Int, 'Facts retracted.'),
    refusedCount: Nullable(() => Int, 'How many lines were refused.'),
    refused: Nullable(
      () => [RefusedLine],
      'The first thousand of the refused lines; the others are kept all the same.',
    ),
    userErrors: NonNull(() => [UserError], 'Why no line was looked at; empty if they were.'),
  },
);
