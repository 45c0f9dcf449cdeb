import type { Traits } from '../../model/inputs/input-base.js';
import { relationName } from '../../model/relation.js';
import type { Instant } from '../../model/time.js';
import { milliseconds } from '../sql/instant-sql.js';
import type { Session } from '../sql/session.js';

/** A run that names commits of which no repository has any. */
export interface RunWithoutCommits {
  readonly number: number;
  readonly id: string;
  readonly pipeline: string;
  readonly at: Instant;
  /** The first hash that it names. */
  readonly commit: string;
  /** Traits that filters look at. */
  readonly traits: Traits;
}

/** More than these are not read. */
const MOST_RUNS = 1000;

/** The newest of the runs that name commits of which no repository has any. */
export const runsWithoutCommits = (session: Session): Promise<RunWithoutCommits[]> =>
  session.load(
    `select s.number::float8 as number, f.id, f.pipeline, ${milliseconds('l.at')} as at, s.run -> 'commits' ->> 0 as commit, s.traits
     from fact_link l join standing_run s on s.account_id = $1 and s.number = l.source
       join pipeline_run f on f.account_id = $1 and f.number = s.number
     where l.account_id = $1 and l.relation = '${relationName.RUN_COMMITS_UNKNOWN}' order by l.at desc, s.number limit ${MOST_RUNS}`,
  );
