import { ObjectType, registerEnumType } from 'type-graphql';
import type { SourceCoverage as SourceCoverageAnswer } from '../../insights/answer/covered.js';
import type { Instant } from '../../model/time.js';
import { LackedField } from '../catalogue/lacked-field.type.js';
import { NonNull, Nullable } from '../field.js';
import { Integration } from '../integration/integration.type.js';
import { DateTime } from '../scalars.js';

const SourceFactsEnum = {
  HISTORY: 'history',
  PULL_REQUESTS: 'pullRequest',
  WORK_ITEMS: 'workItem',
  RUNS: 'run',
  INCIDENTS: 'incident',
  CHANGE_REQUESTS: 'changeRequest',
} as const;
registerEnumType(SourceFactsEnum, {
  name: 'SourceFacts',
  description: 'What a source reports.',
  valuesConfig: {
    HISTORY: { description: 'Commits, steps of default branches and tags.' },
    PULL_REQUESTS: { description: 'Pull and merge requests.' },
    WORK_ITEMS: { description: 'Work items, sprints and versions.' },
    RUNS: { description: 'Runs of pipelines.' },
    INCIDENTS: { description: 'Incidents.' },
    CHANGE_REQUESTS: { description: 'Change requests.' },
  },
});

@ObjectType({ description: 'What a source reports of what a number is made of.' })
export class SourceCoverage {
  @Nullable(
    () => Integration,
    'The source; null for the history of repositories that facts name and none reports.',
  )
  integration?: unknown;

  @NonNull(() => SourceFactsEnum, 'What it reports.')
  facts!: SourceCoverageAnswer['facts'];

  @Nullable(() => DateTime, 'The timestamp of the first fact; null if there is none.')
  from!: Instant | null;

  @Nullable(
    () => DateTime,
    'The timestamp at which it last reported all that it had; null if it never did.',
  )
  lastReportedAt!: Instant | null;

  @NonNull(() => [String], 'What the range lacks of it, in words; empty where it is covered whole.')
  notes!: readonly string[];

  @NonNull(() => [LackedField], 'What its tool never reports of these facts.')
  lacks!: SourceCoverageAnswer['lacks'];
}
