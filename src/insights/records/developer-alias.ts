/** A developer without their name: `label` is "Developer 7"; `name` and `email` are null unless the viewer may see them. */
export interface DeveloperAlias {
  readonly id: string;
  readonly label: string;
  readonly developer: {
    readonly number: number;
    readonly name: string;
    readonly email: string;
  } | null;
}
