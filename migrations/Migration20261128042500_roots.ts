import { Migration } from '@mikro-orm/migrations';

export class Migration20261128042500_roots extends Migration {
  override up(): void {
    this.addSql(`alter table "commit" add "is_root" boolean not null default false`);
  }
}
