import { notFound, topicNotFound } from '../../errors.ts';
import { readByApplicant } from '../../world/applicant.ts';
import { editLetter, writeByApplicant } from '../../world/applying.ts';
import type { Api } from '../call.ts';
import { messageForApplicant } from './views.ts';

/** The talk as hh's old calls know it. Reading it takes `has_updates` away. */
export function addApplicantMessages(api: Api): void {
  api.get('/negotiations/:nid{[0-9]+}/messages', (call) => {
    const negotiation = call.topic(call.param('nid'));
    if (!negotiation) throw topicNotFound();
    const withText = call.query('with_text_only') === 'true';
    const messages = call.world
      .chatOf(negotiation)
      .messages.filter((message) => !withText || message.text !== '');
    const page = call.page(messages, (message) => messageForApplicant(call, negotiation, message), 100);
    readByApplicant(call.world, negotiation);
    return call.context.json({ ...page, pages: Math.max(1, page.pages) });
  });

  api.post('/negotiations/:nid{[0-9]+}/messages', async (call) => {
    const negotiation = call.topic(call.param('nid'));
    if (!negotiation) throw topicNotFound();
    const message = writeByApplicant(call.world, negotiation, (await call.form()).get('message') ?? '');
    return call.context.json(messageForApplicant(call, negotiation, message), 201);
  });

  api.put('/negotiations/:nid{[0-9]+}/messages/:mid', async (call) => {
    const negotiation = call.topic(call.param('nid'));
    if (!negotiation) throw notFound();
    const text = (await call.form()).get('message') ?? '';
    editLetter(call.world, negotiation, call.param('mid'), text);
    return call.context.body(null, 204);
  });
}
