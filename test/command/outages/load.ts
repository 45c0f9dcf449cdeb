import { setTimeout as pause } from 'node:timers/promises';
import { documents } from '../../../src/client/index.js';
import type { GithubServer } from '../../providers/play/github/start.js';
import { signDelivery, viewOf } from '../../providers/play/github/webhooks/deliver.js';
import { payloads } from '../../providers/play/github/webhooks/payloads.js';
import { Answers, count, countGraph, type Outcome, untilAnswered } from './answers.js';
import { followed } from './subscriber.js';

export interface Target {
  readonly url: string;
  readonly key: string;
}
/** A tool that is read, and where its webhooks go below a server. */
export interface Tool {
  readonly github: GithubServer;
  readonly integration: string;
  readonly path: string;
  readonly secret: string;
}
export interface LoadOptions {
  readonly targets: readonly Target[];
  readonly tool: Tool;
  readonly readers: number;
  /** Between two requests of one reader or writer. */
  readonly milliseconds: number;
}

const DAY = 86_400_000;
const INGEST =
  'mutation ($lines: String!) { ingestFacts(input: { source: "Load", lines: $lines }) { accepted refusedCount userErrors { code } } }';
const SYNC =
  'mutation ($integration: ID!) { syncIntegration(input: { integration: $integration }) { run { status } userErrors { code } } }';

let numbers = 0;
const lineOf = (id: string, now: number): string => {
  numbers += 1;
  const [openedAt, mergedAt] = [now - 8 * DAY, now - 7 * DAY].map((at) =>
    new Date(at).toISOString(),
  );
  return JSON.stringify({
    ...{ kind: 'PULL_REQUEST', id, updatedAt: mergedAt, repository: 'shop', number: numbers },
    ...{ title: id, author: { id: 'al', email: 'al@x.io' }, sourceBranch: id },
    ...{ targetBranch: 'main', state: 'MERGED', openedAt, mergedAt, closedAt: mergedAt },
  });
};
export const SHOP = JSON.stringify({
  ...{ kind: 'REPOSITORY', id: 'shop', updatedAt: new Date(Date.now() - DAY).toISOString() },
  ...{ name: 'shop', defaultBranch: 'main' },
});

/** The requests sent to three servers all the time. */
export class Load {
  /** Pairs of facts that a server said it took. */
  readonly taken: string[] = [];
  /** Pairs that were refused and not sent again. */
  readonly dropped: string[] = [];
  /** The newest title of each pull request that a webhook of was taken, or that a sync is to find. */
  readonly titles = new Map<number, string>();
  /** Since `takeAnswers`. */
  answers = new Answers();
  live = new Answers();
  readonly ready = new Map<string, Set<string>>();
  readonly #options: LoadOptions;
  readonly #stopped = new AbortController();
  readonly #running: Promise<void>[] = [];
  #isWriting = true;
  #busy = 0;
  #written = new Map<string, number>();

  constructor(options: LoadOptions) {
    this.#options = options;
    for (const [index, target] of options.targets.entries()) {
      this.#repeat(() => this.#writing(() => this.#write(target, index)));
      this.#repeat(() => this.#writing(() => this.#deliver(target, index)));
      for (let reader = 0; reader < options.readers; reader += 1)
        this.#repeat(() => this.#read(target));
      this.#repeat(() => this.#look(target));
      this.#repeat(() => this.#lookWhetherReady(target));
    }
  }

  #repeat(work: () => Promise<void>): void {
    const loop = async () => {
      while (!this.#stopped.signal.aborted) {
        await work();
        await pause(this.#options.milliseconds);
      }
    };
    this.#running.push(loop());
  }

  async #writing(work: () => Promise<void>): Promise<void> {
    if (!this.#isWriting) return;
    this.#busy += 1;
    try {
      await work();
    } finally {
      this.#busy -= 1;
    }
  }

