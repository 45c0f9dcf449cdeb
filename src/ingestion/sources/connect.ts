import type { Viewer } from '../../model/access.js';
import { Fault, Refusal } from '../../model/errors.js';
import type { Integration } from '../../model/integration.js';
import type { Instant } from '../../model/time.js';
import type { CheckReport, Provider } from '../../providers/provider.js';
import {
  insertIntegration,
  readIntegration,
  readIntegrations,
  updateIntegration,
  writeGranted,
} from '../../storage/integrations/integrations.js';
import type { Session } from '../../storage/sql/session.js';
import { found, type IngestionContext, providerOf } from '../context.js';
import { sealCredentials, secretsIn } from '../credentials/credentials.js';
import { hiderOf } from '../credentials/hide-secrets.js';
import { noteChange } from '../note-change.js';
import { sourceContext } from '../sync/source-context.js';
import { readByNewSettings } from './changed-settings.js';
import { demand } from './demand.js';
import { demandInterval, demandName } from './limits-of-input.js';
import { demandRoot, lentToViewer } from './roots.js';
import { demandOpen, type GivenSettings, openSettings, parseSettings } from './settings.js';

const CHECK_MILLISECONDS = 30_000;

/** A source, as the user gives it. */
export interface SourceInput {
  /** Id of a provider of the catalogue. */
  readonly provider: string;
  /** Values by the keys of the provider's form. */
  readonly settings: GivenSettings;
}
/** A source to connect. */
export interface ConnectInput extends SourceInput {
  /** Null: the name the source has itself. */
  readonly name: string | null;
  /** Default: as the provider has it. */
  readonly intervalMinutes?: number | null | undefined;
  /** How far back the first sync reads. Default: all there is. */
  readonly since?: Instant | null | undefined;
}

type Planned = Pick<ConnectInput, 'intervalMinutes' | 'since'> &
  Pick<Integration, 'name' | 'granted'>;

export async function wantedBy(context: IngestionContext, viewer: Viewer, input: SourceInput) {
  const provider = providerOf(context, input.provider);
  demandOpen(provider, input.settings);
  const parsed = parseSettings(provider, input.settings);
  const source = provider.identify(parsed);
  await demandRoot(viewer, source, context);
  return {
    provider,
    parsed,
    source,
    /** The settings that are stored unencrypted. */
    settings: openSettings(provider, parsed, input.settings),
    secrets: secretsIn(provider, input.settings),
  };
}
type Wanted = Awaited<ReturnType<typeof wantedBy>>;

/** Checks a source. The report contains the tool's answers without the secrets of the request. */
async function examine(
  context: IngestionContext,
  viewer: Viewer,
  { provider, parsed, secrets }: Wanted,
): Promise<CheckReport> {
  const hider = hiderOf(provider, secrets);
  const report = await provider.check(
    parsed,
    sourceContext(context, hider, {
      signal: AbortSignal.timeout(CHECK_MILLISECONDS),
      dataDirectory: context.dataDirectory,
      ...(await lentToViewer(context, viewer)),
      now: context.clock(),
    }),
  );
  const items = report.items.map((item) => ({ ...item, message: hider.hide(item.message) }));
  return { ...report, items };
}

/** Checks item by item if a source can be read; stores nothing. */
export async function check(
  context: IngestionContext,
  viewer: Viewer,
  input: SourceInput,
): Promise<CheckReport> {
  demand(viewer, 'EDIT_INTEGRATIONS');
  return examine(context, viewer, await wantedBy(context, viewer, input));
}

/** Finds the integration that already reads the same place. */
async function connected(session: Session, { provider, source }: Wanted) {
  const others = await readIntegrations(session, { provider: provider.id });
  return others.find(
    ({ settings }) =>
      provider.identify(provider.settings.parse(settings, 'SEALED')).place === source.place,
  );
}

/** Writes the settings given now to a known integration; the place stays as it was written first. */
async function withSettings(
  session: Session,
  viewer: Viewer,
  known: Integration,
  { provider, settings }: Wanted,
): Promise<Integration> {
  const changed = { ...known.settings, ...settings, ...placeIn(provider, known.settings) };
  if (Object.entries(changed).every(([key, value]) => known.settings[key] === value)) return known;
  await updateIntegration(session, known.number, { settings: changed });
  await readByNewSettings(session, provider, known.number, {
    before: known.settings,
    after: changed,
  });
  await noteChange(session, viewer, 'EDITED', known.number, {
    before: known.settings,
    after: changed,
  });
  return found(await readIntegration(session, known.number));
}

/** Returns the required settings, which identify the place. */
const placeIn = ({ settings: { fields } }: Provider, given: GivenSettings): GivenSettings =>
  Object.fromEntries(
    fields.flatMap(({ key, required }) =>
      required && given[key] !== undefined ? [[key, given[key]]] : [],
    ),
  );

/** Returns the grants that come with connecting by the operator; nobody else grants anything. */
const grantsOf = async ({ key }: Viewer, { provider, parsed }: Wanted) =>
  key === 0 ? ((await provider.grantsOf?.(parsed)) ?? []) : [];

async function add(
  { keyRing }: IngestionContext,
  session: Session,
  viewer: Viewer,
  wanted: Wanted,
  { name, granted, intervalMinutes = null, since = null }: Planned,
): Promise<Integration> {
  // Drawing a number locks the counter, so that two who connect one place at once take turns.
  const number = await session.drawNumbers(1);
  const known = await connected(session, wanted);
  if (known?.status === 'REMOVING')
    throw new Fault('CONFLICT', `"${known.name}" is still being removed: connect it again then.`);
  // Secrets that are given now are effective from now on.
  if (known) {
    await sealCredentials(keyRing, session, known.number, wanted.secrets);
    if (granted.length > 0) await writeGranted(session, known.number, granted);
    return withSettings(session, viewer, known, wanted);
  }
  const provider = wanted.provider.id;
  const { settings } = wanted;
  const planned = { name, granted, intervalMinutes, since };
  await insertIntegration(session, { number, provider, settings, ...planned });
  await sealCredentials(keyRing, session, number, wanted.secrets);
  await noteChange(session, viewer, 'CREATED', number, { provider, name, settings });
  return found(await readIntegration(session, number));
}

function demandGood(report: CheckReport): void {
  if (report.ok) return;
  throw new Refusal(
    report.items
      .filter(({ ok }) => !ok)
      .map(({ what, message }) => ({
        code: 'CHECK_FAILED',
        field: ['settings'],
        message: `${what}: ${message}`,
      })),
  );
}

/** Connects a source that passes its check; for a connected place returns its integration. */
export async function connect(
  context: IngestionContext,
  viewer: Viewer,
  input: ConnectInput,
): Promise<Integration> {
  demand(viewer, 'EDIT_INTEGRATIONS');
  const wanted = await wantedBy(context, viewer, input);
  const name = demandName(input.name?.trim() || wanted.source.name);
  demandInterval(input.intervalMinutes);
  demandGood(await examine(context, viewer, wanted));
  const granted = await grantsOf(viewer, wanted);
  return context.database.write(viewer.account, (session) =>
    add(context, session, viewer, wanted, { ...input, name, granted }),
  );
}
