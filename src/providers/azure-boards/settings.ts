import { z } from 'zod';
import { accessShape, parseAccess } from '../azure-api/access.js';
import { identifyAccess } from '../azure-api/identify.js';
import type { SourceIdentity } from '../provider.js';
import { flagSetting, listSetting } from '../setting-values.js';
import type { SettingsForm } from '../settings-form.js';
import { fields, scopes } from './fields.js';

const form = z.object({
  ...accessShape,
  teams: listSetting,
  storyPoints: listSetting,
  resolvedIsDone: flagSetting(false),
  customFields: listSetting,
});
export type BoardsSettings = z.infer<typeof form>;

export const boardsSettings: SettingsForm<BoardsSettings> = {
  fields,
  scopes,
  parse: (values, secrets = 'GIVEN') => parseAccess(form, values, secrets),
};

/** Returns an identity of its own: code and pipelines of the organisation are other sources. */
export function identify(settings: BoardsSettings): SourceIdentity {
  const { place, name, directory } = identifyAccess(settings);
  const own = `azure-boards:${place}`;
  return { id: own, place: own, name: `Boards of ${name}`, directory };
}
