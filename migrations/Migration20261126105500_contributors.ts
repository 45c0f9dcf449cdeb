import { Migration } from '@mikro-orm/migrations';

export class Migration20261126105500_contributors extends Migration {
  override up(): void {
    this.addSql(`alter table "observation" add "others" bigint[] not null default '{}'`);
  }
}
