import { describe, expect, it } from 'vitest';
import { gitlab } from '../../../src/providers/gitlab/index.js';
import {
  keptCommit,
  keptDiff,
  keptIssue,
  keptLabelEvent,
  keptMergeRequest,
  keptNote,
  keptStateEvent,
  keptTag,
} from '../../../src/providers/gitlab/kept.js';
import { parts } from '../../../src/providers/gitlab/wire.js';
import { personOf, wireUser } from '../../../src/providers/gitlab-api/person.js';
import { keptProject } from '../../../src/providers/gitlab-api/projects.js';
import { witnessed } from '../http/vendor-server.js';
import { merge } from '../play/gitlab/mutations.js';
import {
  contractFaults,
  contractOf,
  hasContracts,
  hasRecordings,
  recorded,
} from '../play/kit/recordings.js';
import { droppedIn, factsIn, gather, pageOf, playing, settingsOf } from './support.js';

type Raw = Record<string, unknown>;

const dataOf = (name: string): Raw[] =>
  recorded(gitlab.id.toLowerCase(), name).map(({ data }) => data);
const iidOf = ({ input }: { readonly input: unknown }) => (input as { Iid?: number } | null)?.Iid;
/** Elements of a list that were recorded of one merge request. */
const ofMergeRequest = (name: string, iid: unknown): Raw[] =>
  recorded('gitlab', name).flatMap((one) => (iidOf(one) === iid ? [one.data] : []));
/** A whole answer, by the end of its note. */
const answered = (what: string): Raw[] =>
  recorded<Raw | Raw[]>('gitlab', 'answers').flatMap(({ input, data }) =>
    String(input?.note).endsWith(`: ${what}`) ? [data].flat() : [],
  );

const whole = (node: Raw) => ({
  merge_request: keptMergeRequest(node),
  commits: ofMergeRequest('merge_request_commits', node.iid).map(keptCommit),
  notes: ofMergeRequest('merge_request_notes', node.iid).map(keptNote),
  ...{ diffs: null, events: [] },
});

