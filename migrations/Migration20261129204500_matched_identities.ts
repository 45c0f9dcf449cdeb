import { Migration } from '@mikro-orm/migrations';

export class Migration20261129204500_matched_identities extends Migration {
  override up(): void {
    this.addSql(`alter table "identity" add "matched" boolean not null default true`);
  }
}
