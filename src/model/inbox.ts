import type { Instant } from './time.js';

/** The state of a webhook. DEAD: nothing is tried any more until somebody asks for it. */
export const deliveryStatuses = ['PENDING', 'DONE', 'IGNORED', 'DEAD'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** A webhook that was verified and kept, without its body. */
export interface InboxDelivery {
  /** Number of the delivery within its account. */
  readonly number: number;
  /** Number of the integration it was sent to. */
  readonly integration: number;
  /** The vendor's id of it. */
  readonly delivery: string;
  /** The vendor's name of the event. */
  readonly event: string;
  /** Bytes of its body. */
  readonly bytes: number;
  /** When it arrived. */
  readonly receivedAt: Instant;
  /** The state of its processing. */
  readonly status: DeliveryStatus;
  /**
   * The reason why it was ignored, failed last, or is dead; for one that is done, the excluded
   * parts.
   */
  readonly reason: string | null;
  /** How often it was processed. */
  readonly attempts: number;
  /**
   * How many calls to the tool its processing took. If several were fetched together, the first has
   * all calls.
   */
  readonly calls: number;
  /** When it is tried next; null if it is not PENDING. */
  readonly nextAt: Instant | null;
  /** When it came to its end; null while it is PENDING. */
  readonly processedAt: Instant | null;
}

/** How many deliveries an integration has in each status. */
export type DeliveryCounts = Readonly<Record<DeliveryStatus, number>>;

/** Every status, none of it. */
export const noDeliveries: DeliveryCounts = { PENDING: 0, DONE: 0, IGNORED: 0, DEAD: 0 };
