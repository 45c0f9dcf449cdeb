import { p } from '@mikro-orm/core';
import type { Viewer } from '../../model/access.js';
import type { ExportJob, ExportRequest, ExportStatus } from '../../model/export.js';
import { instant, json, whole } from './column.js';
import { ownTable } from './own-table.js';
import type { Owned, SameShape } from './same-shape.js';

/** An answer that is being written down, or was; identical requests share one while nothing has changed. */
export const ExportJobTable = ownTable({
  name: 'ExportJob',
  properties: {
    number: whole().primary(),
    digest: p.text(),
    request: json<ExportRequest>(),
    viewer: json<Viewer>(),
    status: p.text().$type<ExportStatus>(),
    /** Sequence of the change log when the export was requested. */
    sequence: whole(),
    csv: p.text().nullable(),
    message: p.text().nullable(),
    createdAt: instant(),
    endedAt: instant().nullable(),
    /** Last heartbeat of the worker, by the database's clock. */
    heartbeatAt: instant().nullable(),
  },
  indexes: [['digest'], ['status']],
});
true satisfies SameShape<
  Owned<ExportJob> & {
    digest: string;
    viewer: Viewer;
    sequence: number;
    heartbeatAt: number | null;
  },
  typeof ExportJobTable
>;
