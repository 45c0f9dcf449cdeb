import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { factKinds } from '../../../src/model/facts/facts.js';
import type { Delivery } from '../../../src/providers/delivery.js';
import { github } from '../../../src/providers/github/index.js';
import { readNudge } from '../../../src/providers/github/nudge.js';
import { githubActions } from '../../../src/providers/github-actions/index.js';
import type { Provider } from '../../../src/providers/provider.js';

interface Example {
  readonly name: string;
  readonly examples: readonly object[];
}
/** GitHub's own examples, of github.com and of each Enterprise Server. */
const editions = ['api.github.com', 'ghes-31', 'ghes-32', 'ghes-33', 'ghes-34', 'ghes-35'];
const require = createRequire(import.meta.url);
const examplesOf = (edition: string) =>
  (require(`@octokit/webhooks-examples/${edition}/index.json`) as readonly Example[]).flatMap(
    ({ name, examples }) => examples.map((body) => [name, body] as const),
  );

const SECRET = 'a secret of the webhook';

function signed(event: string, payload: object, id: string): Delivery {
  const body = Buffer.from(JSON.stringify(payload));
  return {
    headers: {
      'x-github-event': event,
      'x-github-delivery': id,
      'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
    },
    body,
    receivedAt: 5,
  };
}

type Outcome = 'MAPPED' | 'NUDGED' | 'IGNORED' | 'NOTHING';

/** Returns the outcome of a delivery. Throws if it is refused, or if its content cannot be read afterwards. */
function outcomeOf(
  provider: Provider,
  isNudge: (text: string) => boolean,
  delivery: Delivery,
): Outcome {
  const settings = provider.settings.parse({ token: 't', webhookSecret: SECRET });
  expect(provider.receive?.(settings, delivery)).toMatchObject({ kind: 'ACCEPTED' });
  const { pages = [], nudges = [], ignored = null } = provider.open?.(delivery) ?? {};
  for (const page of pages) {
    const { dropped, ...facts } = provider.toFacts({ ...page, fetchedAt: 5, cursor: null });
    const kinds = [...factKinds, 'tombstones'] as const;
    const isSilent = !kinds.some((kind) => (facts[kind]?.length ?? 0) > 0);
    expect({ dropped, isSilent }).toEqual({ isSilent: false });
  }
  expect(nudges.filter((text) => !isNudge(text))).toEqual([]);
  if (pages.length + nudges.length === 0) return ignored?.trim() ? 'IGNORED' : 'NOTHING';
  expect(ignored).toBeNull();
  return pages.length > 0 ? 'MAPPED' : 'NUDGED';
}

const tools = [
  { provider: github as Provider, isNudge: (text: string) => readNudge(text) !== null },
  {
    provider: githubActions as Provider,
    isNudge: (text: string) => /^(?:run|deployment)\/[^/\s]+\/[^/\s]+\/\d+$/.test(text),
  },
];

describe.each(tools)(
  '$provider.title reads every example of a delivery',
  ({ provider, isNudge }) => {
    it.each(editions)('of %s, or says why nothing is made of it', (edition) => {
      const examples = examplesOf(edition);
      expect(examples.length).toBeGreaterThan(40);
      const outcomes = examples.map(([event, body], index) => ({
        event,
        outcome: outcomeOf(provider, isNudge, signed(event, body, `${edition} ${index}`)),
      }));
      expect(outcomes.filter(({ outcome }) => outcome === 'NOTHING')).toEqual([]);
      expect(outcomes.some(({ outcome }) => outcome === 'NUDGED')).toBe(true);
    });
  },
);
