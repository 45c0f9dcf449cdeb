import { p } from '@mikro-orm/core';
import type { DeliveryStatus, InboxDelivery } from '../../model/inbox.js';
import { instant, json, whole } from './column.js';
import { ownTable } from './own-table.js';
import type { Owned, SameShape } from './same-shape.js';

/** Webhooks as they came, verified; kept so that each counts once and none is lost. */
export const InboxDeliveryTable = ownTable({
  name: 'InboxDelivery',
  properties: {
    number: p.bigint('number').autoincrement().primary(),
    integration: whole(),
    delivery: p.text(),
    /** Digest of the body: a signed body counts once, whatever its delivery id. */
    digest: p.text(),
    event: p.text(),
    /** Headers that opening the delivery can need; no signature and no secret. */
    headers: json<Readonly<Record<string, string>>>(),
    /** Deflated. */
    body: p.blob(),
    bytes: p.integer(),
    receivedAt: instant(),
    status: p.text().$type<DeliveryStatus>(),
    reason: p.text().nullable(),
    attempts: p.integer(),
    calls: p.integer().default(0),
    nextAt: instant().nullable(),
    processedAt: instant().nullable(),
    /** Until then a process works on it; one that ends without a word holds it no longer. */
    heldUntil: instant().nullable(),
  },
  uniques: [
    ['integration', 'delivery'],
    ['integration', 'digest'],
  ],
  indexes: [
    ['status', 'nextAt'],
    ['integration', 'number'],
  ],
});
true satisfies SameShape<
  Owned<InboxDelivery> & {
    digest: string;
    headers: Readonly<Record<string, string>>;
    body: Uint8Array;
    heldUntil: number | null;
  },
  typeof InboxDeliveryTable
>;
