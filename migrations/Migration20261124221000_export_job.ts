import { Migration } from '@mikro-orm/migrations';

export class Migration20261124221000_export_job extends Migration {
  override up(): void {
    this.addSql(`create table "export_job" ("account_id" bigint not null, "number" bigint not null, "digest" text not null, "request" jsonb not null, "viewer" jsonb not null, "status" text not null, "sequence" bigint not null, "csv" text null, "message" text null, "created_at" timestamptz not null, "ended_at" timestamptz null, "heartbeat_at" timestamptz null, primary key ("account_id", "number"))`);
    this.addSql(`create index "export_job_account_id_digest_index" on "export_job" ("account_id", "digest")`);
    this.addSql(`create index "export_job_account_id_status_index" on "export_job" ("account_id", "status")`);
    this.addSql(`alter table "export_job" enable row level security`);
    this.addSql(`alter table "export_job" force row level security`);
    this.addSql(`create policy "own_account" on "export_job" using (account_id = nullif(current_setting('app.account', true), '')::bigint) with check (account_id = nullif(current_setting('app.account', true), '')::bigint)`);
  }
}
