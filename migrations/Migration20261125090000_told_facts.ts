import { Migration } from '@mikro-orm/migrations';

export class Migration20261125090000_told_facts extends Migration {
  override up(): void {
    this.addSql(`alter table "work_item" add "parent_history" jsonb not null default '[]'`);
    this.addSql(`alter table "work_item" alter column "parent_history" drop default`);
    this.addSql(`create table "pull_request_file" ("account_id" bigint not null, "pull_request" bigint not null, "ordinal" int not null, "repository" bigint not null, "branch" text not null, "merged_at" timestamptz not null, "path_key" text not null, "from_key" text null, "previous_at" timestamptz null, "rule" text not null, primary key ("account_id", "pull_request", "ordinal"))`);
    this.addSql(`create index "pull_request_file_account_id_repository_path_key_m_1e8df_index" on "pull_request_file" ("account_id", "repository", "path_key", "merged_at", "pull_request")`);
    this.addSql(`create index "pull_request_file_account_id_repository_from_key_m_89de6_index" on "pull_request_file" ("account_id", "repository", "from_key", "merged_at", "pull_request")`);
    this.addSql(`alter table "pull_request_file" enable row level security`);
    this.addSql(`alter table "pull_request_file" force row level security`);
    this.addSql(`create policy "own_account" on "pull_request_file" using (account_id = nullif(current_setting('app.account', true), '')::bigint) with check (account_id = nullif(current_setting('app.account', true), '')::bigint)`);
  }
}
