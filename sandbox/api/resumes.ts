import { badArgument, forbidden, notFound } from '../errors.ts';
import { hhDate } from '../time.ts';
import { type Comment, storedText } from '../world/model.ts';
import { openContacts, openResume } from '../world/moving.ts';
import { fullName } from '../world/people.ts';
import type { Api, Call } from './call.ts';
import { inWords } from './dictionaries.ts';
import { fullResume, historyOf } from './views/resume.ts';

/** The documents of an accountant: one question with a title, and one that hh shows without. */
const creds = {
  questions: { q1: { view_title: 'Аттестат' }, q2: { view_title: null, skip_title_at_view: true } },
  answers: {
    a1: { title: 'Профессиональный бухгалтер' },
    a2: { title: 'Да', positive_title: 'Своя электронная подпись' },
  },
  question_to_answer_map: { q1: ['a1'], q2: ['a2'] },
};

/** `get-resume` and the download have side effects; `get-resume-negotiations-history` has none. */
export function addResumes(api: Api): void {
  api.get('/resumes/:r/negotiations_history', (call) =>
    call.context.json({ vacancies: historyOf(call, call.resume(call.param('r'))) }),
  );

  api.get('/resumes/:r', (call) => {
    const resume = call.resume(call.param('r'));
    const topic = topicOf(call);
    openResume(call.world, resume, topic?.id ?? null);
    if (call.query('with_contact') !== null) openContacts(call.world, resume);
    return call.context.json({
      ...fullResume(call, resume, topic, call.query('with_negotiations_history') === 'true'),
      ...(call.query('with_creds') === 'true' && { creds }),
    });
  });

  api.get('/resumes/:r/download/:file', (call) => {
    const resume = call.resume(call.param('r'));
    openResume(call.world, resume, topicOf(call)?.id ?? null);
    if (call.query('with_contact') !== null) openContacts(call.world, resume);
    return call.context.body(`%PDF-1.4 ${resume.title}`, 200, { 'Content-Type': 'application/pdf' });
  });
}

function topicOf(call: Call) {
  const id = call.query('topic_id');
  return id === null ? null : call.negotiation(id);
}

/** Colleagues' notes on an applicant; the key is `resume.owner.id`. */
export function addComments(api: Api): void {
  api.get('/applicant_comments/:a', (call) => {
    const sign = call.query('order_by') === 'creation_time_asc' ? 1 : -1;
    const seen = [...call.world.comments.values()]
      .filter((comment) => comment.applicantId === call.param('a') && mayRead(call, comment))
      .sort((one, other) => sign * (one.at - other.at));
    return call.context.json(call.page(seen, (comment) => show(call, comment), 100));
  });

  api.post('/applicant_comments/:a', async (call) => {
    const form = await call.form();
    const text = form.get('text') ?? '';
    if (text.trim() === '') throw badArgument('text');
    const id = call.world.nextId(123_000);
    const comment: Comment = {
      id,
      applicantId: call.param('a'),
      managerId: call.account.managerId,
      text: storedText(text),
      accessType: accessType(form.get('access_type')),
      at: call.world.now(),
    };
    call.world.comments.set(id, comment);
    call.world.ledger.effects.comments.push({ id, kind: 'added' });
    return call.context.json(show(call, comment), 201);
  });

  api.put('/applicant_comments/:a/:c', async (call) => {
    const comment = own(call);
    const form = await call.form();
    comment.text = storedText(form.get('text') ?? comment.text);
    if (form.has('access_type')) comment.accessType = accessType(form.get('access_type'));
    call.world.ledger.effects.comments.push({ id: comment.id, kind: 'changed' });
    return call.context.body(null, 204);
  });

  api.delete('/applicant_comments/:a/:c', (call) => {
    const comment = own(call);
    call.world.comments.delete(comment.id);
    call.world.ledger.effects.comments.push({ id: comment.id, kind: 'deleted' });
    return call.context.body(null, 204);
  });
}

function accessType(value: string | null): Comment['accessType'] {
  if (value === 'coworkers' || value === 'owner') return value;
  throw badArgument('access_type');
}

function mayRead(call: Call, comment: Comment): boolean {
  const author = call.world.manager(comment.managerId);
  const mine = comment.managerId === call.account.managerId;
  return mine || (comment.accessType === 'coworkers' && author.employerId === call.account.employerId);
}

function own(call: Call): Comment {
  const comment = call.world.comments.get(call.param('c'));
  if (!comment || comment.applicantId !== call.param('a') || !mayRead(call, comment)) throw notFound();
  if (comment.managerId !== call.account.managerId) throw forbidden();
  return comment;
}

function show(call: Call, comment: Comment): Record<string, unknown> {
  return {
    id: comment.id,
    text: comment.text,
    created_at: hhDate(comment.at),
    author: { full_name: fullName(call.world.manager(comment.managerId)) },
    is_mine: comment.managerId === call.account.managerId,
    access_type: inWords(call, 'applicant_comment_access_type', comment.accessType),
  };
}
