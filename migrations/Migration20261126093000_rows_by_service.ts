import { Migration } from '@mikro-orm/migrations';

/** A deployment of several services has a row for each of them. */
export class Migration20261126093000_rows_by_service extends Migration {
  override up(): void {
    this.addSql(`alter table "observation" add "facet" bigint not null default 0`);
    this.addSql(`alter table "observation" alter column "facet" drop default`);
    this.addSql(`alter table "observation" drop constraint "observation_pkey"`);
    this.addSql(`alter table "observation" add constraint "observation_pkey" primary key ("account_id", "team", "ruleset", "month", "metric", "subject", "developer", "facet")`);
  }
}
