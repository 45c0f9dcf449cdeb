import type { SetAsideLists } from '../../insights/answer/set-aside-lists.js';

export interface SetAsideServices {
  readonly setAside: SetAsideLists;
}
