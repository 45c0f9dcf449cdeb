import { createHash } from 'node:crypto';
import { Fault, Refusal } from '../../model/errors.js';
import { openSecretIn } from '../../model/facts/open-secret.js';
import type { Integration } from '../../model/integration.js';
import type { Delivery, Received } from '../../providers/delivery.js';
import type { Provider } from '../../providers/provider.js';
import { type Addressee, findAddressee, keepDelivery } from '../../storage/integrations/inbox.js';
import { type IngestionContext, integrationOf, providerOf } from '../context.js';
import { openSettingsOf, secretsIn } from '../credentials/credentials.js';
import { openBody } from '../import/open-texts.js';
import { packed } from '../import/packing.js';
import type { GivenSettings } from '../sources/settings.js';

type Headers = Readonly<Record<string, string>>;

/** Names of headers that say what a webhook is. */
const describing = /^(?:x-|webhook-|content-type$|user-agent$|idempotency-key$)/;
/** Names of headers that prove who sent it, or by which way. */
const proving = /signature|token|secret|auth|api-?key|password|cookie|forwarded|real-ip/;
const LONGEST = 1000;
/** Shorter ones would be found everywhere by chance. */
const SHORTEST_SECRET = 4;

/** Returns the headers that are kept with a delivery: none that proves anything, and none that holds a secret of the integration. */
function keptHeaders(headers: Headers, secrets: readonly string[]): Headers {
  const long = secrets.filter(({ length }) => length >= SHORTEST_SECRET);
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name, value]) =>
        describing.test(name) &&
        !proving.test(name) &&
        value.length <= LONGEST &&
        openSecretIn(value) === null &&
        !long.some((secret) => value.includes(secret)),
    ),
  );
}

export type { Addressee } from '../../storage/integrations/inbox.js';

/** Shows if a verified delivery is kept now or was kept before. */
export type Receipt = 'NEW' | 'KNOWN';

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const LONGEST_NAME = 200;

const nothingHere = (): Fault =>
  new Fault('NOT_FOUND', 'No integration takes webhooks at this address.');

/** Returns whose address it is. Throws NOT_FOUND where no integration that takes webhooks has it. */
export async function addressee(context: IngestionContext, address: string): Promise<Addressee> {
  if (!uuid.test(address)) throw nothingHere();
  const owner = await context.database.lookUpAddress(address, (session) =>
    findAddressee(session, address),
  );
  if (!owner || owner.status === 'REMOVING') throw nothingHere();
  if (!context.providers.some(({ id, receive }) => id === owner.provider && receive))
    throw nothingHere();
  return owner;
}

const refusals: Readonly<Record<Extract<Received, { kind: 'REFUSED' }>['reason'], Fault>> = {
  NO_SECRET: new Fault(
    'UNAUTHENTICATED',
    'This integration has no secret for webhooks: give it one with rotateCredential, and the same to the tool.',
  ),
  UNSIGNED: new Fault(
    'UNAUTHENTICATED',
    'The webhook is not signed: give the tool the secret of this integration.',
  ),
  WRONG_SIGNATURE: new Fault(
    'UNAUTHENTICATED',
    'The signature is not one of the secret of this integration.',
  ),
  MALFORMED: new Fault('BAD_USER_INPUT', 'This is no webhook of the tool.'),
};

/** Settings that cannot be used now stop nothing for good: the tool may send the webhook again later. */
async function openedSettings(
  context: IngestionContext,
  account: number,
  integration: Integration,
  provider: Provider,
): Promise<{ readonly settings: unknown; readonly secrets: GivenSettings }> {
  try {
    const { given } = await openSettingsOf(context, account, integration);
    return { settings: provider.settings.parse(given), secrets: secretsIn(provider, given) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    context.log('warn', `A webhook of "${integration.name}" cannot be verified: ${error.message}`);
    throw new Fault('UNAVAILABLE', 'Webhooks cannot be verified at the moment: send it again.');
  }
}

function verified({ receive }: Provider, settings: unknown, delivery: Delivery) {
  let received: Received | undefined;
  try {
    received = receive?.(settings, delivery);
  } catch {
    throw refusals.MALFORMED;
  }
  if (!received) throw nothingHere();
  if (received.kind === 'REFUSED') throw refusals[received.reason];
  return received;
}

const printable = (text: string): boolean =>
  text.length <= LONGEST_NAME && /^[\x20-\x7e]+$/.test(text) && openSecretIn(text) === null;

/** Names come from headers or bodies: one that no column should hold is replaced by what it can hold. */
const nameOf = (text: string, instead: string): string => (printable(text) ? text : instead);

/**
 * Verifies a webhook over its raw body and keeps it, once, whatever happens to it later. Throws UNAUTHENTICATED if it is not
 * signed as it must be, BAD_USER_INPUT if it is malformed, NOT_FOUND, and UNAVAILABLE if it should be sent again.
 */
export async function receive(
  context: IngestionContext,
  { account, integration: number }: Addressee,
  delivery: Delivery,
): Promise<Receipt> {
  const { body, receivedAt } = delivery;
  const integration = await integrationOf(context, account, number);
  const provider = providerOf(context, integration.provider);
  const { settings, secrets } = await openedSettings(context, account, integration, provider);
  const { id, event } = verified(provider, settings, delivery);
  const digest = createHash('sha256').update(body).digest('base64url');
  const kept = {
    integration: number,
    digest,
    receivedAt,
    bytes: body.length,
    delivery: nameOf(id, createHash('sha256').update(id).digest('base64url')),
    event: nameOf(event, 'unknown'),
    headers: keptHeaders(delivery.headers, Object.values(secrets)),
    body: await packed(openBody(body, delivery.headers['content-type'])),
  };
  const became = await context.database.write(account, (session) => keepDelivery(session, kept));
  if (became === 'GONE') throw nothingHere();
  return became;
}
