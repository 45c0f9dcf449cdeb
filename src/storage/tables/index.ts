import * as accounts from './account.table.js';
import * as apiKeys from './api-key.table.js';
import * as cells from './cell.table.js';
import * as code from './code.table.js';
import * as delivery from './delivery.table.js';
import * as exportJobs from './export-job.table.js';
import * as factLinks from './fact-link.table.js';
import * as identities from './identity.table.js';
import * as inbox from './inbox.table.js';
import * as integrations from './integration.table.js';
import * as links from './link.table.js';
import * as orgTrees from './org-tree.table.js';
import * as setAside from './set-aside.table.js';
import * as versions from './version.table.js';
import * as work from './work.table.js';

/** Every table, for the migrations and the ORM. */
export const tables = [
  ...[accounts, apiKeys, cells, code, delivery, exportJobs, factLinks, identities],
  ...[inbox, integrations, links, orgTrees, setAside, versions, work],
].flatMap((module) => Object.values(module));
