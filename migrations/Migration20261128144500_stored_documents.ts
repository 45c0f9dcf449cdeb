import { Migration } from '@mikro-orm/migrations';

export class Migration20261128144500_stored_documents extends Migration {
  override up(): void {
    this.addSql(`create table "stored_document" ("name" text not null, "version" int not null, primary key ("name"))`);
  }
}
