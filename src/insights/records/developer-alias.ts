import type { Alias } from '../../directory/alias.js';
import type { Developer } from '../../model/facts/people.js';

/** A developer without their name: `label` is "Developer 7"; `name` and `email` are null unless the viewer may see them. */
export interface DeveloperAlias extends Alias {
  /** The developer; null if names may not be shown. */
  readonly developer: Pick<Developer, 'number' | 'name' | 'email'> | null;
}
