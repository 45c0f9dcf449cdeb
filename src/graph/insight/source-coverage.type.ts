import { ObjectType } from 'type-graphql';
import type { CoveredKind } from '../../insights/answer/covered.js';
import type { Instant } from '../../model/time.js';
import { enumOf } from '../enums.js';
import { NonNull, Nullable } from '../field.js';
import { Integration } from '../integration/integration.type.js';
import { DateTime } from '../scalars.js';

type SourceFacts =
  | 'HISTORY'
  | 'PULL_REQUESTS'
  | 'WORK_ITEMS'
  | 'RUNS'
  | 'INCIDENTS'
  | 'CHANGE_REQUESTS';

const SourceFactsEnum = enumOf<SourceFacts>('SourceFacts', 'What a source reports.', {
  HISTORY: 'Commits, steps of default branches and tags.',
  PULL_REQUESTS: 'Pull and merge requests.',
  WORK_ITEMS: 'Work items, sprints and versions.',
  RUNS: 'Runs of pipelines.',
  INCIDENTS: 'Incidents.',
  CHANGE_REQUESTS: 'Change requests.',
});

/** The schema's name of each kind of source. */
export const factsOutside: Record<CoveredKind, SourceFacts> = {
  history: 'HISTORY',
  pullRequest: 'PULL_REQUESTS',
  workItem: 'WORK_ITEMS',
  run: 'RUNS',
  incident: 'INCIDENTS',
  changeRequest: 'CHANGE_REQUESTS',
};

@ObjectType({ description: 'What a source reports of what a number is made of.' })
export class SourceCoverage {
  @Nullable(
    () => Integration,
    'The source; null for the history of repositories that facts name and none reports.',
  )
  integration?: unknown;

  @NonNull(() => SourceFactsEnum, 'What it reports.')
  facts!: SourceFacts;

  @Nullable(() => DateTime, 'The timestamp of the first fact; null if there is none.')
  from!: Instant | null;

  @Nullable(
    () => DateTime,
    'The timestamp at which it last reported all that it had; null if it never did.',
  )
  lastReportedAt!: Instant | null;

  @NonNull(() => [String], 'What the range lacks of it, in words; empty where it is covered whole.')
  notes!: readonly string[];
}
