import { DAY } from '../time.ts';
import type { Negotiation } from '../world/model.ts';
import type { Api, Call } from './call.ts';
import { self } from './employer.ts';

/** Reply statistics of the last 30 days, of the employer and of a manager. */
export function addStatistics(api: Api): void {
  api.get('/employers/:e/negotiations_statistics', (call) => {
    const employerId = call.employer();
    return call.context.json({
      employer_statistics: statistics(
        call,
        received(call, (vacancy) => vacancy.employerId === employerId),
      ),
    });
  });

  api.get('/employers/:e/managers/:m/negotiations_statistics', (call) => {
    const manager = self(call);
    return call.context.json({
      manager_statistics: statistics(
        call,
        received(call, (vacancy) => vacancy.managerId === manager.id),
      ),
    });
  });
}

function received(
  call: Call,
  wanted: (vacancy: { employerId: string; managerId: string }) => boolean,
): Negotiation[] {
  const since = call.world.now() - 30 * DAY;
  return [...call.world.negotiations.values()].filter(
    (negotiation) =>
      negotiation.startedBy === 'applicant' &&
      negotiation.createdAt >= since &&
      wanted(call.world.vacancy(negotiation.vacancyId)),
  );
}

function statistics(call: Call, list: Negotiation[]): Record<string, unknown> {
  const percent = (part: number) => (list.length === 0 ? 0 : Math.round((part / list.length) * 100));
  const replied = percent(list.filter((negotiation) => negotiation.state !== 'response').length);
  return {
    received: list.length,
    viewed_percent: percent(list.filter((negotiation) => negotiation.viewed).length),
    replied_percent: replied,
    average_reply_time: 2,
    politeness: {
      index: replied,
      index_change: 0,
      hint: 'Отвечайте на отклики чаще',
      description: 'Доля откликов, на которые работодатель ответил',
      article_url: `https://${call.host}/article/23734`,
    },
  };
}
