import { Migration } from '@mikro-orm/migrations';

export class Migration20261128065500_inbox extends Migration {
  override up(): void {
    this.addSql(`create table "inbox_delivery" ("account_id" bigint not null, "number" bigserial not null, "integration" bigint not null, "delivery" text not null, "digest" text not null, "event" text not null, "headers" jsonb not null, "body" bytea not null, "bytes" int not null, "received_at" timestamptz not null, "status" text not null, "reason" text null, "attempts" int not null, "next_at" timestamptz null, "processed_at" timestamptz null, "held_until" timestamptz null, primary key ("account_id", "number"))`);
    this.addSql(`create index "inbox_delivery_account_id_status_next_at_index" on "inbox_delivery" ("account_id", "status", "next_at")`);
    this.addSql(`create index "inbox_delivery_account_id_integration_number_index" on "inbox_delivery" ("account_id", "integration", "number")`);
    this.addSql(`alter table "inbox_delivery" add constraint "inbox_delivery_account_id_integration_delivery_unique" unique ("account_id", "integration", "delivery")`);
    this.addSql(`alter table "inbox_delivery" add constraint "inbox_delivery_account_id_integration_digest_unique" unique ("account_id", "integration", "digest")`);
    this.addSql(`alter table "inbox_delivery" enable row level security`);
    this.addSql(`alter table "inbox_delivery" force row level security`);
    this.addSql(`create policy "own_account" on "inbox_delivery" using (account_id = nullif(current_setting('app.account', true), '')::bigint) with check (account_id = nullif(current_setting('app.account', true), '')::bigint)`);
    this.addSql(`alter table "integration" add "address" uuid not null default gen_random_uuid()`);
    this.addSql(`alter table "integration" add constraint "integration_address_unique" unique ("address")`);
    this.addSql(`create policy "addressed" on "integration" for select using (address = nullif(current_setting('app.webhook_address', true), '')::uuid)`);
  }
}
