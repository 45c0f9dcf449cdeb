import type { Facts } from '../model/facts/facts.js';
import type { LackedField } from '../model/facts/lacked-field.js';
import type { ApplicationType } from '../model/facts/people.js';
import type { EventSource } from '../model/profile/profile.js';
import type { Instant } from '../model/time.js';
import type { Delivery, Opened, Received } from './delivery.js';
import type { DiscoveredPage, DiscoverRequest, SpotCheck } from './discover.js';
import type { AllowedFolders } from './folders.js';
import type { AddressesOf } from './http/guarded-fetch.js';
import type { Limits } from './http/limits.js';
import type { Reach } from './http/reach.js';
import type { OperatorLogins } from './operator-logins.js';
import type { Rhythm } from './rhythm.js';
import type { SettingsForm } from './settings-form.js';

/** The use of a tool. */
export type ProviderCategory = EventSource | 'INCIDENT_MANAGEMENT';

/** The place in the world that settings point at. */
export interface SourceIdentity {
  /** Source of the facts that it reports. */
  readonly id: string;
  /** Equal for all spellings of one place: it is connected once. */
  readonly place: string;
  /** Name that the integration gets by default. */
  readonly name: string;
  /** The folder on this machine that would be read, so that callers can restrict it; null if it lies elsewhere. */
  readonly directory: string | null;
}

/** One thing that was checked. */
export interface CheckItem {
  /** The subject of the check, in a few words. */
  readonly what: string;
  /** True if it works. */
  readonly ok: boolean;
  /** The result; if it is not ok, how to fix it. */
  readonly message: string;
  /** The permission that it needs, in the vendor's own term. */
  readonly permission?: string;
  /** True if the integration works without it, only with less. */
  readonly optional?: boolean;
}
/** `ok` where every item is that is not optional. */
export interface CheckReport {
  /** True if every item that is not optional works. */
  readonly ok: boolean;
  /** The checks, in order. */
  readonly items: readonly CheckItem[];
}

/** A piece of the tool's answers, kept as it came, so that facts can be made from it again. */
export interface Page {
  /** Kind of the page, by which `toFacts` knows how to read it. */
  readonly kind: string;
  /** Text; it may contain any character, NUL too. */
  readonly body: string;
  /** When it was fetched. */
  readonly fetchedAt: Instant;
  /** Where to resume from once this page is written; null: from the beginning. */
  readonly cursor: string | null;
  /** How many of `total` this page brings. */
  readonly items?: number;
  /** How many items this run expects to bring, for progress. */
  readonly total?: number;
  /** Validators (ETags) of the addresses that this page covers whole, kept with it. */
  readonly validators?: Readonly<Record<string, string>>;
}

/** One call of a vendor's API, as it is counted on the run. */
export interface CallReport {
  /** The vendor answered "not modified", which costs nothing of the limit. */
  readonly isSaved: boolean;
  /** Calls that the vendor still allows; null if it does not say. */
  readonly remaining: number | null;
  /** When the limit is reset; null if the vendor does not say. */
  readonly resetsAt: Instant | null;
}

/** The dependencies that a provider may use. `now` is the instant of the whole run. */
export interface SourceContext {
  /** Aborted when the work should end. */
  readonly signal: AbortSignal;
  /** Writes a line to the log; it must hold no secret. */
  readonly log: (level: 'debug' | 'info' | 'warn', message: string) => void;
  /** Fetches over HTTP from hosts that are permitted. Rejects for any other host. */
  readonly fetch: typeof fetch;
  /** Where it may keep what can be fetched again. */
  readonly dataDirectory: string;
  /** Addresses of a host that may be asked. Rejects with ForbiddenAddress, or the error of the look-up. */
  readonly addressesOf: AddressesOf;
  /** Runs an attempt to reach a host without `fetch`, so that all failures come alike in time. */
  readonly reach: Reach;
  /** Folders of this machine that may be read, real paths; null: all. */
  readonly folders: AllowedFolders;
  /** Which hosts may be asked with the operator's own logins. */
  readonly logins: OperatorLogins;
  /** Environment variables for programs that it starts: `PATH`, `HOME`, proxies. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The instant of the whole run. */
  readonly now: Instant;
  /** For limits alone; facts and cursors go by `now`. */
  readonly clock: () => Instant;
  /** How long tokens must rest, shared by all runs of this process. */
  readonly limits: Limits;
  /** Counts a call of the vendor's API. */
  readonly onCall: (call: CallReport) => void;
  /** Reports a secret that the vendor gave out, such as a token for an hour: nothing that is written will repeat it. */
  readonly onSecret: (secret: string) => void;
  /** Resolves to the validator that was kept with the last page of an address; null if there is none. */
  readonly validatorOf: (address: string) => Promise<string | null>;
}

/** `SWEEP` reads again what increments and deliveries never report: deleted, renamed and transferred things, late attempts. */
export type CollectPass = 'INCREMENT' | 'SWEEP';

