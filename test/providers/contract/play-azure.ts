import type { Instant } from '../../../src/model/time.js';
import type { PlayAzure } from '../play/azure/server.js';
import { useAzure } from '../play/use-azure.js';
import { openHook } from './hooks.js';
import type { Given, Limit, Play, PlayOptions } from './tool.js';

/** The part that one provider of Azure DevOps adds to the play. */
interface Part {
  readonly settings: Given;
  readonly size: number;
  readonly opening: RegExp;
  change(server: PlayAzure, title: string, at: Instant): void;
  /** Returns what a service hook sends about the last change. */
  hook?(server: PlayAzure): object;
  spoil(server: PlayAzure): string;
}
export interface AzurePlay extends Play {
  readonly server: PlayAzure;
}

/** Starts a small Azure DevOps for one of its providers. */
export async function playAzure(part: Part, options: PlayOptions): Promise<AzurePlay> {
  const { now, skew = 0, lacking } = options;
  const clock = { ahead: 0 };
  const server = await useAzure({
    ...{ size: part.size, now: now + skew },
    clock: () => Date.now() + clock.ahead + skew,
  });
  if (lacking !== undefined) server.world.lacking.add(lacking);
  const settings = { ...server.settings, ...part.settings };
  return {
    ...{ server, settings, wrong: { ...settings, token: 'azd-planted-and-wrong' } },
    asked: () =>
      server.requests.map(({ method, url, path, body }) => ({
        ...{ text: `${method} ${url} ${JSON.stringify(body)}`, isOpening: part.opening.test(url) },
        path,
      })),
    strike: (effect, striking = {}) => server.faults.add({ effect, ...striking }),
    heal: () => server.faults.set([]),
    change: (title, at) => {
      clock.ahead = at - skew - Date.now();
      part.change(server, title, at);
    },
    ...(part.hook && { hook: (secret: string) => openHook(secret, part.hook!(server)) }),
    spoil: () => part.spoil(server),
  };
}

const secondsUntil = (until: Instant): string => String(Math.ceil((until - Date.now()) / 1_000));

export const azureLimits: readonly Limit[] = [
  {
    name: 'a limit by 429',
    mishap: (until) => ({
      ...{ kind: 'ANSWER', status: 429, body: { message: 'TF400733: The request was canceled.' } },
      headers: { 'retry-after': secondsUntil(until) },
    }),
  },
  {
    name: 'a limit by its reset alone',
    mishap: (until) => ({
      ...{ kind: 'ANSWER', status: 429, body: { message: 'TF400733: The request was canceled.' } },
      headers: { 'x-ratelimit-reset': String(Math.ceil(until / 1_000)) },
    }),
  },
];
