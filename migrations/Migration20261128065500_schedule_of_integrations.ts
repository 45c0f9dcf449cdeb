import { Migration } from '@mikro-orm/migrations';

export class Migration20261128065500_schedule_of_integrations extends Migration {
  override up(): void {
    this.addSql(`alter table "integration" add "interval_minutes" int null, add "next_at" timestamptz null, add "failures" int not null default 0, add "since" timestamptz null, add "reread_from" timestamptz null, add "next_sweep_at" timestamptz null`);
    this.addSql(`alter table "sync_run" add "pass" text not null default 'INCREMENT'`);
  }
}
