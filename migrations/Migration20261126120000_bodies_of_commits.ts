import { Migration } from '@mikro-orm/migrations';

export class Migration20261126120000_bodies_of_commits extends Migration {
  override up(): void {
    this.addSql(`alter table "commit" add "body" text null`);
  }
}
