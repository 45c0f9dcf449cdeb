import type * as answer from '../../insights/answer/answer.js';
import { encodeNodeId } from '../node-id.js';
import type { DeveloperAlias } from './developer-alias.type.js';

export const aliasOutside = (alias: answer.DeveloperAlias | null): DeveloperAlias | null =>
  alias && {
    ...alias,
    developer: alias.developer && {
      ...alias.developer,
      id: encodeNodeId('Developer', alias.developer.number),
    },
  };
