import { Migration } from '@mikro-orm/migrations';

/** The reasons of excluded rows by their places, as they were when rows were packed first. */
const REASONS = `{
  BOT,MERGE_COMMIT,NOT_RELEASED,BASELINE,OUT_OF_ORDER,AUTHORED_BEFORE_1980,AUTHORED_IN_FUTURE,LINES_UNKNOWN,NO_LINES,NOT_MERGED,NOT_DEPLOYED,
  NOT_COMPLETED,TERMINATED,SUBTASK,NO_EVENTS,NO_COMMENT,NOT_PRODUCTION,NOT_SUCCESSFUL,NOT_FINISHED,NOT_A_DEPLOYMENT,EXCLUDED_BY_LABEL,
  OTHER_BRANCH,BLAMES_NOTHING,UNRESOLVED,NOT_RECOVERED,BAD_TIMESTAMPS,OTHER_STATE,HAS_CHILDREN,NOBODY_ASSIGNED,NO_ITEMS,CREATED_BEFORE_RANGE,
  COMMITTED_BEFORE_1980,COMMITTED_IN_FUTURE,TOO_MANY_RENAMES,NOBODY_WROTE_LINES,DEPLOYED_BELOW,NOBODY_KNOWN}`;

const key = 'account_id, team, ruleset, metric, month';
const order = 'at, subject, developer';
const keyColumns = (by: string) => `
  string_agg(subject::text, ',' order by ${by}) as subjects,
  string_agg((case developer when 0 then -1 else developer end)::text, ',' order by ${by}) as developers,
  string_agg((extract(epoch from at) * 1000 - extract(epoch from timestamp '1970-01-01' + month * interval '1 month') * 1000)::float8::text, ','
    order by ${by}) as instants`;

/** Rows of each metric in each cell, joined in the order in which the program packs them. */
const packed = `
  with observed as (
    select ${key}, count(*) as rows, max(cardinality(tags)) as tags, max(cardinality(parts)) as parts, ${keyColumns(`${order}, facet`)},
      string_agg(facet::text, ',' order by ${order}, facet) as keys, string_agg(value::text, ',' order by ${order}, facet) as amounts,
      string_agg(concat_ws(',', subject, cardinality(others), array_to_string(others, ',')), ',' order by ${order}, facet)
        filter (where cardinality(others) > 0) as others
    from observation group by ${key}),
  observed_tags as (
    select ${key}, string_agg(one::text, ',' order by place, ${order}, facet) as numbers
    from observation cross join unnest(tags) with ordinality as tag (one, place) group by ${key}),
  observed_parts as (
    select ${key}, string_agg(one::text, ',' order by place, ${order}, facet) as numbers
    from observation cross join unnest(parts) with ordinality as part (one, place) group by ${key}),
  excluded as (
    select ${key}, count(*) as rows, max(cardinality(tags)) as tags, ${keyColumns(order)},
      string_agg((array_position('${REASONS}'::text[], reason) - 1)::text, ',' order by ${order}) as reasons
    from exclusion group by ${key}),
  excluded_tags as (
    select ${key}, string_agg(one::text, ',' order by place, ${order}) as numbers
    from exclusion cross join unnest(tags) with ordinality as tag (one, place) group by ${key})
  select ${key}, concat_ws(',', coalesce(o.rows, 0), coalesce(e.rows, 0), coalesce(o.tags, e.tags, 0), coalesce(o.parts, 0),
    o.subjects, o.developers, o.instants, o.keys, o.amounts, observed_tags.numbers, observed_parts.numbers,
    e.subjects, e.developers, e.instants, e.reasons, excluded_tags.numbers, o.others)
  from observed o full join excluded e using (${key})
    left join observed_tags using (${key}) left join observed_parts using (${key}) left join excluded_tags using (${key})`;

/** Rows of cells are packed by metric in place of one row each. Those of all accounts are packed, so their owner sees them meanwhile. */
export class Migration20261130003000_packed_rows extends Migration {
  override up(): void {
    this.addSql(`create table "cell_rows" ("account_id" bigint not null, "team" bigint not null, "ruleset" bigint not null, "metric" text not null, "month" int not null, "rows" text not null, primary key ("account_id", "team", "ruleset", "metric", "month"))`);
    this.addSql(`alter table "cell_rows" enable row level security`);
    this.addSql(`create policy "own_account" on "cell_rows" using (account_id = nullif(current_setting('app.account', true), '')::bigint) with check (account_id = nullif(current_setting('app.account', true), '')::bigint)`);
    this.addSql(`create table "cell_subject" ("account_id" bigint not null, "subject" bigint not null, "team" bigint not null, "ruleset" bigint not null, "month" int not null, primary key ("account_id", "subject", "team", "ruleset", "month"))`);
    this.addSql(`create index "cell_subject_account_id_team_ruleset_index" on "cell_subject" ("account_id", "team", "ruleset")`);
    this.addSql(`alter table "cell_subject" enable row level security`);
    this.addSql(`create policy "own_account" on "cell_subject" using (account_id = nullif(current_setting('app.account', true), '')::bigint) with check (account_id = nullif(current_setting('app.account', true), '')::bigint)`);
    for (const table of ['observation', 'exclusion'])
      this.addSql(`alter table "${table}" no force row level security`);
    this.addSql(`insert into "cell_rows" (${key}, "rows") ${packed}`);
    this.addSql(`insert into "cell_subject" (account_id, subject, team, ruleset, month)
      select account_id, subject, team, ruleset, month from observation union select account_id, subject, team, ruleset, month from exclusion`);
    for (const table of ['cell_rows', 'cell_subject'])
      this.addSql(`alter table "${table}" force row level security`);
    for (const table of ['observation', 'exclusion']) this.addSql(`drop table "${table}"`);
  }
}
