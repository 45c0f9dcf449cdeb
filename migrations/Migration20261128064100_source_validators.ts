import { Migration } from '@mikro-orm/migrations';

export class Migration20261128064100_source_validators extends Migration {
  override up(): void {
    this.addSql(`create table "source_validator" ("account_id" bigint not null, "integration" bigint not null, "address" text not null, "validator" text not null, primary key ("account_id", "integration", "address"))`);
    this.addSql(`alter table "source_validator" enable row level security`);
    this.addSql(`alter table "source_validator" force row level security`);
    this.addSql(`create policy "own_account" on "source_validator" using (account_id = nullif(current_setting('app.account', true), '')::bigint) with check (account_id = nullif(current_setting('app.account', true), '')::bigint)`);
  }
}
