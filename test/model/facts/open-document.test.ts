import fc from 'fast-check';
import { expect, it } from 'vitest';
import { documentWithoutSecrets, isSecretName } from '../../../src/model/facts/open-document.js';
import { providers } from '../../../src/providers/index.js';
import { plantedTexts, shownIn } from '../../server/planted-secrets.js';

const OPAQUE = 'hunter2-of-the-shop';

it('knows the names of all secret settings of all providers, and of no other', () => {
  for (const { settings } of providers)
    for (const { key, secret } of settings.fields)
      expect({ key, secret: isSecretName(key) }).toEqual({ key, secret });
});

it.each([
  { settings: { location: '/shop', token: OPAQUE } },
  { after: { webhookSecret: { value: OPAQUE } }, before: null },
  {
    settings: [
      { key: 'location', value: '/shop' },
      { key: 'token', value: OPAQUE },
    ],
  },
  { settings: [{ name: 'password', value: [OPAQUE] }] },
])('hides what stands below the name of a secret, of whatever form: %j', (document) => {
  const open = documentWithoutSecrets(document);
  expect(JSON.stringify(open)).not.toContain(OPAQUE);
  expect(JSON.stringify(open)).toContain('(hidden)');
});

it.each([
  { rotated: ['token'], count: 2, at: null },
  { before: { name: 'Shop', location: '/shop' }, after: { name: 'Store', token: '' } },
  { settings: [{ key: 'location', value: '/shop' }] },
])('leaves %j alone', (document) => {
  expect(documentWithoutSecrets(document)).toEqual(document);
});

it('takes recognisable secrets out of any document, and keeps its shape', () => {
  const text = fc.constantFrom(...plantedTexts);
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      text,
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('name', 'before', 'x'), tie('tree')),
    ),
  }));
  fc.assert(
    fc.property(tree, (document) => {
      const open = documentWithoutSecrets(document);
      expect(shownIn(JSON.stringify(open))).toEqual([]);
      expect(documentWithoutSecrets(open)).toEqual(open);
    }),
  );
});
