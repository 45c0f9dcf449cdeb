import { Migration } from '@mikro-orm/migrations';

export class Migration20261122120000_sync_progress extends Migration {
  override up(): void {
    this.addSql(`alter table "sync_run" add "progress" jsonb null`);
    this.addSql(`alter table "sync_run" add "heartbeat_at" timestamptz not null default '-infinity'`);
    this.addSql(`alter table "sync_run" alter column "heartbeat_at" drop default`);
  }
}
