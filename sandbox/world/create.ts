import type { Ledger } from '../ledger.ts';
import { DAY, MINUTE } from '../time.ts';
import { addApplicants } from './applicants.ts';
import { addCompany, addVacancy } from './company.ts';
import { defaultOptions, type WorldOptions } from './options.ts';
import { addSmallWorld } from './small-world.ts';
import { World } from './world.ts';

/** A world by options: the hand-made one, or a company with generated vacancies only; and those who look for work. */
export function createWorld(options: Partial<WorldOptions>, ledger: Ledger): World {
  const world = new World({ ...defaultOptions, ...options }, ledger);
  if (world.options.vacancies > 0) {
    addCompany(world);
    addGeneratedWorld(world);
  } else {
    addSmallWorld(world);
  }
  addApplicants(world);
  return world;
}

/** Many vacancies with many responses, for tests of weight: the same seed gives the same world. */
export function addGeneratedWorld(world: World): void {
  const { vacancies, unreadPerVacancy, readPerVacancy } = world.options;
  const unread = Array.isArray(unreadPerVacancy) ? unreadPerVacancy : [unreadPerVacancy];
  const now = world.now();
  for (let i = 0; i < vacancies; i++) {
    const vacancy = addVacancy(world, {
      id: String(95_000_000 + i),
      name: `Вакансия ${i + 1}`,
      createdAt: now - (1 + (i % 28)) * DAY,
    });
    const fresh = unread[i % unread.length] ?? 0;
    for (let j = 0; j < fresh + readPerVacancy; j++) {
      const viewed = j >= fresh;
      const letter = j % 3 === 0 ? 'Здравствуйте! Буду рад поговорить о вакансии.' : undefined;
      world.addResponse({ vacancyId: vacancy.id, at: now - (i + j * 7) * MINUTE, viewed, letter });
    }
  }
}
