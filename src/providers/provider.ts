import type { Facts } from '../model/facts/facts.js';
import type { ApplicationType } from '../model/facts/people.js';
import type { EventSource } from '../model/profile.js';
import type { Instant } from '../model/time.js';
import type { Delivery, Opened, Received } from './delivery.js';
import type { AllowedFolders } from './folders.js';
import type { AddressesOf } from './http/guarded-fetch.js';
import type { Limits } from './http/limits.js';
import type { OperatorLogins } from './operator-logins.js';
import type { Rhythm } from './rhythm.js';

/** What a tool is used for. */
export type ProviderCategory = EventSource | 'INCIDENT_MANAGEMENT';

/** How a value is entered: `LIST` is one entry a line or between commas, `FLAG` is `true` or `false`, `DATE` a day such as 2026-01-31. */
export type SettingKind = 'TEXT' | 'URL' | 'SECRET' | 'LIST' | 'CHOICE' | 'FLAG' | 'DATE';

export interface SettingChoice {
  readonly value: string;
  readonly label: string;
}

/** One thing to ask the user for; `secret` values are stored sealed and never shown again. */
export interface SettingsField {
  readonly key: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly secret: boolean;
  /** Default TEXT, or SECRET where it is secret. */
  readonly kind?: SettingKind;
  /** The values of a CHOICE. */
  readonly choices?: readonly SettingChoice[];
  /** The value where none is given. */
  readonly default?: string;
  /** True where a terminal asks for it although it may stay empty. */
  readonly asked?: boolean;
  /** The kind of thing that `discover` offers for it, such as `REPOSITORY`. */
  readonly discovers?: string;
  /**
   * True where another value changes no fact that was read: it says how the tool is reached or what of it is read, or `collect`
   * compares it with its cursor. Otherwise another value has everything read again from the beginning.
   */
  readonly keepsFacts?: boolean;
}

/** A permission that the credential needs, in the vendor's own term. */
export interface RequiredScope {
  /** As the vendor writes it, such as `read:org`. */
  readonly name: string;
  /** For which kind of credential. */
  readonly credential: string;
  /** What is read with it. */
  readonly why: string;
  /** What is lacking without it; null where nothing can be read. */
  readonly without: string | null;
}

export interface SettingsForm<Settings> {
  readonly fields: readonly SettingsField[];
  /** What to grant; empty where no credential is needed. */
  readonly scopes?: readonly RequiredScope[];
  /**
   * Throws a `Refusal` whose fields are keys of the form. Secrets are given with the other values; where they are `SEALED`, they
   * may be missing and are read as empty, which is enough to identify a source.
   */
  parse(values: unknown, secrets?: 'GIVEN' | 'SEALED'): Settings;
}

/** The place in the world that settings point at. */
export interface SourceIdentity {
  /** Of the facts it reports. */
  readonly id: string;
  /** Equal for all spellings of one place: it is connected once. */
  readonly place: string;
  readonly name: string;
  /** The folder on this machine that would be read, so that callers can restrict it; null where it lies elsewhere. */
  readonly directory: string | null;
}

export interface CheckItem {
  readonly what: string;
  readonly ok: boolean;
  /** What was found; where it is not ok, what to do about it. */
  readonly message: string;
  /** The permission that it needs, in the vendor's own term. */
  readonly permission?: string;
  /** True where the integration works without it, only with less. */
  readonly optional?: boolean;
}
/** `ok` where every item is that is not optional. */
export interface CheckReport {
  readonly ok: boolean;
  readonly items: readonly CheckItem[];
}

/** A piece of the tool's answers, kept as it came, so that facts can be made from it again. */
export interface Page {
  readonly kind: string;
  /** Text; it may contain any character, NUL too. */
  readonly body: string;
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
  readonly remaining: number | null;
  readonly resetsAt: Instant | null;
}

