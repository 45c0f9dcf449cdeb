import { Migration } from '@mikro-orm/migrations';

export class Migration20261126104000_repeated_observations extends Migration {
  override up(): void {
    this.addSql(`alter table "observation" drop constraint "observation_pkey"`);
    this.addSql(`alter table "observation" add primary key ("account_id", "team", "ruleset", "month", "metric", "subject", "developer", "facet", "at")`);
  }
}
