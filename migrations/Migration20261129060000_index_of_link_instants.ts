import { Migration } from '@mikro-orm/migrations';

export class Migration20261129060000_index_of_link_instants extends Migration {
  override up(): void {
    this.addSql(`drop index "fact_link_account_id_relation_at_index"`);
    this.addSql(`create index "fact_link_account_id_relation_at_index" on "fact_link" ("account_id", "relation", "at") where relation in ('ITEM_INCIDENT', 'RUN_COMMITS_UNKNOWN')`);
  }
}
