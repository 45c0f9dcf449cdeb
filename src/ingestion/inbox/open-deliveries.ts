import type { MappedFacts, Page, Provider } from '../../providers/provider.js';
import type { DeliveryOutcome, HeldDelivery } from '../../storage/inbox.js';
import { unpacked } from '../packing.js';
import { dead, ignored, MOST_ATTEMPTS } from './outcomes.js';

/** A page and what it says. */
export interface MappedPage {
  readonly page: Page;
  readonly facts: MappedFacts;
}

/** A delivery that says something. */
export interface OpenDelivery {
  readonly held: HeldDelivery;
  readonly pages: readonly MappedPage[];
  readonly nudges: readonly string[];
}

const NOTHING = 'It says nothing that is kept.';

async function open(
  { open, toFacts }: Provider,
  held: HeldDelivery,
): Promise<OpenDelivery | DeliveryOutcome> {
  const { headers, receivedAt } = held;
  const opened = open?.({ headers, receivedAt, body: await unpacked(held.body) });
  if (!opened) throw new Error('This version of the program reads no webhooks of this tool.');
  if (opened.pages.length === 0 && opened.nudges.length === 0)
    return ignored(held, opened.ignored ?? NOTHING);
  const pages = opened.pages.map(({ kind, body }) => {
    const page = { kind, body, fetchedAt: receivedAt, cursor: null };
    return { page, facts: toFacts(page) };
  });
  return { held, pages, nudges: opened.nudges };
}

/** Opens a delivery. Returns its end where nothing can be made of it; one that cannot be read is dead at once. */
export async function openDelivery(
  provider: Provider,
  held: HeldDelivery,
): Promise<OpenDelivery | DeliveryOutcome> {
  if (held.attempts > MOST_ATTEMPTS)
    return dead(held, `It was cut off ${MOST_ATTEMPTS} times while it was worked on.`);
  try {
    return await open(provider, held);
  } catch (error) {
    return dead(held, error);
  }
}
