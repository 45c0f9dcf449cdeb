import type { Viewer } from '../../model/access.js';
import type { TimeZone } from '../../model/time.js';

/** The account of whoever asks. */
export interface AccountDescription {
  readonly name: string;
  readonly timeZone: TimeZone;
}

export interface ViewerServices {
  readonly account: { describe(viewer: Viewer): Promise<AccountDescription> };
}
