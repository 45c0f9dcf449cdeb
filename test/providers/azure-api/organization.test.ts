import { describe, expect, it } from 'vitest';
import { organizationOf } from '../../../src/providers/azure-api/organization.js';

describe('the organisation that an address means', () => {
  it.each([
    'fabrikam',
    'https://dev.azure.com/fabrikam',
    'https://dev.azure.com/Fabrikam/Shop/_git/shop',
    'https://fabrikam@dev.azure.com/fabrikam/Shop/_git/shop',
    'dev.azure.com/fabrikam/',
    'https://vsrm.dev.azure.com/fabrikam/_apis/release',
    'https://fabrikam.visualstudio.com/DefaultCollection/Shop',
    'https://fabrikam.vsrm.visualstudio.com',
  ])('is fabrikam on three hosts: %s', (text) => {
    const found = organizationOf(text);
    expect(found?.place).toBe('dev.azure.com/fabrikam');
    expect(found?.core.toLowerCase()).toBe('https://dev.azure.com/fabrikam');
    expect(found?.releases.toLowerCase()).toBe('https://vsrm.dev.azure.com/fabrikam');
    expect(found?.graph.toLowerCase()).toBe('https://vssps.dev.azure.com/fabrikam');
  });

  it.each([
    ['https://azure.example.com/DefaultCollection', 'azure.example.com/defaultcollection'],
    ['https://azure.example.com:8080/tfs/Main/_apis/x', 'azure.example.com:8080/tfs/main'],
  ])('is a collection of a server: %s', (text, place) => {
    const found = organizationOf(text);
    expect(found).toMatchObject({ edition: 'SERVER', place });
    expect(found?.releases).toBe(found?.core);
  });

  it.each([
    '',
    'https://dev.azure.com',
    'https://app.vssps.visualstudio.com',
    'https://azure.example.com',
    'ftp://dev.azure.com/fabrikam',
    'https://user:password@azure.example.com/Main',
  ])('is none: %s', (text) => {
    expect(organizationOf(text)).toBeNull();
  });
});