  /** Two facts at a time, so that half of what is written would be seen. Every third refused pair is not sent again. */
  async #write(target: Target, index: number): Promise<void> {
    const turn = (this.#written.get(target.url) ?? 0) + 1;
    this.#written.set(target.url, turn);
    const pair = `${index}-${turn}`;
    const now = Date.now();
    const lines = [`${pair}-a`, `${pair}-b`].map((id) => lineOf(id, now)).join('\n');
    const ask = () => countGraph(this.answers, target, INGEST, { lines });
    for (let outcome = await ask(); ; outcome = await ask()) {
      if (outcome !== 'REFUSED') {
        const { accepted } = outcome.data.ingestFacts as { accepted: number };
        if (accepted === 2) this.taken.push(pair);
        else this.answers.broken.push(`${pair}: ${JSON.stringify(outcome.data)}`);
        return;
      }
      if (turn % 3 === 0) {
        this.dropped.push(pair);
        return;
      }
      await pause(500);
    }
  }

  /** Gives a pull request another title. Returns it as it is now. */
  #rename(index: number) {
    const { world } = this.#options.tool.github;
    const repository = world.repositories[0]!;
    const all = repository.content.numbersOf('pullRequests');
    const number = all[index % all.length]!;
    const title = `Renamed at ${Date.now()}`;
    const one = world.changePullRequest(repository, number, Date.now(), (changed) => {
      changed.title = title;
    });
    return { repository, number, title, one };
  }

  async #deliver({ url }: Target, index: number): Promise<void> {
    const { github, path, secret } = this.#options.tool;
    const { repository, number, title, one } = this.#rename(index);
    const payload = payloads.pullRequest('edited', one, repository, viewOf(github));
    const { headers, body } = signDelivery(payload, secret);
    await untilAnswered(() => count(this.answers, url + path, headers, body));
    this.titles.set(number, title);
  }

  /** Changes something that no webhook speaks of, and has it read by way of a server. */
  async syncBy(index: number): Promise<void> {
    const { number, title } = this.#rename(10 + index);
    const { integration } = this.#options.tool;
    const target = this.#options.targets[index]!;
    await untilAnswered(() => countGraph(this.answers, target, SYNC, { integration }));
    this.titles.set(number, title);
  }

  async #read(target: Target): Promise<void> {
    await countGraph(this.answers, target, documents.HowAreWeDoing, followed);
    await countGraph(this.answers, target, '{ viewer { name } }');
  }

  async #look({ url }: Target): Promise<void> {
    const began = performance.now();
    const status = await fetch(`${url}/livez`).then(
      (response) => `${response.status}`,
      (error: unknown) => String(error),
    );
    this.live.largest = Math.max(this.live.largest, performance.now() - began);
    if (status === '200') this.live.answers += 1;
    else this.live.broken.push(status);
  }

  async #lookWhetherReady({ url }: Target): Promise<void> {
    const response = await fetch(`${url}/readyz`);
    const said = this.ready.get(url) ?? new Set();
    this.ready.set(url, said.add(`${response.status} ${await response.text()}`));
  }

  /** Returns what was counted since the last time, and begins at none. */
  takeAnswers() {
    const { answers, live } = this;
    const ready = new Map(this.ready);
    this.answers = new Answers();
    this.live = new Answers();
    this.ready.clear();
    return { answers, live, ready };
  }

  /** Ends when every writer has been answered and none writes any more. */
  async rest(): Promise<void> {
    this.#isWriting = false;
    while (this.#busy > 0) await pause(20);
  }

  goOn(): void {
    this.#isWriting = true;
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await Promise.all(this.#running);
  }

  /** Asks a server until it answers. */
  ask(index: number, query: string, variables: object): Promise<Record<string, unknown>> {
    const target = this.#options.targets[index]!;
    return untilAnswered(
      (): Promise<Outcome> => countGraph(this.answers, target, query, variables),
    );
  }
}
