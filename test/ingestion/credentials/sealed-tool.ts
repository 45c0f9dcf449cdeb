import { Refusal } from '../../../src/model/errors.js';
import { defineProvider } from '../../../src/providers/provider.js';
import type { SettingsField } from '../../../src/providers/settings-form.js';

const fields: readonly SettingsField[] = [
  { key: 'place', label: 'Place', help: 'Any word.', required: true, secret: false },
  { key: 'token', label: 'Token', help: 'Any word.', required: true, secret: true },
  { key: 'boards', label: 'Boards', help: 'A list.', required: false, secret: false, kind: 'LIST' },
];

interface Settings {
  readonly place: string;
  readonly token: string;
  readonly boards: readonly string[];
}

/** A tool with one secret that reports nothing, and the tokens that its syncs were given. */
export function sealedTool() {
  const used: string[] = [];
  const provider = defineProvider<Settings>({
    id: 'SEALED_TOOL',
    title: 'Sealed tool',
    description: 'A tool with a secret.',
    categories: ['ISSUE_MANAGEMENT'],
    applicationType: 'CUSTOM',
    settings: {
      fields,
      parse: (values, secrets = 'GIVEN') => {
        const { place = '', token = '', boards = '' } = values as Record<string, string>;
        if (token === '' && secrets === 'GIVEN')
          throw new Refusal([{ code: 'MISSING', field: ['token'], message: 'Give a token.' }]);
        return { place, token, boards: boards.split(',') };
      },
    },
    identify: ({ place }) => ({ id: place, place, name: place, directory: null }),
    check: async () => ({ ok: true, items: [] }),
    collect: async function* ({ token }, { now }) {
      used.push(token);
      yield { kind: 'nothing', body: '', fetchedAt: now, cursor: null };
    },
    toFacts: () => ({}),
  });
  return { provider, used };
}
