import { beforeAll, describe, expect, it } from 'vitest';
import type { IngestionContext } from '../../src/ingestion/context.js';
import { patientContext } from '../../src/ingestion/patient-context.js';
import type { Session } from '../../src/storage/sql/session.js';
import { administer, newPlace } from '../storage/databases.js';
import { deployment, type OpenInbox, openInbox } from './inbox/open-inbox.js';

/** A server looks for deadlocks a second after a transaction began to wait. */
const WAITING = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
  and state_change < clock_timestamp() - interval '1.5 seconds'`;

describe('transactions on PostgreSQL', () => {
  let inbox: OpenInbox;
  let url = '';
  const within = <T>(work: (session: Session) => Promise<T>): Promise<T> =>
    inbox.story.app.database.write(inbox.story.viewer.account, work);
  const untilOneWaits = () =>
    expect.poll(async () => (await administer(url, WAITING)).rowCount, { timeout: 30_000 }).toBe(1);
  const lockCounter = (session: Session) =>
    session.query('select 1 from number_counter where account_id = $1 for update', [
      session.account,
    ]);
  beforeAll(async () => {
    const place = await newPlace('POSTGRESQL');
    url = place.url ?? '';
    inbox = await openInbox('POSTGRESQL', { database: place });
  });

  it('that write a delivery wait for the counter, and lock no integration meanwhile', async () => {
    await inbox.send('created', { lines: [deployment('r1')] });
    await inbox.process();
    await inbox.send('changed', { lines: [deployment('r1', { status: 'FAILURE' })], salt: 1 });
    let processing: Promise<void> | null = null;
    const locked = await within(async (session) => {
      await lockCounter(session);
      processing = inbox.process();
      await untilOneWaits();
      return session.query(
        'select 1 from integration where account_id = $1 and number = $2 for update nowait',
        [session.account, inbox.number],
      );
    });
    await processing;
    expect(locked).toHaveLength(1);
    expect((await inbox.deliveries()).map(({ status }) => status)).toEqual(['DONE', 'DONE']);
  });

  it('that nobody waits for are repeated after a deadlock', async () => {
    const { app, viewer } = inbox.story;
    const { signal } = new AbortController();
    const { database } = patientContext({ database: app.database } as IngestionContext, signal);
    const first = Promise.withResolvers<void>();
    const second = Promise.withResolvers<void>();
    const counter = 'update number_counter set next = next where account_id = $1';
    const position = 'update correlation set position = position where account_id = $1';
    let attempts = 0;
    const crossing = (statements: readonly [string, string], mine: PromiseWithResolvers<void>) =>
      database.write(viewer.account, async (session) => {
        attempts += 1;
        await session.query(statements[0], [viewer.account]);
        mine.resolve();
        await Promise.all([first.promise, second.promise]);
        await session.query(statements[1], [viewer.account]);
      });
    await Promise.all([
      crossing([counter, position], first),
      crossing([position, counter], second),
    ]);
    expect(attempts).toBe(3);
  });
});
