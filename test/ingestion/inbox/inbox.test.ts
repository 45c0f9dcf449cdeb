import { beforeAll, describe, expect, it } from 'vitest';
import { operator } from '../../../src/directory/context.js';
import { createBackground } from '../../../src/ingestion/background.js';
import { MOST_ATTEMPTS } from '../../../src/ingestion/inbox/outcomes.js';
import { forgetOld } from '../../../src/ingestion/sync/retention.js';
import { databaseKinds } from '../../storage/databases.js';
import { deployment, type OpenInbox, openInbox } from './open-inbox.js';
import { SECRET } from './send-webhook.js';
import { POISON } from './webhook-tool.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const LONGEST = 64 * MINUTE;

describe.each(databaseKinds)('the inbox in the %s database', (kind) => {
  let inbox: OpenInbox;
  const runs = () => inbox.rows<{ id: string }>('select id from pipeline_run order by id');
  const statusOf = async (id: string) =>
    (await inbox.deliveries()).find(({ delivery }) => delivery === id);
  beforeAll(async () => {
    inbox = await openInbox(kind);
  });

  it('answers before anything is made of a webhook', async () => {
    expect(await inbox.send('first', { lines: [deployment('r1')] })).toMatchObject({ status: 202 });
    expect(await statusOf('first')).toMatchObject({ status: 'PENDING', attempts: 0 });
    expect(await runs()).toEqual([]);
    await inbox.process();
    expect(await statusOf('first')).toMatchObject({ status: 'DONE', attempts: 1, reason: null });
    expect(await runs()).toEqual([{ id: 'r1' }]);
  });

  it('counts a delivery once that comes three times, shuffled among others', async () => {
    const { story } = inbox;
    const bodies = ['a', 'b', 'c'].map((id, at) => ({
      id: `shuffled-${id}`,
      said: {
        lines: [
          deployment(`s-${id}`, { updatedAt: new Date(Date.now() - at * MINUTE).toISOString() }),
        ],
      },
    }));
    const [a, b, c] = bodies as [(typeof bodies)[0], (typeof bodies)[0], (typeof bodies)[0]];
    const statuses: number[] = [];
    for (const { id, said } of [b, a, b]) statuses.push((await inbox.send(id, said)).status);
    await inbox.process();
    const before = await runs();
    for (const { id, said } of [a, c, a, b, c, c])
      statuses.push((await inbox.send(id, said)).status);
    await inbox.process();
    expect(statuses).toEqual([202, 202, 200, 200, 202, 200, 200, 200, 200]);
    const [counts] = await story.app.ingestion.inboxCounts(story.viewer, [inbox.number]);
    expect(counts).toMatchObject({ PENDING: 0, DONE: 4 });
    expect(await runs()).toEqual([...before, { id: 's-c' }]);
  });

  it('fetches what several webhooks point at once, in one go', async () => {
    inbox.vendor.things.set('thing', [deployment('pointed')]);
    const before = inbox.vendor.asked.length;
    for (const salt of [1, 2, 3]) await inbox.send(`point-${salt}`, { points: ['thing'], salt });
    await inbox.process();
    expect(inbox.vendor.asked.slice(before)).toEqual(['thing']);
    expect(await runs()).toContainEqual({ id: 'pointed' });
    for (const salt of [1, 2, 3])
      expect(await statusOf(`point-${salt}`)).toMatchObject({
        ...{ status: 'DONE', calls: salt === 1 ? 1 : 0 },
      });
  });

  it('asks again by the validator of the last answer, and counts each call', async () => {
    const before = await inbox.rows('select 1 from page');
    await inbox.send('point-again', { points: ['thing'], salt: 4 });
    await inbox.process();
    expect(await statusOf('point-again')).toMatchObject({ status: 'DONE', calls: 1 });
    expect(await inbox.rows('select 1 from page')).toEqual(before);
  });

  it('names what the database refuses, and writes the rest', async () => {
    const lines = [deployment('refused', { pipeline: POISON }), deployment('accepted')];
    await inbox.send('refusing', { lines });
    await inbox.process();
    const reason = expect.stringMatching(/^Excluded: PIPELINE_RUN refused \(/);
    expect(await statusOf('refusing')).toMatchObject({ status: 'DONE', reason });
    expect(await runs()).toContainEqual({ id: 'accepted' });
  });

  it('sets aside what says nothing, with the reason, and what cannot be read', async () => {
    await inbox.send('ping', { ignored: 'A ping says nothing.' });
    await inbox.send('poison', '{"lines": [');
    await inbox.send('beside', { lines: [deployment('beside')] });
    await inbox.process();
    expect(await statusOf('ping')).toMatchObject({
      status: 'IGNORED',
      reason: 'A ping says nothing.',
    });
    expect(await statusOf('poison')).toMatchObject({
      status: 'DEAD',
      reason: 'Its body cannot be read.',
    });
    expect(await statusOf('beside')).toMatchObject({ status: 'DONE' });
  });

  it('tries again later and later what fails, until it is dead, and stops no other by it', async () => {
    const { vendor } = inbox;
    vendor.things.set('broken', 500);
    vendor.things.set('whole', [deployment('whole')]);
    vendor.things.set('other', [deployment('other')]);
    await inbox.send('goes', { points: ['whole'] });
    await inbox.send('fails', { points: ['broken'] });
    await inbox.send('goes too', { points: ['other'] });
    let now = Date.now() + MINUTE;
    inbox.now(now);
    await inbox.process();
    expect(await statusOf('fails')).toMatchObject({ status: 'PENDING', attempts: 1 });
    for (let attempts = 2; attempts <= MOST_ATTEMPTS; attempts += 1) {
      now += LONGEST;
      inbox.now(now);
      await inbox.process();
      expect(await statusOf('fails')).toMatchObject({ attempts });
      for (const id of ['goes', 'goes too'])
        expect(await statusOf(id)).toMatchObject({ status: 'DONE', attempts: 1 });
    }
    const reason = 'The tool answered 500 to broken.';
    expect(await statusOf('fails')).toMatchObject({ status: 'DEAD', reason, nextAt: null });
  });

  it('lets dead deliveries be tried again, one or all of an integration', async () => {
    const { story, vendor, number } = inbox;
    const { redeliver } = story.app.ingestion.inbox;
    vendor.things.set('broken', [deployment('mended')]);
    const dead = (await inbox.deliveries()).filter(({ status }) => status === 'DEAD');
    expect(dead.map(({ delivery }) => delivery)).toEqual(['poison', 'fails']);
    const all = await redeliver(story.viewer, { integration: number });
    expect(all).toMatchObject({ redelivered: 2 });
    await inbox.process();
    expect(await statusOf('fails')).toMatchObject({ status: 'DONE', attempts: 1 });
    expect(await statusOf('poison')).toMatchObject({ status: 'DEAD' });
    const [{ number: poison } = { number: 0 }] = await inbox.rows<{ number: number }>(
      "select number::float8 as number from inbox_delivery where delivery = 'poison'",
    );
    await expect(redeliver(story.viewer, { delivery: poison })).resolves.toMatchObject({
      redelivered: 1,
    });
    expect(await statusOf('poison')).toMatchObject({ status: 'PENDING', attempts: 0 });
    await expect(redeliver(story.viewer, { delivery: 987_654 })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await inbox.process();
  });

  it('tries a dead delivery again that its tool sends again', async () => {
    expect(await inbox.send('poison', '{"lines": [')).toMatchObject({ status: 200 });
    expect(await statusOf('poison')).toMatchObject({ status: 'PENDING', reason: null });
    await inbox.process();
  });

  it('waits while the integration is paused, and goes on when it is resumed', async () => {
    const { story, number } = inbox;
    const { ingestion } = story.app;
    await ingestion.pause(story.viewer, number);
    expect(await inbox.send('paused', { lines: [deployment('later')] })).toMatchObject({
      status: 202,
    });
    await inbox.process();
    expect(await statusOf('paused')).toMatchObject({ status: 'PENDING', attempts: 0 });
    await ingestion.resume(story.viewer, number);
    await inbox.process();
    expect(await statusOf('paused')).toMatchObject({ status: 'DONE' });
  });

  it('is worked on by one process at a time, and taken over from one that is silent', async () => {
    const { story } = inbox;
    const at = Date.now() + 30 * DAY;
    inbox.now(at);
    await inbox.send('held', { lines: [deployment('held')] });
    await story.app.database.write(story.viewer.account, (session) =>
      session.query(
        "update inbox_delivery set held_until = next_at + interval '1 minute' where account_id = $1 and delivery = 'held'",
        [story.viewer.account],
      ),
    );
    await inbox.process();
    expect(await statusOf('held')).toMatchObject({ status: 'PENDING' });
    inbox.now(at + 2 * MINUTE);
    await inbox.process();
    expect(await statusOf('held')).toMatchObject({ status: 'DONE' });
  });

  it('keeps what it brought for a replay', async () => {
    const { story, number } = inbox;
    const before = await runs();
    await story.app.database.write(story.viewer.account, (session) =>
      session.query('delete from pipeline_run where account_id = $1', [story.viewer.account]),
    );
    const run = await story.app.ingestion.replay(story.viewer, number);
    expect(run).toMatchObject({ status: 'SUCCEEDED' });
    expect(await runs()).toEqual(before);
  });

  it('keeps no secret, no signature and no webhook in the open', async () => {
    await inbox.send('marked', { ignored: 'x' }, { 'x-tool-note': `the ${SECRET}` });
    const rows = JSON.stringify(
      await inbox.rows("select delivery, headers from inbox_delivery where delivery = 'marked'"),
    );
    expect(rows).toContain('x-tool-event');
    expect(rows).not.toContain('sha256=');
    expect(rows).not.toContain(SECRET);
    expect(JSON.stringify(await inbox.deliveries())).not.toContain('sha256=');
  });

  it('belongs to one account', async () => {
    const { story, number } = inbox;
    const other = operator(await story.app.directory.account.create('Other'));
    const request = { integration: number, status: null, first: 10, after: null };
    const [page] = await story.app.ingestion.inboxes(other, [request]);
    expect(page!.items).toEqual([]);
    await expect(
      story.app.ingestion.inbox.redeliver(other, { integration: number }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('forgets what is done after 30 days, and what is dead after 90', async () => {
    const { story } = inbox;
    const { database } = story.app;
    const background = createBackground(() => undefined);
    const left = async (days: number) => {
      await forgetOld({ database, background }, story.viewer.account, Date.now() + days * DAY);
      const statuses = (await inbox.deliveries()).map(({ status }) => status);
      return [...new Set(statuses)].sort();
    };
    await inbox.process();
    inbox.now(null);
    await database.write(story.viewer.account, (session) =>
      session.query("update inbox_delivery set processed_at = now() where status <> 'PENDING'"),
    );
    await inbox.send('waiting', { ignored: 'later', salt: 9 });
    expect(await left(29)).toEqual(['DEAD', 'DONE', 'IGNORED', 'PENDING']);
    expect(await left(31)).toEqual(['DEAD', 'PENDING']);
    expect(await left(91)).toEqual(['PENDING']);
  });

  it('goes with its integration', async () => {
    const { story } = inbox;
    const address = await inbox.addressOf(await inbox.connect('there'));
    await story.app.ingestion.remove(story.viewer, inbox.number);
    expect(await inbox.rows('select * from inbox_delivery')).toEqual([]);
    expect(await inbox.send('late', { lines: [] })).toMatchObject({ status: 404 });
    expect(address).not.toBe(inbox.address);
  });
});
