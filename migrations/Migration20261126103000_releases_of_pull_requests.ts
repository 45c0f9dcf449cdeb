import { Migration } from '@mikro-orm/migrations';

export class Migration20261126103000_releases_of_pull_requests extends Migration {
  override up(): void {
    this.addSql(`create table "pull_request_release" ("account_id" bigint not null, "pattern" text not null, "pull_request" bigint not null, "repository" bigint not null, "release" bigint null, "released_at" timestamptz null, "baseline" boolean not null, "rule" text not null, primary key ("account_id", "pattern", "pull_request"))`);
    this.addSql(`create index "pull_request_release_account_id_pattern_released_at_index" on "pull_request_release" ("account_id", "pattern", "released_at")`);
    this.addSql(`create index "pull_request_release_account_id_pull_request_index" on "pull_request_release" ("account_id", "pull_request")`);
    this.addSql(`alter table "pull_request_release" enable row level security`);
    this.addSql(`alter table "pull_request_release" force row level security`);
    this.addSql(`create policy "own_account" on "pull_request_release" using (account_id = nullif(current_setting('app.account', true), '')::bigint) with check (account_id = nullif(current_setting('app.account', true), '')::bigint)`);
  }
}