describe.skipIf(!hasRecordings('gitlab'))('every recorded answer of GitLab', () => {
  it('merge requests with their commits and notes map whole', () => {
    const nodes = [
      ...dataOf('merge_requests'),
      ...dataOf('merge_requests_for_mr_commit_test'),
      ...dataOf('merge_requests_for_mr_notes_test'),
      ...['get_merge_request', 'get_merge_requests', 'merge', 'merges'].flatMap(answered),
    ];
    const pages = [pageOf('merge-requests', nodes.map(whole))];
    const facts = factsIn(pages, 'PULL_REQUEST');
    expect(droppedIn(pages)).toEqual({});
    expect(facts).toHaveLength(nodes.length);
    expect(nodes.length).toBe(45);
    const [first] = facts;
    expect(first).toMatchObject({
      ...{
        number: 1,
        state: 'MERGED',
        mergeMethod: 'MERGE',
        title: expect.stringMatching(/^Resolve/),
      },
      ...{ mergeSha: 'da1d6dea48f5972ffc683da6cff30934e7d6c52c' },
      ...{ openedAt: Date.parse('2019-06-28T05:21:43.743Z') },
      ...{ mergedAt: Date.parse('2019-06-28T14:32:06.192Z') },
    });
    // GitLab itself wrote nine of its ten recorded notes; one of them unmarks it as a draft.
    expect(first?.comments).toHaveLength(1);
    expect(first?.readyAt).not.toBeNull();
    expect(first!.commits.length).toBeGreaterThan(0);
  });

  it('approvals come from notes', () => {
    const nodes = [29, 30, 46, 37].map((iid) => whole({ ...dataOf('merge_requests')[0], iid }));
    const states = factsIn([pageOf('merge-requests', nodes)], 'PULL_REQUEST').map(({ reviews }) =>
      reviews.map(({ state }) => state),
    );
    expect(states.slice(0, 3)).toEqual([['APPROVED'], ['APPROVED'], ['APPROVED']]);
    // Approved, revoked, approved again; the recorder wrote one instant of them all.
    expect(states[3]!.toSorted()).toEqual(['APPROVED', 'DISMISSED']);
  });

  it('notes of the documentation have authors with addresses', () => {
    const nodes = [whole(dataOf('merge_requests')[0]!)];
    nodes[0]!.notes = [...answered('merge_notes'), ...answered('issue_notes')].map(keptNote);
    const [fact] = factsIn([pageOf('merge-requests', nodes)], 'PULL_REQUEST');
    expect(fact!.comments.map(({ by }) => by.email)).toEqual(['person-c530c3f4@example.com']);
  });

  it('a note of a discussion without an instant, and events without one, are counted', () => {
    const [{ notes }] = dataOf('discussions').flat() as unknown as [{ notes: Raw[] }];
    const events = dataOf('resource_state_events').flat() as Raw[];
    const node = {
      ...whole(dataOf('merge_requests')[0]!),
      ...{ notes: notes.map(keptNote), events: events.map(keptStateEvent) },
    };
    const pages = [pageOf('merge-requests', [node])];
    expect(factsIn(pages, 'PULL_REQUEST')).toHaveLength(1);
    expect(droppedIn(pages)).toEqual({ MALFORMED_NOTE: 1, MALFORMED_STATE_EVENT: 1 });
    const labels = dataOf('resource_label_events').flat().map(keptLabelEvent);
    expect(labels).toEqual([{ action: 'add', label: { name: 'p1' } }]);
  });

  it('differences map whole, with lines counted where the recorder left the patch whole', () => {
    const diffs = [...answered('list_merge_request_diff'), ...answered('merge_diffs')];
    const read = diffs.map((diff) => parts.diff.parse(keptDiff(diff)));
    expect(read.map(({ new_path, added, deleted }) => [new_path, added, deleted])).toEqual([
      ...[
        ['README', 0, 0],
        ['VERSION', 0, 0],
      ],
      ['VERSION', 1, 1],
    ]);
  });

  it('issues map whole', () => {
    const nodes = [...dataOf('issues'), ...answered('issues')].map((node) => ({
      issue: keptIssue(node),
      ...{ states: [], labels: [], mergeRequests: [] },
    }));
    const pages = [pageOf('issues', nodes)];
    expect(droppedIn(pages)).toEqual({});
    const facts = factsIn(pages, 'WORK_ITEM');
    expect(facts).toHaveLength(17);
    for (const { statusCategory, resolvedAt, statusHistory } of facts) {
      expect(resolvedAt === null).toBe(statusCategory !== 'DONE');
      expect(statusHistory.at(-1)?.category).toBe(statusCategory);
    }
  });

  it('tags and projects map whole', () => {
    const tags = [pageOf('tags', answered('tags').map(keptTag))];
    const projects = [pageOf('projects', answered('repos').map(keptProject))];
    expect([droppedIn(tags), droppedIn(projects)]).toEqual([{}, {}]);
    expect(factsIn(tags, 'TAG').map(({ name, taggedAt }) => [name, taggedAt])).toEqual([
      ['v1.0.0', Date.parse('2015-02-01T21:56:31.000+01:00')],
    ]);
    expect(factsIn(projects, 'REPOSITORY')[0]).toMatchObject({
      ...{ id: 'gitlab:gitlab.example.com:178504', name: 'diaspora/diaspora' },
      url: 'https://gitlab.com/diaspora/diaspora',
    });
  });

  it('users are known by their names', () => {
    const users = [...dataOf('users'), ...dataOf('users_direct_api'), ...answered('get_user')];
    const people = users.map((user) => personOf({ place: 'gitlab.com' }, wireUser.parse(user)));
    expect(people).toHaveLength(13);
    expect(people.filter(({ id, email }) => !id || !email)).toEqual([]);
    expect(people.at(-1)?.email).toBe('person-5224cb6f@example.com');
  });
});

/** The cut of the contract leaves out one issue by its number, which the documentation has. */
const beyondTheCut = /\/issues\/\d+$/;

describe.skipIf(!hasContracts)('the contract of GitLab', () => {
  it('allows every request of ours and every answer of the play server', async () => {
    const contract = await contractOf('gitlab/rest-v4.json');
    const server = await playing({ below: '/gitlab' });
    const { world } = server;
    const given = { groups: 'harbour', issues: 'true', progressLabels: 'doing' };
    const first = await gather(server, {}, given);
    world.now += 900_000;
    const [shop] = world.projects;
    const [open] = [...shop!.mergeRequests.values()].filter(
      ({ fields }) => fields.state === 'opened',
    );
    merge(world, shop!, open!, { at: world.now, by: world.users[0]! });
    await gather(server, { cursor: first.cursor, pass: 'SWEEP' }, given);
    const settings = settingsOf(server, { issues: 'true' });
    const { context } = witnessed({ now: world.now });
    expect((await gitlab.check(settings, context)).ok).toBe(true);
    for (const kind of ['GROUP', 'PROJECT'])
      await gitlab.discover!(settings, { kind, search: 'h', first: 10, after: null }, context);
    await gitlab.spotCheck!(settings, 'harbour/shop!1', context);
    await gather(server, {}, { projects: 'harbour/shop' });
    const nudges = [`pull/${shop!.id}/1`, `issue/${shop!.id}/1`, `tags/${shop!.id}`];
    for await (const _ of gitlab.fetchNudged!(settings, nudges, context));
    const faults = server.requests
      .filter(({ path }) => !beyondTheCut.test(path))
      .flatMap((asked) => contractFaults([contract], asked, '/gitlab/api/v4'));
    expect([...new Set(faults)]).toEqual([]);
    expect(new Set(server.requests.map(({ route }) => route)).size).toBeGreaterThan(14);
  });
});
