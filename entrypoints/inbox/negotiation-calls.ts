import type {
  Contact,
  ContactsOffer,
  NegotiationCalls,
  Page,
  TestSolution,
} from '../../components/inbox/negotiation/calls.ts';
import { asked } from '../../components/ui/result.ts';
import { accountKey } from '../../utils/domain/inbox.ts';
import type { VacancyHistory } from '../../utils/domain/negotiation.ts';
import { seenKey, withSeen } from '../../utils/domain/seen.ts';
import { oldTalkOf, participantsOf, talkOf } from '../../utils/from-hh/conversation.ts';
import { costsOf } from '../../utils/from-hh/costs.ts';
import { toResult } from '../../utils/from-hh/result.ts';
import { chatRowOf, historyOf, noteOf } from '../../utils/from-hh/transform.ts';
import { createAssessment } from '../../utils/hh/assessment.ts';
import { createChats } from '../../utils/hh/chats.ts';
import { createCompany } from '../../utils/hh/company.ts';
import { createContacts } from '../../utils/hh/contacts.ts';
import { createConversations } from '../../utils/hh/conversations.ts';
import { apiAddress, effectsOf, gesture } from '../../utils/hh/effects.ts';
import { createEmployer } from '../../utils/hh/employer.ts';
import { HhError } from '../../utils/hh/errors.ts';
import { createManagers } from '../../utils/hh/managers.ts';
import { createNotes } from '../../utils/hh/notes.ts';
import type { TestSolutionWire } from '../../utils/hh/schemas/assessment.ts';
import type { ContactsWire, ResumeOfferWire } from '../../utils/hh/schemas/contacts.ts';
import { t } from '../../utils/i18n.ts';
import type { EmployerId, ManagerId, ResumeId } from '../../utils/ids.ts';
import { fromKnown, type List, valueOr } from '../../utils/known.ts';
import { remoteClient } from '../../utils/messaging/ask-hh.ts';
import { sendMessage } from '../../utils/messaging/protocol.ts';
import { files } from '../../utils/storage/files.ts';
import { accountItem, negotiationsItem, update } from '../../utils/storage/items.ts';
import { seenItem, snippetsItem } from '../../utils/storage/page-items.ts';
import { write } from '../popup/write-calls.ts';

const employer = createEmployer(remoteClient);
const company = createCompany(remoteClient);
const managers = createManagers(remoteClient);
const chats = createChats(remoteClient);
const talk = createConversations(remoteClient);
const notes = createNotes(remoteClient);
const assessment = createAssessment(remoteClient);
const contacts = createContacts(remoteClient);

const pageOf = <W, T>(
  list: { items: List<W>; found?: number | null; page?: number | null; pages?: number | null },
  turn: (wire: W) => T,
): Page<T> => ({
  items: list.items.items.map(turn),
  found: list.found ?? null,
  more: (list.page ?? 0) < (list.pages ?? 1) - 1,
  skipped: list.items.skipped,
});

async function whoIs(): Promise<{ employerId: EmployerId; managerId: ManagerId | null; key: string }> {
  const account = await accountItem.getValue();
  if (account.state !== 'signed-in' || !account.employer) throw new HhError('signed-out', 'no');
  return { employerId: account.employer.id, managerId: account.managerId, key: accountKey(account) };
}

const freshFor = 5 * 60_000;
const keptAtMost = 50;
/** Histories of this page's life, by account and resume. */
const histories = new Map<string, { at: number; history: List<VacancyHistory> }>();

async function readHistory(resumeId: ResumeId, again: boolean): Promise<List<VacancyHistory>> {
  const key = `${(await whoIs()).key}:${resumeId}`;
  const known = histories.get(key);
  if (known && !again && Math.abs(Date.now() - known.at) < freshFor) return known.history;
  const history = historyOf(await employer.resumeHistory(resumeId));
  histories.delete(key);
  histories.set(key, { at: Date.now(), history });
  for (const oldest of [...histories.keys()].slice(0, -keptAtMost)) histories.delete(oldest);
  return history;
}

const solutionOf = ({ test_result: test }: TestSolutionWire): TestSolution => {
  if (!test.known) throw new HhError(test.why, 'answered');
  const { name, score, mark, duration, tasks } = test.value;
  return {
    name: fromKnown(name, (said) => said || null),
    score,
    mark,
    seconds: fromKnown(duration, (seconds) => seconds ?? null),
    tasks: fromKnown(tasks, ({ items, skipped }) => ({
      items: items.map(({ question, closed_answers: closed, opened_answer: opened }) => ({
        question,
        choices: fromKnown(closed, (choices) => ({
          items: choices.items.map(({ value, selected, correct }) => ({
            text: value,
            chosen: selected,
            right: correct,
          })),
          skipped: choices.skipped,
        })),
        answer: fromKnown(opened, (answer) =>
          answer
            ? {
                text: fromKnown(answer.value, (said) => said || null),
                mark: fromKnown(answer.mark, (said) => said ?? null),
              }
            : null,
        ),
      })),
      skipped,
    })),
  };
};

