const insights = (selection: string, metrics = '[CODE_REWORK]') =>
  `{ insights(scope: { path: "Organisation" }, metrics: ${metrics}, range: { preset: LAST_MONTH }) ${selection} }`;

/** Documents that go over one limit each. */
export const tooMuch: Readonly<Record<string, string>> = {
  'too deep': `{ __schema { types { fields { type ${'{ ofType '.repeat(13)}{ name }${' }'.repeat(13)} } } } }`,
  'too wide': insights(
    '{ breakdown { series { segments { value { value } } } } records(first: 100) { nodes { developer { label } } edges { node { developer { label } } } } }',
    '[CODE_REWORK, LEAD_TIME_FOR_CHANGES, DEPLOYMENT_FREQUENCY, CODING_DAYS_PER_DEVELOPER]',
  ),
  'too many aliases': `{ ${Array.from({ length: 16 }, (_, at) => `a${at}: viewer { name }`).join(' ')} }`,
  'too many directives': `{ viewer { ${'name @include(if: true) '.repeat(51)} } }`,
  'too many tokens': `{ viewer { ${'name '.repeat(2100)} } }`,
  'too many characters': `{ viewer { name } } #${'x'.repeat(15_001)}`,
};
