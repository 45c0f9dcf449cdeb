import { Migration } from '@mikro-orm/migrations';

export class Migration20261128062000_integration_credentials extends Migration {
  override up(): void {
    this.addSql(`create table "integration_credential" ("account_id" bigint not null, "integration" bigint not null, "field" text not null, "envelope" text not null, "sealed_at" timestamptz not null, primary key ("account_id", "integration", "field"))`);
    this.addSql(`alter table "integration_credential" enable row level security`);
    this.addSql(`alter table "integration_credential" force row level security`);
    this.addSql(`create policy "own_account" on "integration_credential" using (account_id = nullif(current_setting('app.account', true), '')::bigint) with check (account_id = nullif(current_setting('app.account', true), '')::bigint)`);
  }
}
