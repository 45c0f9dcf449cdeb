import { Migration } from '@mikro-orm/migrations';

export class Migration20261129091500_kinds_of_dirty_cells extends Migration {
  override up(): void {
    this.addSql(`alter table "mark" add "kinds" text[] null`);
    this.addSql(`create index "mark_account_id_month_team_index" on "mark" ("account_id", "month", "team")`);
  }
}
