import { Migration } from '@mikro-orm/migrations';

export class Migration20261129013000_fact_places extends Migration {
  override up(): void {
    this.addSql(`create table "fact_place" ("account_id" bigint not null, "kind" text not null, "fact" bigint not null, "place" text not null, "month" int not null, primary key ("account_id", "kind", "fact", "place", "month"))`);
    this.addSql(`create index "fact_place_account_id_kind_place_month_fact_index" on "fact_place" ("account_id", "kind", "place", "month", "fact")`);
    this.addSql(`alter table "fact_place" enable row level security`);
    this.addSql(`alter table "fact_place" force row level security`);
    this.addSql(`create policy "own_account" on "fact_place" using (account_id = nullif(current_setting('app.account', true), '')::bigint) with check (account_id = nullif(current_setting('app.account', true), '')::bigint)`);
  }
}
