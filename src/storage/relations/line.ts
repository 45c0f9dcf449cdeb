import { type NumberRange, numbersIn } from '../../model/change-log.js';
import type { Session } from '../sql/session.js';

const inRanges = (table: string) =>
  `unnest($2::bigint[]) as picked (number) join ${table} f on f.account_id = $1 and f.number = picked.number`;

/** Loads the repositories of these changes, deleted or not. */
export const repositoriesOfChanges = (session: Session, changes: readonly NumberRange[]) =>
  session.loadNumbersBy(
    `select distinct f.repository::float8 as number from ${inRanges('change')}`,
    numbersIn(changes),
  );

/** The changes whose own commits these are: their files are the commits'. */
export const changesOfCommits = (session: Session, commits: readonly NumberRange[]) =>
  session.loadNumbersBy(
    `select c.number::float8 as number from ${inRanges('commit')} join change c on c.account_id = $1 and c.id = f.id`,
    numbersIn(commits),
  );
