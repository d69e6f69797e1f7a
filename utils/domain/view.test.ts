import { describe, expect, test } from 'vitest';
import { asId, type NegotiationId, type VacancyId } from '../ids.ts';
import {
  addressOf,
  countOf,
  emptyView,
  listAddressOf,
  queryOf,
  type View,
  viewOf,
  withCollection,
  withFilter,
  withVacancy,
} from './view.ts';

const view: View = {
  place: null,
  vacancyId: asId<VacancyId>('71990042'),
  collectionId: 'interview_2',
  negotiationId: asId<NegotiationId>('4100000010'),
  order: 'relevance',
  search: 'главный бух',
  onlyNew: true,
  filters: { age_from: ['25'], area: ['1', '2'], language: ['eng.b2'], show_only_with_vehicle: ['true'] },
};

describe('the address', () => {
  test('contains the whole view, and is read back the same', () => {
    expect(viewOf(addressOf(view))).toEqual(view);
    expect(viewOf(`?${addressOf({ ...view, place: 'company' })}`)).toEqual({ ...view, place: 'company' });
    expect(viewOf(`?${addressOf({ ...view, place: 'back' })}`)).toEqual({ ...view, place: 'back' });
    expect(viewOf('')).toEqual(emptyView);
    expect(addressOf(emptyView)).toBe('');
  });

  test('is the same for equal views, whatever the order of its parts', () => {
    expect(addressOf(viewOf('new=true&age_from=20&vacancy=5'))).toBe(
      addressOf(viewOf('vacancy=5&age_from=20&new=true')),
    );
  });

  test('of a list omits the selected negotiation', () => {
    expect(viewOf(listAddressOf(view))).toEqual({ ...view, negotiationId: null });
  });

  test('cannot redirect a request', () => {
    const wrong = viewOf('vacancy=../me&collection=a/b&negotiation=1?x&order=a%20b&area=1%26x&page=other');
    expect(wrong).toEqual(emptyView);
    expect(viewOf('area=1&area=1&area=').filters).toEqual({ area: ['1'] });
  });

  test('preserves any characters in a text', () => {
    expect(viewOf(addressOf({ ...emptyView, search: 'C++ & «1С» = да' })).search).toBe('C++ & «1С» = да');
  });
});

describe('the query for hh', () => {
  test("uses hh's own names", () => {
    expect(queryOf(view, 'interview_2')).toEqual({
      order_by: 'relevance',
      search_text: 'главный бух',
      show_only_new: true,
      age_from: ['25'],
      area: ['1', '2'],
      language: ['eng.b2'],
      show_only_with_vehicle: ['true'],
    });
  });

  test('has no filters if the collection supports none', () => {
    expect(queryOf(view, 'phone_calls')).toEqual({ order_by: 'relevance' });
  });
});

describe('a change of view', () => {
  test('resets everything for another vacancy, and keeps supported filters for another collection', () => {
    expect(withVacancy(asId<VacancyId>('5'))).toEqual({ ...emptyView, vacancyId: '5' });
    expect(withCollection(view, 'offer')).toEqual({
      ...view,
      collectionId: 'offer',
      order: null,
      negotiationId: null,
    });
    expect(withCollection(view, 'phone_calls')).toMatchObject({ filters: {}, search: '', onlyNew: false });
  });

  test('removes filters that mean nothing alone', () => {
    const both = withFilter(withFilter(view, 'relocation', ['living']), 'salary_from', ['1']);
    const all = withFilter(both, 'currency', ['RUR']);
    expect(withFilter(withFilter(all, 'area', []), 'salary_from', []).filters).toEqual({
      age_from: ['25'],
      language: ['eng.b2'],
      show_only_with_vehicle: ['true'],
    });
  });

  test('counts a range once', () => {
    expect(
      countOf({ age_from: ['1'], age_to: ['2'], salary_to: ['3'], currency: ['RUR'], area: ['1', '2'] }),
    ).toBe(3);
  });
});
