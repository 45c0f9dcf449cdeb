import type { MappedFacts, Page, Provider } from '../../providers/provider.js';
import type { DeliveryOutcome, HeldDelivery } from '../../storage/integrations/inbox.js';
import { openBody } from '../import/open-texts.js';
import { unpacked } from '../import/packing.js';
import { MOST_ATTEMPTS, type Outcomes } from './outcomes.js';

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

/** The provider that reads deliveries, and how they end. */
interface Reader {
  readonly provider: Provider;
  readonly outcomes: Outcomes;
}

const NOTHING = 'It says nothing that is kept.';

async function open(
  { provider: { open, toFacts }, outcomes }: Reader,
  held: HeldDelivery,
): Promise<OpenDelivery | DeliveryOutcome> {
  const { headers, receivedAt } = held;
  // It may have been kept before secrets were removed.
  const body = openBody(await unpacked(held.body), headers['content-type']);
  const opened = open?.({ headers, receivedAt, body });
  if (!opened) throw new Error('This version of the program reads no webhooks of this tool.');
  if (opened.pages.length === 0 && opened.nudges.length === 0)
    return outcomes.ignored(held, opened.ignored ?? NOTHING);
  const pages = opened.pages.map(({ kind, body }) => {
    const page = { kind, body, fetchedAt: receivedAt, cursor: null };
    return { page, facts: toFacts(page) };
  });
  return { held, pages, nudges: opened.nudges };
}

/** Opens a delivery. Returns its end where nothing can be made of it; one that cannot be read is dead at once. */
export async function openDelivery(
  reader: Reader,
  held: HeldDelivery,
): Promise<OpenDelivery | DeliveryOutcome> {
  if (held.attempts > MOST_ATTEMPTS)
    return reader.outcomes.dead(
      held,
      `It was cut off ${MOST_ATTEMPTS} times while it was worked on.`,
    );
  try {
    return await open(reader, held);
  } catch (error) {
    return reader.outcomes.dead(held, error);
  }
}
