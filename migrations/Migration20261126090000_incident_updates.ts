import { Migration } from '@mikro-orm/migrations';

/** Incidents have labels, and know when the tool last changed them, as change requests do. Rows of all accounts are filled, so their owner sees them meanwhile. */
export class Migration20261126090000_incident_updates extends Migration {
  override up(): void {
    this.addSql(`alter table "incident" add "told_at" timestamptz null`);
    this.addSql(`alter table "incident" add "labels" jsonb not null default '[]'`);
    this.addSql(`alter table "incident" alter column "labels" drop default`);
    this.addSql(`alter table "incident" no force row level security`);
    this.addSql(`update "incident" set "told_at" = "updated_at"`);
    this.addSql(`alter table "incident" force row level security`);
  }
}
