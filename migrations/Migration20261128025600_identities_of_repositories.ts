import { Migration } from '@mikro-orm/migrations';

export class Migration20261128025600_identities_of_repositories extends Migration {
  override up(): void {
    this.addSql(`alter table "repository" add "remote" text null, add "public_id" text null`);
  }
}
