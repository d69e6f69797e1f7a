import { DAY, MINUTE } from '../time.ts';
import { addVacancy } from './company.ts';
import type { World } from './world.ts';

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
