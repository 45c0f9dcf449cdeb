import { Migration } from '@mikro-orm/migrations';

/** Paths of nodes are longer than an index holds where names are long and trees are deep. */
export class Migration20261128025500_long_paths extends Migration {
  override up(): void {
    this.addSql(`drop index "org_node_account_id_path_index"`);
  }
}
