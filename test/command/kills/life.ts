import { expect } from 'vitest';
import { administer } from '../../storage/databases.js';
import { address, ask } from '../program.js';
import { type Company, perform, type RulesRequest, SOURCE, type Step, steps } from './company.js';
import { contentOf, expectCleanFolder, expectNoLocks } from './content.js';
import { ADMIN_KEY, environmentOf, newPlace, type Place, within } from './place.js';
import { launchVictim, type Moment, type Victim } from './victim.js';

/** Work of the program's processes, each of which may be killed and begun again. */
export type Work = Step | 'FIRST_START' | 'MIGRATION' | 'COPY';

export interface LifeOptions {
  readonly company: Company;
  readonly rules: RulesRequest;
  readonly place: Place;
  readonly dice: () => number;
  /** About how many messages each work sends to its database, as it was last seen. */
  readonly lengths: Map<Work, number>;
}

const NEVER: Moment = { statement: Number.POSITIVE_INFINITY, after: 0 };
const LONGEST_AFTER = 40;
const MOST_TRIES = 20;
const RECALCULATING =
  '{ insights(scope: { path: "Organisation" }, metrics: [DEPLOYMENT_FREQUENCY], range: { preset: LAST_MONTH }) { recalculating } }';

function commandOf(work: Work, { facts, moved }: Company, target: Place): readonly string[] {
  const commands: Readonly<Record<Work, readonly string[]>> = {
    FIRST_START: ['serve', '--empty'],
    MIGRATION: ['migrate'],
    IMPORT: ['import', 'facts', facts, '--source', SOURCE],
    SYNC: ['sync'],
    RECALCULATION: ['import', 'developers', moved],
    RULES: ['serve', '--empty'],
    COPY: ['copy', '--to', target.url ?? ''],
  };
  return commands[work];
}

const isOver = ({ process }: Victim): boolean =>
  process.exitCode !== null || process.signalCode !== null;

/** Kills processes that work on one place, at moments that its dice choose, and has others bring their work to its end. */
export class Life {
  #place: Place;
  /** The killed processes, and when each was killed. */
  readonly killed: string[] = [];

  readonly #given: LifeOptions;

  constructor(given: LifeOptions) {
    this.#given = given;
    this.#place = given.place;
  }

  /** Kills the work so many times, each time in another process, then lets one do it all. */
  async disturb(work: Work, times: number): Promise<void> {
    const target = work === 'COPY' ? await newPlace('POSTGRESQL') : this.#place;
    for (let killed = 0, tries = 0; killed < times; tries += 1) {
      expect(tries, `${work} is over before it is killed`).toBeLessThan(times + MOST_TRIES);
      if (await this.#try(work, target, this.#moment(work))) killed += 1;
    }
    expect(await this.#try(work, target, NEVER)).toBe(false);
    expectCleanFolder(this.#place.dataDirectory);
    this.#place = target;
  }

  /** Does the other steps undisturbed, in this process, and returns what there is in the end. */
  async end(): Promise<Record<string, unknown>> {
    const done = new Set(this.killed.map((line) => line.split(' ')[0]));
    const content = await within(this.#place, async (app, viewer) => {
      for (const step of steps)
        if (!done.has(step)) await perform(step, app, viewer, this.#given.company);
      return contentOf(app, viewer);
    });
    if (this.#place.url !== null) await expectNoLocks(this.#place.url);
    return content;
  }

  #moment(work: Work): Moment {
    const statement = 1 + Math.floor(this.#given.dice() * (this.#given.lengths.get(work) ?? 100));
    const after = Math.floor(this.#given.dice() * LONGEST_AFTER) - LONGEST_AFTER / 2;
    return { statement, after: Math.max(-1, after) };
  }

  /** Returns whether the process was killed, by itself or here. */
  async #try(work: Work, target: Place, moment: Moment): Promise<boolean> {
    const command = commandOf(work, this.#given.company, target);
    const victim = await launchVictim(command, environmentOf(this.#place), moment);
    if (command[0] === 'serve') await this.#serve(victim, work === 'RULES', moment !== NEVER);
    const { code, stdout, stderr } = await victim.ended;
    const sent = victim.sent();
    if (code === null) this.killed.push(`${work} at ${moment.statement} after ${moment.after} ms`);
    else {
      if (work !== 'COPY' || !/holds accounts already/.test(stderr))
        expect({ work, code, stdout, stderr }).toMatchObject({ code: 0 });
      this.#given.lengths.set(work, Math.max(sent ?? 0, 10));
    }
    await this.#ageSilence();
    return code === null;
  }

  /** Moves a minute of silence into the past: other machines know a dead process by its silence alone. */
  async #ageSilence(): Promise<void> {
    const { url } = this.#place;
    if (url === null || this.killed.every((line) => !line.startsWith('SYNC'))) return;
    await administer(
      url,
      "update sync_run set heartbeat_at = heartbeat_at - interval '1 minute' where status = 'RUNNING'",
    );
  }

  /** Changes the rules and waits until all is calculated by them, or the server is dead. */
  async #changeRules(url: string, victim: Victim): Promise<void> {
    const { query, variables } = this.#given.rules;
    const asked = async (document: string, values: object = {}) =>
      JSON.stringify((await ask(url, ADMIN_KEY, document, values)).body);
    const until = (isDone: () => Promise<boolean>) =>
      expect
        .poll(async () => isOver(victim) || (await isDone()), { timeout: 120_000, interval: 100 })
        .toBe(true);
    await until(async () => !/"errors"|"code"/.test(await asked(query, variables)));
    await until(async () => (await asked(RECALCULATING)).includes('"recalculating":false'));
  }

  /** Has a server do its work until nothing is left of it, unless it is killed before. */
  async #serve(victim: Victim, isOfRules: boolean, isKilled: boolean): Promise<void> {
    const work = async () => {
      const { url } = await address(victim);
      if (isOfRules) await this.#changeRules(url, victim);
    };
    try {
      await work();
      victim.process.kill(isKilled ? 'SIGKILL' : 'SIGTERM');
    } catch (error) {
      // A dead process leaves work unanswered; the kill intends that.
      if (isOver(victim)) return;
      victim.process.kill('SIGKILL');
      throw error;
    }
  }
}