/** The dependencies of `collect`, and where it resumes. */
export interface CollectContext extends SourceContext {
  /** Decides if changes are read, or everything again. */
  readonly pass: CollectPass;
  /** How far back a first sync reads; null: all there is. */
  readonly since: Instant | null;
  /** The cursor of the last page that was written, in either pass; null on the first run. One of a SWEEP must hold all that the next INCREMENT needs. */
  readonly cursor: string | null;
  /** After so many pages the rest is left to the next run; `Infinity` for no limit. */
  readonly budget: {
    /** Most pages of the run. */
    readonly pages: number;
  };
}

/** The facts of a page. */
export type MappedFacts = Facts & {
  /** How many of its records could not be read, by reason. */
  readonly dropped?: Readonly<Record<string, number>>;
  /**
   * `fetchedAt` of the page, given if the source reads its own facts again. If two versions
   * have the same date, the one read later wins: a renamed project changes its issues without moving
   * their dates. Absent: the greater content wins.
   */
  readonly readAt?: Instant;
};

/** A tool that facts come from. `collect` and `check` are its only I/O; `toFacts` is pure. */
export interface Provider<Settings = unknown> {
  /** Id in upper case, such as `GITHUB`; unique within an app. */
  readonly id: string;
  /** Name of the tool. */
  readonly title: string;
  /** The data that it reads, in one sentence. */
  readonly description: string;
  /** The uses of the tool. */
  readonly categories: readonly ProviderCategory[];
  /** The tool that people and repositories of its facts belong to. */
  readonly applicationType: ApplicationType;
  /** The form of the settings that the user enters. */
  readonly settings: SettingsForm<Settings>;
  /** Fields that its tool never reports. Default: none. */
  readonly lacks?: readonly LackedField[];
  /** Default: what suits a tool that is asked over HTTP and limits its calls. */
  readonly rhythm?: Rhythm;
  /** Returns the place that the settings point at. */
  identify(settings: Settings): SourceIdentity;
  /** Never throws for an error that the user can fix: the error is an item that is not ok. */
  check(settings: Settings, context: SourceContext): Promise<CheckReport>;
  /** Pages since `context.cursor`, none where nothing changed. Throws where the tool cannot be read. */
  collect(settings: Settings, context: CollectContext): AsyncIterable<Page>;
  /** Returns the facts of a page. Pure: the same page gives the same facts. Throws if the page cannot be read. */
  toFacts(page: Page): MappedFacts;
  /**
   * Returns the operator's real paths of this machine, or the address, that reading needs. If the
   * operator connects a source they are stored with it as granted. Nothing else outside of the
   * operator's roots is read for it. Throws the same as `collect`.
   */
  grantsOf?(settings: Settings): Promise<readonly string[]>;
  /**
   * Returns the entities of a field's kind that the credential sees. Throws the same as `collect`.
   */
  discover?(
    settings: Settings,
    request: DiscoverRequest,
    context: SourceContext,
  ): Promise<DiscoveredPage>;
  /** Verifies a delivery over its raw body; pure. */
  receive?(settings: Settings, delivery: Delivery): Received;
  /** Reads a delivery that was verified and kept; pure. */
  open?(delivery: Delivery): Opened;
  /** Pages of what deliveries only pointed at. */
  fetchNudged?(
    settings: Settings,
    nudges: readonly string[],
    context: SourceContext,
  ): AsyncIterable<Page>;
  /** Looks up one thing, such as `owner/name#42`, at the vendor. */
  spotCheck?(settings: Settings, what: string, context: SourceContext): Promise<SpotCheck>;
}

/**
 * Returns a provider as a frozen value, with the type of its settings inferred from `settings.parse`.
 * @example
 * ```ts
 * import { createApp, defineProvider, type MappedFacts, type Page } from 'engineering-insights';
 *
 * const tags = defineProvider<{ readonly name: string }>({
 *   id: 'RELEASE_LIST',
 *   title: 'Release list',
 *   description: 'Reads releases from a list of our own.',
 *   categories: ['SOURCE_CODE_MANAGEMENT'],
 *   applicationType: 'CUSTOM',
 *   settings: {
 *     fields: [{ key: 'name', label: 'Name', help: 'Name of the list.', required: true, secret: false }],
 *     parse: (values) => ({ name: String((values as { name?: unknown }).name) }),
 *   },
 *   identify: ({ name }) => ({ id: `list:${name}`, place: name, name, directory: null }),
 *   check: async () => ({ ok: true, items: [] }),
 *   async *collect({ name }, { now, cursor }) {
 *     if (cursor === null) yield { kind: 'LIST', body: name, fetchedAt: now, cursor: 'read' };
 *   },
 *   toFacts: ({ body, fetchedAt }: Page): MappedFacts => ({
 *     REPOSITORY: [{ id: `list:${body}`, updatedAt: fetchedAt, name: body, url: null, defaultBranch: null }],
 *   }),
 * });
 *
 * export const app = () =>
 *   createApp({ database: { url: null, directory: null }, dataDirectory: '.data', providers: [tags] });
 * ```
 */
export const defineProvider = <Settings>(provider: Provider<Settings>): Provider<Settings> =>
  Object.freeze(provider);
