import { openContacts, openResume } from '../world/traces.ts';
import type { Api, Call } from './call.ts';
import { fullResume, historyOf } from './views/resume.ts';

/** `get-resume` and the download leave traces; `get-resume-negotiations-history` does not. */
export function addResumes(api: Api): void {
  api.get('/resumes/:r/negotiations_history', (call) =>
    call.context.json({ vacancies: historyOf(call, call.resume(call.param('r'))) }),
  );

  api.get('/resumes/:r', (call) => {
    const resume = call.resume(call.param('r'));
    const topic = topicOf(call);
    openResume(call.world, resume, topic?.id ?? null);
    if (call.query('with_contact') === 'true') openContacts(call.world, resume);
    return call.context.json(
      fullResume(call, resume, topic, call.query('with_negotiations_history') === 'true'),
    );
  });

  api.get('/resumes/:r/download/:file', (call) => {
    const resume = call.resume(call.param('r'));
    openResume(call.world, resume, topicOf(call)?.id ?? null);
    if (call.query('with_contact') === 'true') openContacts(call.world, resume);
    return call.context.body(`%PDF-1.4 ${resume.title}`, 200, { 'Content-Type': 'application/pdf' });
  });
}

function topicOf(call: Call) {
  const id = call.query('topic_id');
  return id === null ? null : call.negotiation(id);
}
