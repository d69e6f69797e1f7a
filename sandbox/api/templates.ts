import { ApiError, badArgument, notFound } from '../errors.ts';
import type { MailTemplate, Resume, Vacancy } from '../world/model.ts';
import type { Api, Call } from './call.ts';
import { jsonBody } from './chats.ts';

const variables = [
  { id: 'Name', name: 'Имя соискателя' },
  { id: 'Vacancy', name: 'Вакансия' },
  { id: 'HRName', name: 'Моё имя' },
  { id: 'HRPhone', name: 'Мой телефон' },
  { id: 'HREmail', name: 'Моя почта' },
  { id: 'SiteName', name: 'Сайт hh' },
  { id: 'Company', name: 'Компания' },
];

/** `get-negotiation-message-templates` (filled texts) and the company's own templates. */
export function addTemplates(api: Api): void {
  api.get('/message_templates/:t', (call) => {
    const template = call.world.mailTemplates.get(call.param('t'));
    const { resume, vacancy } = pair(call);
    if (!template) throw notFound();
    const sms = call.world.mailTemplates.get('invite_sms');
    const show = (known: MailTemplate) => ({
      text: filled(call, known.text, resume, vacancy),
      template_modified: known.modified,
      employer_state: known.stageId.toUpperCase(),
    });
    return call.context.json({
      mail: show(template),
      ...(sms && template.stageId === sms.stageId ? { sms: show(sms) } : {}),
    });
  });

  api.get('/employers/:e/mail_templates', (call) => {
    call.employer();
    return call.context.json(
      [...call.world.mailTemplates.values()].map((template) => ({
        id: template.id,
        name: template.name,
        type: template.type,
        text: template.text,
        editable: true,
        template_modified: template.modified,
        employer_state: template.stageId.toUpperCase(),
        variables,
      })),
    );
  });

  api.put('/employers/:e/mail_templates/:t', async (call) => {
    call.employer();
    const template = call.world.mailTemplates.get(call.param('t'));
    if (!template) throw notFound();
    const { text } = await jsonBody(call);
    const fail = (reason: string) =>
      new ApiError(400, { type: 'bad_json_data', value: 'text', reason, pointer: '/text' });
    if (typeof text !== 'string') throw fail('required');
    if (text.length > 10_000) throw fail('too_long');
    const used = [...text.matchAll(/\[(\w+)\]/g)].map((match) => match[1]);
    if (used.some((name) => !variables.some((known) => known.id === name))) throw fail('wrong_variable');
    template.text = text;
    template.modified = true;
    call.world.ledger.effects.other.push(`mail template ${template.id}`);
    return call.context.body(null, 204);
  });
}

/** Whom the text is for: by topic, or by vacancy and resume, never by both. */
function pair(call: Call): { resume: Resume; vacancy: Vacancy } {
  const topicId = call.query('topic_id');
  const resumeHash = call.query('resume_id');
  const vacancyId = call.query('vacancy_id');
  if (topicId !== null) {
    if (resumeHash !== null || vacancyId !== null) throw badArgument('topic_id');
    const negotiation = call.negotiation(topicId);
    return {
      resume: call.world.resume(negotiation.resumeHash),
      vacancy: call.world.vacancy(negotiation.vacancyId),
    };
  }
  if (resumeHash === null || vacancyId === null)
    throw badArgument(resumeHash === null ? 'resume_id' : 'vacancy_id');
  return { resume: call.resume(resumeHash), vacancy: call.vacancy(vacancyId) };
}

function filled(call: Call, text: string, resume: Resume, vacancy: Vacancy): string {
  const manager = call.world.manager(call.account.managerId);
  const values: Record<string, string> = {
    Name: [resume.firstName, resume.middleName].filter(Boolean).join(' ') || 'соискатель',
    Vacancy: vacancy.name,
    HRName: `${manager.firstName} ${manager.lastName}`,
    HRPhone: '+7 (495) 156-80-55',
    HREmail: manager.email,
    SiteName: 'hh.ru',
    Company: call.world.employers.get(vacancy.employerId)?.name ?? '',
  };
  return text.replace(/\[(\w+)\]/g, (whole, name: string) => values[name] ?? whole);
}
