/** How a value is entered: `LIST` is one entry a line or between commas, `FLAG` is `true` or `false`, `DATE` a day such as 2026-01-31. */
export type SettingKind = 'TEXT' | 'URL' | 'SECRET' | 'LIST' | 'CHOICE' | 'FLAG' | 'DATE';

/** One value of a CHOICE. */
export interface SettingChoice {
  /** The value that is stored. */
  readonly value: string;
  /** The text that the user reads. */
  readonly label: string;
}

/** One thing to ask the user for; `secret` values are stored sealed and never shown again. */
export interface SettingsField {
  /** Name of the setting, such as `token`. */
  readonly key: string;
  /** Title for the user. */
  readonly label: string;
  /** The value to enter and where to find it. */
  readonly help: string;
  /** True if it may not be empty. */
  readonly required: boolean;
  /** True if the value is stored sealed and never shown. */
  readonly secret: boolean;
  /** Default TEXT, or SECRET where it is secret. */
  readonly kind?: SettingKind;
  /** The values of a CHOICE. */
  readonly choices?: readonly SettingChoice[];
  /** The value where none is given. */
  readonly default?: string;
  /** True if a terminal asks for it although it may stay empty. */
  readonly asked?: boolean;
  /** The kind of thing that `discover` offers for it, such as `REPOSITORY`. */
  readonly discovers?: string;
  /**
   * True if another value changes no fact that was read. The field says how the tool is reached or
   * which parts are read, or `collect` compares it with its cursor. Otherwise another value has
   * everything read again from the beginning.
   */
  readonly keepsFacts?: boolean;
}

/** A field as a provider writes it: what it does not say is neither required nor secret. */
export type DefaultedField = Omit<SettingsField, 'required' | 'secret'> &
  Partial<Pick<SettingsField, 'required' | 'secret'>>;

/** Returns fields of which those are neither required nor secret that do not say so. */
export const settingsFields = (fields: readonly DefaultedField[]): readonly SettingsField[] =>
  fields.map((field) => ({ required: false, secret: false, ...field }));

/** Returns the field of a part that is read or not; the facts of other parts stay as they are. */
export const flagField = (
  key: string,
  label: string,
  help: string,
  isOn: boolean,
): DefaultedField => ({ key, label, help, kind: 'FLAG', default: String(isOn), keepsFacts: true });

/** A permission that the credential needs, in the vendor's own term. */
export interface RequiredScope {
  /** Name as the vendor writes it, such as `read:org`. */
  readonly name: string;
  /** For which kind of credential. */
  readonly credential: string;
  /** The data that is read with it. */
  readonly why: string;
  /** The data that lacks without it; null if nothing can be read. */
  readonly without: string | null;
}

/** The settings that a provider asks the user for, and how their values are parsed. */
export interface SettingsForm<Settings> {
  /** The fields, in the order in which they are asked. */
  readonly fields: readonly SettingsField[];
  /** The scopes to grant; empty if no credential is needed. */
  readonly scopes?: readonly RequiredScope[];
  /**
   * Throws a `Refusal` whose fields are keys of the form. Secrets are given with the other values.
   * If they are `SEALED` they may be missing and are read as empty, which is enough to identify a
   * source.
   */
  parse(values: unknown, secrets?: 'GIVEN' | 'SEALED'): Settings;
}