/** What a provider may use of the world. `now` is the instant of the whole run. */
export interface SourceContext {
  readonly signal: AbortSignal;
  readonly log: (level: 'debug' | 'info' | 'warn', message: string) => void;
  readonly fetch: typeof fetch;
  /** Where it may keep what can be fetched again. */
  readonly dataDirectory: string;
  /** Addresses of a host that may be asked. Rejects with ForbiddenAddress, or the error of the look-up. */
  readonly addressesOf: AddressesOf;
  /** Folders of this machine that may be read, real paths; null: all. */
  readonly folders: AllowedFolders;
  readonly logins: OperatorLogins;
  /** What programs that it starts may know of the process: `PATH`, `HOME`, proxies. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: Instant;
  /** For limits alone; facts and cursors go by `now`. */
  readonly clock: () => Instant;
  /** How long tokens must rest, shared by all runs of this process. */
  readonly limits: Limits;
  readonly onCall: (call: CallReport) => void;
  /** Reports a secret that the vendor gave out, such as a token for an hour: nothing that is written will repeat it. */
  readonly onSecret: (secret: string) => void;
  /** Resolves to the validator that was kept with the last page of an address; null where there is none. */
  readonly validatorOf: (address: string) => Promise<string | null>;
}

/** `SWEEP` reads again what increments and deliveries never report: deleted, renamed and transferred things, late attempts. */
export type CollectPass = 'INCREMENT' | 'SWEEP';

export interface CollectContext extends SourceContext {
  readonly pass: CollectPass;
  /** How far back a first sync reads; null: all there is. */
  readonly since: Instant | null;
  /** The cursor of the last page that was written, in either pass; null on the first run. One of a SWEEP must hold all that the next INCREMENT needs. */
  readonly cursor: string | null;
  /** After so many pages the rest is left to the next run; `Infinity` for no limit. */
  readonly budget: { readonly pages: number };
}

/** What a page says. */
export type MappedFacts = Facts & {
  /** How many of its records could not be read, by reason. */
  readonly dropped?: Readonly<Record<string, number>>;
  /**
   * Given where the source reads its own facts again: `fetchedAt` of the page. Of two versions that the vendor dates alike the one
   * that was read later holds: a renamed project changes its issues without moving their dates. Left out: the greater content holds.
   */
  readonly readAt?: Instant;
};

/** One thing that a credential sees. */
export interface Discovered {
  /** What to enter in the settings. */
  readonly value: string;
  readonly label: string;
  readonly detail: string | null;
}
export interface DiscoverRequest {
  /** As a field of the form names it. */
  readonly kind: string;
  /** What the label contains, in any case. */
  readonly search: string | null;
  /** How many at the most. */
  readonly first: number;
  /** The cursor of the page before; null: from the beginning. */
  readonly after: string | null;
}
export interface DiscoveredPage {
  readonly items: readonly Discovered[];
  /** Null where there is no more. */
  readonly cursor: string | null;
}

/** What the vendor holds of one thing, beside what we hold of it. */
export interface SpotCheck {
  readonly found: boolean;
  /** The vendor's id of the fact. */
  readonly factId: string | null;
  readonly message: string;
}

/** A tool that facts come from. `collect` is the only I/O beside `check`; `toFacts` is pure. */
export interface Provider<Settings = unknown> {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly categories: readonly ProviderCategory[];
  readonly applicationType: ApplicationType;
  readonly settings: SettingsForm<Settings>;
  /** Default: what suits a tool that is asked over HTTP and limits its calls. */
  readonly rhythm?: Rhythm;
  identify(settings: Settings): SourceIdentity;
  /** Never throws for what the user can mend: that is an item that is not ok. */
  check(settings: Settings, context: SourceContext): Promise<CheckReport>;
  /** Pages since `context.cursor`, none where nothing changed. Throws where the tool cannot be read. */
  collect(settings: Settings, context: CollectContext): AsyncIterable<Page>;
  toFacts(page: Page): MappedFacts;
  /**
   * What reading it takes of the operator: paths of this machine, real, or the address that is asked. Where the operator connects a source they are kept with it
   * as granted, and nothing else outside of the operator's roots is read for it. Throws as `collect` does.
   */
  grantsOf?(settings: Settings): Promise<readonly string[]>;
  /** What the credential sees of a kind that a field names. Throws as `collect` does. */
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

/** A provider as a frozen value. */
export const defineProvider = <Settings>(provider: Provider<Settings>): Provider<Settings> =>
  Object.freeze(provider);
