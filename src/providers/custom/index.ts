import { z } from 'zod';
import { defineProvider } from '../provider.js';
import { toFacts } from './to-facts.js';

const settings = z.object({ name: z.string().trim().min(1).max(200) });

/** Facts that are sent to us: by `import facts`, by the mutation `ingestFacts`, by any tool that has no provider. */
export const custom = defineProvider<{ readonly name: string }>({
  id: 'CUSTOM',
  title: 'Facts you send',
  description:
    'Pull requests, work items, runs, incidents and more in one neutral form, a JSON object a line, from any tool.',
  categories: [
    'SOURCE_CODE_MANAGEMENT',
    'ISSUE_MANAGEMENT',
    'CONTINUOUS_INTEGRATION',
    'CONTINUOUS_DEPLOYMENT',
    'INCIDENT_MANAGEMENT',
  ],
  applicationType: 'CUSTOM',
  rhythm: { minutes: 5, pages: Number.POSITIVE_INFINITY, sweepHours: null },
  settings: {
    fields: [
      {
        key: 'name',
        label: 'Name',
        help: 'What the facts come from, such as "Our deploy script".',
        required: true,
        secret: false,
      },
    ],
    parse: (values) => settings.parse(values),
  },
  identify: ({ name }) => {
    const id = `custom:${name.toLowerCase()}`;
    return { id, place: id, name, directory: null };
  },
  check: async () => ({
    ok: true,
    items: [{ what: 'Facts', ok: true, message: 'They come when they are sent.' }],
  }),
  async *collect() {
    // Nothing is fetched: facts are sent.
  },
  toFacts,
});
