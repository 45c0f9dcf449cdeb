import { Refusal } from '../../../src/model/errors.js';
import { custom } from '../../../src/providers/custom/index.js';
import { toFacts } from '../../../src/providers/custom/to-facts.js';
import type { Delivery, Opened, Received } from '../../../src/providers/delivery.js';
import { isSignedBy } from '../../../src/providers/http/signature.js';
import { defineProvider, type MappedFacts, type Page } from '../../../src/providers/provider.js';
import type { SettingsField } from '../../../src/providers/settings-form.js';

interface Settings {
  readonly place: string;
  readonly vendor: string;
  readonly secret: string;
}

/** The body of a webhook of the tool: facts as lines, things to fetch, or nothing. */
export interface ToolBody {
  readonly lines?: readonly string[];
  readonly points?: readonly string[];
  readonly ignored?: string;
  /** Makes a body differ from others of the same content. */
  readonly salt?: number;
}

const field = (key: string, secret: boolean): SettingsField => ({
  ...{ key, label: key, help: 'Any word.', required: key === 'place', secret },
});

function receive({ secret }: Settings, { headers, body }: Delivery): Received {
  const given = /^sha256=(.+)$/.exec(headers['x-tool-signature'] ?? '')?.[1];
  if (secret === '') return { kind: 'REFUSED', reason: 'NO_SECRET' };
  if (given === undefined) return { kind: 'REFUSED', reason: 'UNSIGNED' };
  if (!isSignedBy(secret, body, given)) return { kind: 'REFUSED', reason: 'WRONG_SIGNATURE' };
  const { 'x-tool-delivery': id, 'x-tool-event': event } = headers;
  return id && event ? { kind: 'ACCEPTED', id, event } : { kind: 'REFUSED', reason: 'MALFORMED' };
}

function open({ body }: Delivery): Opened {
  const said = JSON.parse(Buffer.from(body).toString()) as ToolBody;
  return {
    pages: said.lines ? [{ kind: 'FACTS', body: said.lines.join('\n') }] : [],
    nudges: said.points ?? [],
    ignored: said.ignored ?? null,
  };
}

/** The name of a pipeline that becomes one that no table holds. */
export const POISON = 'poison';
const poisoned = ({ PIPELINE_RUN, ...facts }: MappedFacts): MappedFacts => ({
  ...facts,
  ...(PIPELINE_RUN && {
    PIPELINE_RUN: PIPELINE_RUN.map((run) =>
      run.pipeline === POISON ? { ...run, pipeline: 'a\0b' } : run,
    ),
  }),
});

/** A tool that signs its webhooks and answers lines of the facts form at `<vendor>/<thing>`. */
export const webhookTool = defineProvider<Settings>({
  id: 'WEBHOOK_TOOL',
  title: 'Webhook tool',
  description: 'A tool with webhooks.',
  categories: custom.categories,
  applicationType: 'CUSTOM',
  settings: {
    fields: [field('place', false), field('vendor', false), field('secret', true)],
    parse: (values) => {
      const { place = '', vendor = '', secret = '' } = values as Partial<Settings>;
      if (place === 'nowhere')
        throw new Refusal([{ code: 'NOWHERE', field: ['place'], message: 'It is nowhere.' }]);
      return { place, vendor, secret };
    },
  },
  identify: ({ place }) => ({ id: place, place, name: place, directory: null }),
  check: async () => ({ ok: true, items: [] }),
  async *collect() {
    // All it says comes by webhook.
  },
  toFacts: (page) => poisoned(toFacts(page)),
  receive,
  open,
  async *fetchNudged({ vendor }, nudges, context): AsyncGenerator<Page> {
    const { fetch, now, signal, onCall, validatorOf } = context;
    for (const thing of nudges) {
      const address = `${vendor}/${thing}`;
      const known = await validatorOf(address);
      const headers: Record<string, string> = known === null ? {} : { 'if-none-match': known };
      const response = await fetch(address, { signal, headers });
      onCall({ isSaved: response.status === 304, remaining: null, resetsAt: null });
      if (response.status === 304) continue;
      if (!response.ok) throw new Error(`The tool answered ${response.status} to ${thing}.`);
      const validators = { [address]: response.headers.get('etag') ?? '' };
      const body = await response.text();
      yield { kind: 'FACTS', body, fetchedAt: now, cursor: null, validators };
    }
  },
});
