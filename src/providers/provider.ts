import type { Facts } from '../model/facts.js';
import type { ApplicationType } from '../model/people.js';
import type { EventSource } from '../model/profile.js';
import type { Instant } from '../model/time.js';

/** What a tool is used for. */
export type ProviderCategory = EventSource | 'INCIDENT_MANAGEMENT';

/** One thing to ask the user for; `secret` values are stored sealed and never shown again. */
export interface SettingsField {
  readonly key: string;
  readonly label: string;
  readonly help: string;
  readonly required: boolean;
  readonly secret: boolean;
}

export interface SettingsForm<Settings> {
  readonly fields: readonly SettingsField[];
  /** Throws a `Refusal` whose fields are keys of the form. */
  parse(values: unknown): Settings;
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
}
/** `ok` where every item is. */
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
}

/** What a provider may use of the world. It has no clock: `now` is the instant of the whole run. */
export interface SourceContext {
  readonly signal: AbortSignal;
  readonly log: (level: 'info' | 'warn', message: string) => void;
  readonly fetch: typeof fetch;
  /** Where it may keep what can be fetched again. */
  readonly dataDirectory: string;
  /** What programs that it starts may know of the process: `PATH`, `HOME`, proxies. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly now: Instant;
}

export interface CollectContext extends SourceContext {
  /** The cursor of the last page that was written; null on the first run. */
  readonly cursor: string | null;
  /** After so many pages the rest is left to the next run; `Infinity` for no limit. */
  readonly budget: { readonly pages: number };
}

/** A tool that facts come from. `collect` is the only I/O beside `check`; `toFacts` is pure. */
export interface Provider<Settings = unknown> {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly categories: readonly ProviderCategory[];
  readonly applicationType: ApplicationType;
  readonly settings: SettingsForm<Settings>;
  identify(settings: Settings): SourceIdentity;
  /** Never throws for what the user can mend: that is an item that is not ok. */
  check(settings: Settings, context: SourceContext): Promise<CheckReport>;
  /** Pages since `context.cursor`, none where nothing changed. Throws where the tool cannot be read. */
  collect(settings: Settings, context: CollectContext): AsyncIterable<Page>;
  toFacts(page: Page): Facts;
}

/** A provider as a frozen value. */
export const defineProvider = <Settings>(provider: Provider<Settings>): Provider<Settings> =>
  Object.freeze(provider);
