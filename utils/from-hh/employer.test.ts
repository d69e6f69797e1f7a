import { expect, it } from 'vitest';
import { managers, resumeLimits } from '../hh/employer.ts';
import { reader } from '../hh/read.ts';
import { known, unread } from '../known.ts';
import { managerOf } from './employer.ts';

it("builds a manager's name from its parts if hh omits the full name", () => {
  const items = [
    { id: '1', full_name: 'Белов Глеб Юрьевич', first_name: 'Глеб' },
    { id: '2', last_name: 'Котова', first_name: 'Анна' },
    { id: '3' },
  ];
  const read = reader(managers)({ items }).items.items.map(managerOf);
  expect(read.map(({ name }) => name)).toEqual([known('Белов Глеб Юрьевич'), known('Котова Анна'), unread]);
});

it('uses the number of API views if the tariff counts them separately', () => {
  const left = { resume_view: 40, resume_view_from_api: 3 };
  expect(reader(resumeLimits)({ left, limits: { resume_view: 50 } })).toEqual({ left: 3, limits: 50 });
});
