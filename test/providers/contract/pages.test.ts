import { describe, expect, it } from 'vitest';
import { differences } from './content.js';
import type { Question } from './tool.js';
import { toolsByName } from './tools.js';
import { MINUTE, useRuns } from './use-runs.js';

const SECOND = 1_000;

const textsOf = (questions: readonly Question[]): readonly string[] =>
  questions.flatMap(({ text, isOpening }) => (isOpening ? [] : [text]));

describe.each(toolsByName)('the pages of %s', (_, tool) => {
  const { played, connected, contentOfPages } = useRuns(tool);

  it('are fetched once, and none where nothing changed', async () => {
    const play = await played();
    const { sync, content } = await connected(play);
    const before = play.asked().length;
    const first = await sync();
    expect(first).toMatchObject({ status: 'SUCCEEDED', message: null, counts: { dropped: {} } });
    const asked = textsOf(play.asked().slice(before));
    expect(asked.filter((text, at) => asked.indexOf(text) !== at)).toEqual([]);
    const whole = await content();
    await sync();
    const { counts } = await sync();
    expect(counts).toMatchObject({ written: {} });
    expect(differences(await content(), whole)).toEqual([]);
  });

  it('go on where they were killed, at each in turn, without loss and without reading a written one again', async () => {
    const play = await played();
    const { sync, content } = await connected(play);
    const { pages } = await sync();
    const whole = await content();
    expect(pages.length).toBeGreaterThan(3);
    for (let killedAt = 0; killedAt < pages.length; killedAt += 1) {
      const other = await connected(play);
      const before = play.asked().length;
      const killed = await other.sync({ killedAt });
      expect(killed.status).toBe('INTERRUPTED');
      const kept = killed.counts.pages === 0 ? before : killed.seen[killed.counts.pages - 1];
      const written = textsOf(play.asked().slice(before, kept));
      const resumed = play.asked().length;
      expect(await other.sync()).toMatchObject({ status: 'SUCCEEDED', message: null });
      const again = textsOf(play.asked().slice(resumed));
      expect(again.filter((text) => written.includes(text))).toEqual([]);
      expect(differences(await other.content(), whole)).toEqual([]);
    }
  });

  it('lead to the same in any order, and twice', async () => {
    const play = await played();
    const { sync, content } = await connected(play);
    const { pages } = await sync();
    const whole = await content();
    const byBody = pages.toSorted((left, right) => (left.body < right.body ? -1 : 1));
    for (const order of [pages.toReversed(), byBody, [...byBody, ...pages]]) {
      const { status, content: other } = await contentOfPages(play, order);
      expect(status).toBe('SUCCEEDED');
      expect(differences(other, whole)).toEqual([]);
    }
  });

  it('lose no record to a malformed one beside it, which is counted', async () => {
    const play = await played();
    const { sync, content } = await connected(play);
    await sync();
    const whole = await content();
    const other = await connected(play);
    const reason = play.spoil();
    const run = await other.sync();
    expect(run).toMatchObject({ status: 'SUCCEEDED', counts: { dropped: { [reason]: 1 } } });
    const lost = differences(await other.content(), whole);
    expect(lost.length).toBeGreaterThan(0);
    for (const line of lost) expect(line).toMatch(/^- /);
  });
});

describe.each(toolsByName)('other settings of %s', (_, tool) => {
  const { played, connected } = useRuns(tool);

  it('have all that was read come out as if it were read by them first', async () => {
    const play = await played();
    const { sync, contentAndPeople, ingestion, viewer, number } = await connected(play);
    await sync();
    const before = await contentAndPeople();
    await ingestion.update(viewer, { integration: number, settings: tool.otherwise });
    expect(await sync()).toMatchObject({ status: 'SUCCEEDED', message: null });
    const after = await contentAndPeople();
    expect(differences(after, before)).not.toEqual([]);
    const settings = { ...play.settings, ...tool.otherwise };
    const fresh = await connected({ ...play, settings });
    await fresh.sync();
    expect(differences(after, await fresh.contentAndPeople())).toEqual([]);
  });
});

describe.each(toolsByName)('a change in %s', (_, tool) => {
  const { played, connected } = useRuns(tool);

  it.each([
    ['ahead', 10],
    ['behind', -10],
  ])('is not missed where the clock of the tool is %s', async (_name, minutes) => {
    const skew = minutes * MINUTE;
    const play = await played({ skew });
    const { sync, content } = await connected(play);
    await sync();
    const begun = Date.now();
    for (const [index, title] of ['First title', 'Second title', 'Third title'].entries()) {
      const now = begun + (index + 1) * 2 * MINUTE;
      play.change(title, now - SECOND + skew);
      expect(await sync({ now })).toMatchObject({ status: 'SUCCEEDED', message: null });
      expect(JSON.stringify(await content()).includes(title), title).toBe(true);
    }
  });
});
