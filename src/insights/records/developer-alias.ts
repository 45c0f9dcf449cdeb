/** A developer without their name: `label` is "Developer 7"; `name` and `email` are null unless the viewer may see them. */
export interface DeveloperAlias {
  /** Stable id that holds no name. */
  readonly id: string;
  /** Label without a name, such as `Developer 7`. */
  readonly label: string;
  /** The developer; null if names may not be shown. */
  readonly developer: {
    readonly number: number;
    readonly name: string;
    readonly email: string;
  } | null;
}
