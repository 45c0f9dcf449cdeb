import { Migration } from '@mikro-orm/migrations';

export class Migration20261128025800_set_aside extends Migration {
  override up(): void {
    this.addSql(`create table "set_aside" ("account_id" bigint not null, "kind" text not null, "team" bigint not null, "ruleset" bigint not null, "month" int not null, "metric" text not null, "fact" bigint not null, "number" bigserial not null, "fact_kind" text null, "fact_id" text null, "integration" bigint null, "repository" bigint null, "code" text not null, "message" text not null, "first_at" timestamptz not null, "version" text not null, primary key ("account_id", "kind", "team", "ruleset", "month", "metric", "fact"))`);
    this.addSql(`create index "set_aside_account_id_integration_number_index" on "set_aside" ("account_id", "integration", "number")`);
    this.addSql(`create index "set_aside_account_id_team_number_index" on "set_aside" ("account_id", "team", "number")`);
    this.addSql(`alter table "set_aside" enable row level security`);
    this.addSql(`alter table "set_aside" force row level security`);
    this.addSql(`create policy "own_account" on "set_aside" using (account_id = nullif(current_setting('app.account', true), '')::bigint) with check (account_id = nullif(current_setting('app.account', true), '')::bigint)`);
  }
}