/** Where the contacts are, and what hh is known to spend at that address. */
function offerOf({ resume }: ResumeOfferWire, viewsLeft: number | null): ContactsOffer {
  const url = resume?.actions?.get_with_contact?.url ?? resume?.url ?? null;
  const address = url ? apiAddress(url) : null;
  return {
    url: address ? url : null,
    effects: address ? [...effectsOf('GET', address)] : [],
    status: resume?.contact_view_status ?? null,
    openUntil: resume?.contacts_open_until_date ?? null,
    viewsLeft,
    hasFile: Boolean(resume?.actions?.download?.pdf ?? resume?.actions?.download?.rtf),
  };
}

const contactsOf = ({ contact }: ContactsWire): Contact[] =>
  contact.items.flatMap(({ type, contact_value, value, comment, preferred }) => {
    const said = contact_value ?? value;
    return said
      ? [
          {
            kind: type?.name ?? type?.id ?? '',
            value: said,
            comment: comment ?? null,
            preferred: preferred ?? false,
          },
        ]
      : [];
  });

/** Chosen again after an answer that was lost, a file is the same write. */
const fileIds = new WeakMap<File, string>();

/** The hands of the open negotiation and the chats: reads by hh's client for pages, writes by the outbox. */
export const negotiationCalls: NegotiationCalls = {
  readNegotiation: (id) => asked(sendMessage('readNegotiation', id)),
  readHistory: (id, again = false) => toResult(() => readHistory(id, again)),
  readNotes: ({ applicantId, page }) =>
    toResult(async () => pageOf(await notes.list({ applicantId, page, perPage: 50 }), noteOf)),
  readTest: (id) => toResult(async () => solutionOf(await assessment.solution(id))),
  readChat: (id, from) => toResult(async () => talkOf(await talk.messages(id, from))),
  readOldTalk: ({ id, messaging, page }) =>
    toResult(async () => oldTalkOf(await talk.oldMessages(id, gesture('marks-viewed'), page), messaging)),
  readChats: ({ unread, vacancyId, page }) =>
    toResult(async () =>
      pageOf(await chats.list({ unread, page, ...(vacancyId && { vacancyIds: [vacancyId] }) }), chatRowOf),
    ),
  readParticipants: (id) => toResult(async () => participantsOf(await talk.participants(id))),
  readColleagues: (searchText) =>
    toResult(async () => {
      const { employerId } = await whoIs();
      const list = await managers.managers({ employerId, searchText, perPage: 50 });
      return list.items.items.map(({ id, full_name: name, position }) => ({
        id,
        name: name.known ? name.value : t('unknown_person'),
        position: valueOr(position, null) ?? null,
      }));
    }),
  readFileConditions: () =>
    toResult(async () => {
      const { files_upload: takes } = await talk.fileConditions();
      return {
        maxBytes: takes?.max_size ?? 20 * 1024 * 1024,
        types: takes?.type.items ?? [],
        mimeTypes: takes?.mime_type.items ?? [],
      };
    }),
  readContactsOffer: (id) =>
    toResult(async () => {
      const { employerId, managerId } = await whoIs();
      const [offer, limits] = await Promise.all([
        contacts.offer(id),
        managerId ? company.resumeLimits({ employerId, managerId }).catch(() => null) : null,
      ]);
      return offerOf(offer, limits?.left?.resume_view ?? null);
    }),
  openContacts: ({ url, effects }) =>
    toResult(async () => {
      if (!url) throw new HhError('not-found', 'no');
      return contactsOf(await contacts.open(url, gesture(...effects)));
    }),
  readTemplate: (of) => asked(sendMessage('readTemplate', of)),
  readAddresses: () => asked(sendMessage('readAddresses')),
  readInvitations: (id) =>
    toResult(async () => {
      const [invitations, costs] = await Promise.all([
        asked(sendMessage('readInvitations', id)),
        costsOf(company, await whoIs()),
      ]);
      if (!invitations.ok) throw new HhError(invitations.problem, 'no');
      return { invitations: invitations.value, costs };
    }),
  write,
  async attach(to, file) {
    const fileId = fileIds.get(file) ?? crypto.randomUUID();
    fileIds.set(file, fileId);
    const stored = await toResult(() => files.put(fileId, file));
    if (!stored.ok) return stored;
    const answer = await write({ kind: 'file', ...to, fileId, name: file.name.slice(-200) });
    // Without an answer the write may be stored, and needs it.
    if (!answer.ok && answer.problem.name !== 'unknown') await files.remove(fileId);
    return answer;
  },
  undo: (id) => void sendMessage('undo', id),
  retry: (id) => void sendMessage('retry', id),
  dismiss: (id) => void sendMessage('dismiss', id),
  watchNegotiation(id, changed) {
    return negotiationsItem.watch((all) => {
      void accountItem.getValue().then((account) => {
        const known = all[`${accountKey(account)}:${id}`];
        if (known) changed(known.negotiation);
      });
    });
  },
  saveDraft: (draft) => void sendMessage('saveDraft', draft),
  saveSnippets: (snippets) => void snippetsItem.setValue(snippets),
  async look(id, seen) {
    const key = seenKey(accountKey(await accountItem.getValue()), id);
    const before = (await seenItem.getValue())[key];
    await update(seenItem, (all) => withSeen(all, key, seen));
    return before;
  },
  openOptions: (section) => void sendMessage('openOptions', section),
  signIn: () => asked(sendMessage('signIn', undefined)),
  openTab: (url) => void import('../../utils/tabs.ts').then((tabs) => tabs.openTab(url)),
  copy: (text) => void navigator.clipboard.writeText(text),
};
