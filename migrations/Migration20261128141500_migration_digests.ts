import { Migration } from '@mikro-orm/migrations';

export class Migration20261128141500_migration_digests extends Migration {
  override up(): void {
    this.addSql(`create table "migration_digest" ("name" text not null, "digest" text not null, primary key ("name"))`);
  }
}
