import { describe, expect, it } from 'vitest';
import { createAliases } from '../../src/directory/alias.js';

describe('createAliases', () => {
  const aliases = createAliases('secret of one account');
  it('gives each developer one id that reveals nothing and finds them again', () => {
    const alias = aliases.of(7, 3);
    expect(alias).toEqual({
      id: createAliases('secret of one account').of(7, 3).id,
      label: 'Developer 3',
    });
    expect(alias.id).toMatch(/^[\w-]{22}$/);
    expect(aliases.resolve(alias.id, [1, 7])).toBe(7);
    expect(aliases.resolve(alias.id, [1, 2])).toBeNull();
  });
  it('gives the same developer another id in another account', () => {
    expect(createAliases('another').of(7, 3).id).not.toBe(aliases.of(7, 3).id);
  });
});
