import { Migration } from '@mikro-orm/migrations';

export class Migration20261128034500_unwritten_lines extends Migration {
  override up(): void {
    this.addSql(`alter table "commit" add "too_many_renames" boolean not null default false`);
    this.addSql(`alter table "changed_file" add "unwritten" text null`);
  }
}
