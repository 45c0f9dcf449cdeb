import { Migration } from '@mikro-orm/migrations';

export class Migration20261126160000_reverted_by_changes extends Migration {
  override up(): void {
    this.addSql(`alter table "change" add "reverted_shas" jsonb not null default '[]'`);
  }
}
