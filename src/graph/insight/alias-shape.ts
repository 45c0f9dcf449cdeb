import type * as answer from '../../insights/answer/answer.js';
import { encodeNodeId } from '../node-id.js';
import type { DeveloperAlias } from './developer-alias.type.js';

export function aliasOutside(alias: answer.DeveloperAlias | null): DeveloperAlias | null {
  if (!alias) return null;
  const { id, label, developer } = alias;
  if (!developer) return { id, label, developer: null };
  const { number, name, email } = developer;
  return { id, label, developer: { id: encodeNodeId('Developer', number), name, email } };
}
