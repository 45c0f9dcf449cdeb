import { Migration } from '@mikro-orm/migrations';

export class Migration20261128105900_inbox_calls extends Migration {
  override up(): void {
    this.addSql(`alter table "inbox_delivery" add "calls" int not null default 0`);
  }
}
