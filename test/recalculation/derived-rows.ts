import type { Database } from '../../src/storage/database/database.js';
import { loadObserved } from '../storage/cells/observed-rows.js';

/** Loads everything derived, under the effective rules, without what only says when it was derived. */
export const derivedRows = (database: Database, account: number) =>
  database.read(account, async (session) => {
    const rows = <Row = object>(sql: string) => session.query<Row>(sql, [account]);
    return {
      ...(await loadObserved(session)),
      subjects: await rows(
        'select subject, team, month from cell_subject where account_id = $1 order by 1, 2, 3',
      ),
      files: await rows(
        'select change, ordinal, path, additions, deletions, previous_at from changed_file where account_id = $1 order by 1, 2',
      ),
      pullRequestFiles: await rows(
        'select * from pull_request_file where account_id = $1 order by pull_request, ordinal',
      ),
      firstReleases: await rows(
        'select l.pattern, change, release, released_at, baseline from change_release l where account_id = $1 order by 1, 2',
      ),
      firstReleasesByTime: await rows<{ baseline: boolean; rule: string }>(
        'select pattern, pull_request, repository, release, released_at, baseline, rule from pull_request_release where account_id = $1 order by 1, 2',
      ),
      links: await rows<{ relation: string; rule: string }>(
        'select relation, source, target, at, rule from fact_link where account_id = $1 order by 1, 2, 3',
      ),
      referenceKeys: await rows(
        'select source, kind, word from fact_word where account_id = $1 order by 1, 2, 3',
      ),
      effectiveRuns: await rows(
        'select number, run, traits, delivered from standing_run where account_id = $1 order by 1',
      ),
      places: await rows(
        'select run, kind, place, ended_at, succeeded from deployment_place where account_id = $1 order by 1, 2, 3',
      ),
      people: await rows(
        'select number, developer, rule, bot from identity where account_id = $1 order by 1',
      ),
      rules: await rows(
        'select team, ruleset, pending from team_ruleset where account_id = $1 order by 1',
      ),
      open: await rows('select * from mark where account_id = $1'),
    };
  });
