import type { Person } from '../../model/facts/people.js';
import { nameOrNull } from '../names.js';
import type { WireExecution } from './wire.js';

/** Triggers have this id in the place of a user's. */
const SYSTEM = 'systemUser';
/** The domain that Harness gives the addresses of service accounts. */
const SERVICE_ACCOUNT = /@service\.harness\.io$/i;

const personOf = (id: string, name: string | null, email: string | null): Person => ({
  applicationType: 'HARNESS',
  id,
  name: nameOrNull(name),
  email,
  ...(email !== null && SERVICE_ACCOUNT.test(email) ? { bot: true } : {}),
});

/** Returns who started an execution: the user, else whose push or pull request triggered it, where an address says who that is. */
export function callerOf({ executionTriggerInfo, moduleInfo }: WireExecution): Person | null {
  const by = executionTriggerInfo?.triggeredBy ?? null;
  const isUser = executionTriggerInfo?.triggerType === 'MANUAL' && by?.uuid && by.uuid !== SYSTEM;
  if (isUser) return personOf(by.uuid!, by.identifier, by.extraInfo?.email ?? null);
  const author = moduleInfo?.ci?.ciExecutionInfoDTO?.author ?? null;
  return author?.email ? personOf(author.email, author.name ?? author.id, author.email) : null;
}
