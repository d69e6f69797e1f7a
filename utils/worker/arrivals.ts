import { withoutChat, withoutRows } from '../domain/inbox.ts';
import { doneIn, negotiationsOf, type OutboxEntry } from '../domain/write-request.ts';
import { inboxItem, update } from '../storage/items.ts';
import type { ApplicantService } from './applicant.ts';
import type { MarksService } from './marks.ts';
import type { Negotiations } from './negotiations.ts';
import type { Panels } from './panels.ts';

interface ArrivalDeps {
  applicant: Pick<ApplicantService, 'arrived'>;
  negotiations: Pick<Negotiations, 'read' | 'kept' | 'forget' | 'invitationsOf'>;
  panels: Pick<Panels, 'renew' | 'push' | 'pushAll'>;
  marks: Pick<MarksService, 'moved'>;
}

/** Updates counts and rows at once when a write has arrived at hh, then reads again what it changed. */
export const createArrivals =
  ({ applicant, negotiations, panels, marks }: ArrivalDeps) =>
  async (entry: OutboxEntry): Promise<void> => {
    const { request } = entry;
    // An applicant's write changes no panel and no row, but what is shown on its vacancy.
    if (await applicant.arrived(request)) return panels.pushAll();
    const ids = negotiationsOf(request);
    const isSaid = request.kind === 'message' || request.kind === 'file';
    await update(inboxItem, (inbox) =>
      request.kind === 'read-chat' || (isSaid && request.negotiationId === null)
        ? withoutChat(inbox, request.chatId)
        : withoutRows(inbox, isSaid ? [] : doneIn(entry)),
    );
    marks.moved(entry);
    try {
      // Most negotiations are decided on the way to the next one; a view that still shows one reads it again.
      if (request.kind === 'bulk' || request.kind === 'action') await negotiations.forget(ids);
      // Of many marked as viewed, only those that were open are read again.
      else
        for (const id of ids) {
          const isOpen = request.kind !== 'read' || (await negotiations.kept(id));
          await (isOpen ? negotiations.read(id, true) : negotiations.forget([id]));
        }
      if (request.kind === 'action' || request.kind === 'bulk') await panels.renew(ids);
      if (request.kind === 'invite') await negotiations.invitationsOf(request.resumeId, true);
      if (request.kind === 'invite' || request.kind === 'note') await panels.renew();
    } catch {
      // Only freshness is lost: the panel shows the time of its data, and its button reads again.
    }
    panels.push(ids);
  };
