import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Address, FILTERS, queryOf, queueAt, readAddress, SORTS, TABS, writeAddress } from '../../client/desk/address.ts';
import { pageOf } from '../../client/layout/address.ts';
import { QUEUES } from '../../shared/queue.ts';

const plain: Address = { page: 'queue', board: '', queue: 'waiting-us', sort: 'pressing', filters: {}, shown: null };

const read = (address: string): Address => {
  const { pathname, search } = new URL(address, 'http://desk.example');
  return readAddress(pathname, search);
};

describe('which page an address shows', () => {
  it.each([
    ['/', 'wall'],
    ['/wall/main', 'wall'],
    ['/desk', 'desk'],
    ['/desk/', 'desk'],
    ['/desk/review', 'desk'],
    ['/desktop', 'wall'],
    ['/reports', 'reports'],
    ['/reportsx', 'wall'],
  ])('%s is the %s', (path, page) => {
    expect(pageOf(path)).toBe(page);
  });
});

describe('the address of the desk', () => {
  it.each<[string, Partial<Address>]>([
    ['/desk', {}],
    ['/desk/review', { page: 'review' }],
    ['/desk?queue=mine', { queue: 'mine' }],
    ['/desk?queue=unheard-of&sort=sideways', {}],
    ['/desk?case=17', { shown: '17' }],
    ['/desk?network=x&owner=mara&text=lost+bag', { filters: { network: 'x', owner: 'mara', text: 'lost bag' } }],
    ['/desk?board=bright&sort=reach', { board: 'bright', sort: 'reach' }],
    ['/desk?tag=%20%20', {}],
    ['/desk?colour=green', {}],
  ])('%s opens what it says, and leaves out what it does not know', (address, said) => {
    expect(read(address)).toEqual({ ...plain, ...said });
  });

  it('says nothing of what is usual', () => {
    expect(writeAddress(plain)).toBe('/desk');
  });

  it('cuts words that are too long to be asked for', () => {
    expect(read(`/desk?text=${'a'.repeat(500)}`).filters.text).toHaveLength(200);
  });

  it('is read again as it was written, whatever it says', () => {
    const words = fc
      .string({ minLength: 1, maxLength: 60, unit: 'grapheme' })
      .map((text) => text.trim())
      .filter((text) => text !== '' && text.length <= 200 && text.isWellFormed());
    const filters = fc.record(Object.fromEntries(FILTERS.map((name) => [name, words])), { requiredKeys: [] });
    const address = fc.record<Address>({
      page: fc.constantFrom('queue', 'review'),
      board: fc.oneof(fc.constant(''), words),
      queue: fc.constantFrom(...QUEUES),
      sort: fc.constantFrom(...SORTS.map(({ name }) => name)),
      filters,
      shown: fc.option(words),
    });
    fc.assert(
      fc.property(address, (said) => {
        expect(read(writeAddress(said))).toEqual(said);
      }),
    );
  });

  it('asks the server for the queue by name, and tells it who asks', () => {
    const query = queryOf({ ...plain, filters: { tag: 'Bergen' }, shown: '4' }, 'mara');
    expect(Object.fromEntries(query)).toEqual({ queue: 'waiting-us', sort: 'pressing', tag: 'Bergen', person: 'mara' });
  });
});

describe('the tabs', () => {
  it('are all the queues that there are, each once', () => {
    expect(TABS.map(({ name }) => name).sort()).toEqual([...QUEUES].sort());
  });

  it('are each reached by a letter of their own', () => {
    expect(TABS.map(({ letter }) => queueAt(letter))).toEqual(TABS.map(({ name }) => name));
  });
});
