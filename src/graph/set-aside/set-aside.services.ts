import type { SetAsideLists } from '../../insights/set-aside-lists.js';

export interface SetAsideServices {
  readonly setAside: SetAsideLists;
}
