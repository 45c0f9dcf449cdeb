import { isDeepStrictEqual } from 'node:util';
import type { Viewer } from '../../model/access.js';
import { Fault, refuse } from '../../model/errors.js';
import type { Integration } from '../../model/integration.js';
import type { Provider } from '../../providers/provider.js';
import { writeDueNow } from '../../storage/integrations/integration-schedule.js';
import {
  lockIntegration,
  readIntegration,
  writeIntegration,
} from '../../storage/integrations/integrations.js';
import type { Session } from '../../storage/sql/session.js';
import { found, type IngestionContext, providerOf } from '../context.js';
import { demandNoSecrets } from '../credentials/credentials.js';
import { noteChange } from '../note-change.js';
import { readByNewSettings } from './changed-settings.js';
import { demand } from './demand.js';
import { demandInterval, demandName } from './limits-of-input.js';
import { demandOpen, type GivenSettings, openSettings, parseSettings } from './settings.js';

/** Changes to an integration; an undefined field stays as it is. */
export interface UpdateInput {
  /** Number of the integration. */
  readonly integration: number;
  /** New name; absent to keep it. */
  readonly name?: string | undefined;
  /** Null: as the provider has it. */
  readonly intervalMinutes?: number | null | undefined;
  /** Settings in place of those of the same key; an empty text takes one away. */
  readonly settings?: GivenSettings | undefined;
}

/** The settings with those that are given now. They may not point at another place, since its facts would mix with those known. */
function settingsWith(
  provider: Provider,
  known: Integration['settings'],
  given: GivenSettings,
): Integration['settings'] {
  demandNoSecrets(provider, given);
  demandOpen(provider, given);
  const parsed = parseSettings(provider, { ...known, ...given }, 'SEALED');
  const before = provider.settings.parse(known, 'SEALED');
  if (provider.identify(parsed).place !== provider.identify(before).place)
    refuse(
      'OTHER_PLACE',
      ['settings'],
      'That is another source: connect it in addition to this one.',
    );
  return openSettings(provider, parsed, { ...known, ...given });
}

type Changeable = Pick<Integration, 'name' | 'intervalMinutes' | 'settings'>;

const changed = (
  provider: Provider,
  { name, intervalMinutes, settings }: Integration,
  given: UpdateInput,
): Changeable => ({
  name: demandName(given.name?.trim() || name),
  intervalMinutes: given.intervalMinutes === undefined ? intervalMinutes : given.intervalMinutes,
  settings: given.settings ? settingsWith(provider, settings, given.settings) : settings,
});

async function lockKnown(session: Session, number: number): Promise<Integration> {
  const known = found(await lockIntegration(session, number));
  if (known.status !== 'REMOVING') return known;
  throw new Fault('CONFLICT', `"${known.name}" is being removed: connect it again then.`);
}

/**
 * Changes the name, the interval or the settings of an integration. Where settings decide what facts say, everything is read again.
 * Throws FORBIDDEN, NOT_FOUND, CONFLICT if it is being removed, or a Refusal.
 */
export async function update(
  context: IngestionContext,
  viewer: Viewer,
  given: UpdateInput,
): Promise<Integration> {
  demand(viewer, 'EDIT_INTEGRATIONS');
  demandInterval(given.intervalMinutes);
  const { integration: number } = given;
  return context.database.write(viewer.account, async (session) => {
    const known = await lockKnown(session, number);
    const { name, intervalMinutes, settings } = known;
    const before: Changeable = { name, intervalMinutes, settings };
    const provider = providerOf(context, known.provider);
    const after = changed(provider, known, given);
    if (isDeepStrictEqual(before, after)) return known;
    await writeIntegration(session, number, after);
    if (given.settings) {
      const both = { before: before.settings, after: after.settings };
      await readByNewSettings(session, provider, number, both);
    } else if (known.failures === 0) await writeDueNow(session, number);
    await noteChange(session, viewer, 'EDITED', number, { before, after });
    return found(await readIntegration(session, number));
  });
}
