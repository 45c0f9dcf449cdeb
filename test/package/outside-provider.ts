import {
  type CheckReport,
  type CollectContext,
  defineProvider,
  type Facts,
  type MappedFacts,
  type Page,
  type Provider,
  type RepositoryFact,
  type SettingsField,
  type SettingsForm,
  type SourceContext,
  type SourceIdentity,
  type TagFact,
} from '../../src/index.js';

/** A provider that somebody else writes: every type of the contract, by its public name. */
interface Settings {
  readonly name: string;
}
const field: SettingsField = {
  ...{ key: 'name', label: 'Name', help: 'Name of the list.', required: true, secret: false },
};
const settings: SettingsForm<Settings> = {
  fields: [field],
  parse: (values) => ({ name: String((values as Partial<Settings>).name) }),
};

const identify = ({ name }: Settings): SourceIdentity => ({
  ...{ id: `list:${name}`, place: name, name, directory: null },
});

const check = async (_settings: Settings, { signal }: SourceContext): Promise<CheckReport> => ({
  ok: !signal.aborted,
  items: [],
});

async function* collect({ name }: Settings, { now, cursor }: CollectContext): AsyncGenerator<Page> {
  if (cursor === null) yield { kind: 'LIST', body: name, fetchedAt: now, cursor: 'read' };
}

function toFacts({ body, fetchedAt: updatedAt }: Page): MappedFacts {
  const id = `list:${body}`;
  const repository: RepositoryFact = { id, updatedAt, name: body, url: null, defaultBranch: null };
  const tag: TagFact = {
    ...{ id: `${id}@v1.0.0`, updatedAt, repository: id, name: 'v1.0.0' },
    ...{ sha: 'a1b2c3d4e5', taggedAt: updatedAt, position: null },
  };
  const facts: Facts = { REPOSITORY: [repository], TAG: [tag] };
  return facts;
}

export const provider: Provider = defineProvider<Settings>({
  id: 'RELEASE_LIST',
  title: 'Release list',
  description: 'Reads releases from a list of our own.',
  categories: ['SOURCE_CODE_MANAGEMENT'],
  applicationType: 'CUSTOM',
  ...{ settings, identify, check, collect, toFacts },
});
