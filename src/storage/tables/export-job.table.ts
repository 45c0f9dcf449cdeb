import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { Viewer } from '../../model/access.js';
import type { ExportJob, ExportRequest, ExportStatus } from '../../model/export.js';
import { instant, json, ownRowsOnly, whole } from './column.js';
import type { Owned, SameShape } from './same-shape.js';

/** An answer that is being written down, or was; identical requests share one while nothing has changed. */
export const ExportJobTable = defineEntity({
  name: 'ExportJob',
  tableName: 'export_job',
  properties: {
    accountId: whole().primary(),
    number: whole().primary(),
    digest: p.text(),
    request: json<ExportRequest>(),
    viewer: json<Viewer>(),
    status: p.text().$type<ExportStatus>(),
    /** Of the change log when it was asked for. */
    sequence: whole(),
    csv: p.text().nullable(),
    message: p.text().nullable(),
    createdAt: instant(),
    endedAt: instant().nullable(),
    /** By the database's clock: when whoever works on it last gave a sign of life. */
    heartbeatAt: instant().nullable(),
  },
  indexes: [{ properties: ['accountId', 'digest'] }, { properties: ['accountId', 'status'] }],
  ...ownRowsOnly,
});
true satisfies SameShape<
  Owned<ExportJob> & {
    readonly digest: string;
    readonly viewer: Viewer;
    readonly sequence: number;
    readonly heartbeatAt: number | null;
  },
  InferEntity<typeof ExportJobTable>
>;
